"""The words of a kind."""

from django.utils import timezone

from editions.models import Edition, Status, Why
from tests.conftest import KINDS
from tests.editions.attacks.registry import attack
from tests.editions.conftest import change, sql


@attack("words_only_in_a_draft")
def update_the_words_of_a_submitted_edition(stage, _tmp):
    submitted = stage.submitted()
    return lambda: stage.kind.edition_model.objects.filter(pk=submitted.pk).update(**stage.kind.other_words())


@attack("words_only_in_a_draft")
def bulk_update_the_words_of_a_live_edition(stage, _tmp):
    live = stage.live()
    setattr(live, stage.kind.field, "Slipped in.")
    return lambda: stage.kind.edition_model.objects.bulk_update([live], [stage.kind.field])


@attack("words_only_in_a_draft")
def update_the_words_of_a_live_edition_by_sql(stage, _tmp):
    live = stage.live()
    return lambda: sql(
        f"UPDATE {stage.kind.table} SET {stage.kind.field} = 'Slipped in.' WHERE edition_ptr_id = %s", live.pk
    )


@attack("words_only_in_a_draft")
def move_the_words_of_a_draft_to_an_edition_without_words(stage, _tmp):
    draft, wordless = stage.draft(), stage.wordless()
    return lambda: sql(
        f"UPDATE {stage.kind.table} SET edition_ptr_id = %s WHERE edition_ptr_id = %s", wordless.pk, draft.pk
    )


@attack("words_stay")
def delete_the_words_of_a_draft(stage, _tmp):
    draft = stage.draft()
    return lambda: sql(f"DELETE FROM {stage.kind.table} WHERE edition_ptr_id = %s", draft.pk)


@attack("words_stay")
def delete_the_words_of_a_live_edition(stage, _tmp):
    live = stage.live()
    return lambda: sql(f"DELETE FROM {stage.kind.table} WHERE edition_ptr_id = %s", live.pk)


@attack("words_of_its_kind")
def give_an_edition_the_words_of_another_kind(stage, _tmp):
    other = next(kind for kind in KINDS.values() if kind is not stage.kind)
    draft = other.begin(stage.writer, slug="of-another-kind")
    fresh = stage.kind.edition_model(edition_ptr_id=draft.pk)
    fresh.__dict__.update({field.attname: getattr(draft, field.attname) for field in Edition._meta.local_fields})
    return lambda: fresh.save_base(raw=True, force_insert=(stage.kind.edition_model,))


@attack("words_of_its_kind")
def add_words_to_a_closed_edition_that_has_none(stage, _tmp):
    wordless = stage.wordless()
    change(wordless, status=Status.CLOSED, closed_at=timezone.now(), closed_by=stage.writer, closed_why=Why.DISCARDED)
    wordless.refresh_from_db()
    fresh = stage.kind.edition_model(edition_ptr_id=wordless.pk)
    fresh.__dict__.update({field.attname: getattr(wordless, field.attname) for field in Edition._meta.local_fields})
    return lambda: fresh.save_base(raw=True, force_insert=(stage.kind.edition_model,))
