"""How an edition begins."""

from editions.models import Edition, Status
from tests.editions.attacks.registry import attack, insert_copy, load


@attack("born_a_draft")
def insert_an_approved_edition(stage, _tmp):
    live = stage.live()
    return insert_copy(live, status="'approved'", number=2)


@attack("born_a_draft")
def bulk_create_a_published_edition(stage, _tmp):
    live = stage.live()
    live.page.withdraw(by=stage.editor, reason="wrong")
    row = Edition.objects.get(pk=live.pk)
    row.pk = row.id = None
    row.number, row.status = 2, Status.PUBLISHED
    return lambda: Edition.objects.bulk_create([row])


@attack("born_a_draft")
def load_a_published_edition(stage, tmp_path):
    live = stage.live()
    live.page.withdraw(by=stage.editor, reason="wrong")
    return load(tmp_path, live, pk=live.pk + 1000, number=2, status="published")


@attack("born_a_draft")
def insert_a_draft_that_is_signed_already(stage, _tmp):
    closed = stage.closed()
    fields = {"page": closed.page, "number": 2, "author": stage.writer, "title": "T", "reviewer": stage.reviewer}
    return lambda: Edition(**fields).save(force_insert=True)


@attack("numbered_next")
def begin_with_a_low_number_to_hide_earlier_authors(stage, _tmp):
    closed = stage.closed()
    return lambda: Edition(page=closed.page, number=0, author=stage.other_writer, title="T").save(force_insert=True)


@attack("numbered_next")
def begin_with_a_high_number(stage, _tmp):
    closed = stage.closed()
    return lambda: Edition(page=closed.page, number=7, author=stage.other_writer, title="T").save(force_insert=True)


@attack("continues_its_page")
def base_a_draft_on_words_of_others_that_were_never_approved(stage, _tmp):
    closed = stage.closed()
    approved = stage.next_submitted(closed, by=stage.other_writer)
    approved.approve(by=stage.reviewer, seal=approved.seal)
    fields = {"page": closed.page, "number": 3, "author": stage.other_writer, "title": "T"}
    return lambda: Edition(**fields, based_on_id=closed.pk).save(force_insert=True)


@attack("continues_its_page")
def base_a_draft_on_an_edition_of_another_page(stage, _tmp):
    closed, other = stage.closed(), stage.live()
    fields = {"page": closed.page, "number": 2, "author": stage.other_writer, "title": "T"}
    return lambda: Edition(**fields, based_on_id=other.pk).save(force_insert=True)


@attack("replaces_nothing", only="sqlite")
def insert_or_replace_the_submitted_edition(stage, _tmp):
    submitted = stage.submitted()
    cleared = dict.fromkeys(
        ("author_name", "author_credit", "html", "text", "files", "renderer", "seal", "submission"), "''"
    )
    return insert_copy(submitted, "INSERT OR REPLACE", status="'draft'", number=2, submitted_at="NULL", **cleared)
