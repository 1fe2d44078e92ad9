"""What never changes, and the words."""

from django.utils import timezone

from editions.models import Edition
from tests.editions.attacks.registry import attack, load
from tests.editions.conftest import change, sql


@attack("keeps_identity")
def give_a_draft_another_author(stage, _tmp):
    draft = stage.draft()
    return lambda: change(draft, author=stage.other_writer)


@attack("keeps_identity")
def give_a_live_edition_another_author_by_bulk_update(stage, _tmp):
    row = Edition.objects.get(pk=stage.live().pk)
    row.author = stage.other_writer
    return lambda: Edition.objects.bulk_update([row], ["author"])


@attack("keeps_identity")
def move_an_edition_to_another_page(stage, _tmp):
    live, other = stage.live(), stage.closed()
    return lambda: change(live, page=other.page, number=2)


@attack("keeps_identity")
def renumber_a_draft(stage, _tmp):
    draft = stage.draft()
    return lambda: change(draft, number=9)


@attack("keeps_identity")
def forget_what_an_edition_was_based_on(stage, _tmp):
    following = stage.next_submitted(stage.live())
    return lambda: change(following, based_on=None, created_at=timezone.now())


@attack("keeps_words")
def update_the_title_of_a_submitted_edition(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, title="Slipped in")


@attack("keeps_words")
def update_the_summary_of_a_live_edition_by_sql(stage, _tmp):
    live = stage.live()
    return lambda: sql("UPDATE editions_edition SET summary = 'Slipped in' WHERE id = %s", live.pk)


@attack("keeps_words", only="sqlite")
def update_or_ignore_the_refusal(stage, _tmp):
    live = stage.live()
    return lambda: sql("UPDATE OR IGNORE editions_edition SET summary = 'Slipped in' WHERE id = %s", live.pk)


@attack("keeps_words")
def bulk_update_the_title_of_a_superseded_edition(stage, _tmp):
    row = Edition.objects.get(pk=stage.superseded().pk)
    row.title = "Slipped in"
    return lambda: Edition.objects.bulk_update([row], ["title"])


@attack("keeps_words")
def change_a_title_while_submitting(stage, _tmp):
    draft = stage.draft()
    return lambda: change(draft, title="Slipped in", **stage.submission())


@attack("keeps_words", "keeps_what_was_signed", "keeps_identity")
def load_other_words_over_a_live_edition(stage, tmp_path):
    # A fixture cuts moments to milliseconds, so other guards refuse it too.
    return load(tmp_path, stage.live(), title="Slipped in")


@attack("keeps_words", "words_only_in_a_draft")
def save_a_live_edition_with_another_title(stage, _tmp):
    live = stage.live()
    live.title = "Slipped in"
    return live.save
