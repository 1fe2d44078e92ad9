"""Every way round the models that we could think of, by the guard that must refuse it.

``attack(guard, overlaps)`` registers a function that prepares a state and returns the attack itself.
``overlaps`` are other guards and constraints that would refuse it too: which of them speaks first
differs between the engines, and all have to be lifted to see the attack succeed.
"""

import datetime
import json
from dataclasses import dataclass, field

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from editions.models import Edition, Page, Status, Why, Withdrawal
from tests.conftest import KINDS
from tests.editions.conftest import change, sql

ATTACKS = []
EMPTYING = ("not_emptied", "page_not_emptied", "withdrawals_not_emptied", "words_not_emptied")


@dataclass
class Attack:
    guard: str
    prepare: callable
    overlaps: tuple = ()
    checks: tuple = ()
    engines: frozenset = field(default=frozenset({"sqlite", "postgresql"}))

    def __str__(self):
        return f"{self.guard}:{self.prepare.__name__}"


def attack(guard, *overlaps, checks=(), only=None):
    def register(prepare):
        engines = frozenset({only}) if only else frozenset({"sqlite", "postgresql"})
        ATTACKS.append(Attack(guard, prepare, overlaps, checks, engines))
        return prepare

    return register


def insert_copy(edition, verb="INSERT", **changes):
    """Copy an edition's row by SQL, with changes (SQL expressions) and without its id."""
    columns = [one.column for one in Edition._meta.local_fields if one.column != "id"]
    values = [str(changes.get(column, f'"{column}"')) for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    copied = f"SELECT {', '.join(values)} FROM editions_edition WHERE id = {edition.pk}"
    return lambda: sql(f"{verb} INTO editions_edition ({names}) {copied}")


def load(tmp_path, edition, *, pk=None, **changes):
    """Load an edition's row, changed, from a fixture as ``loaddata`` does."""
    from django.core import serializers

    (row,) = json.loads(serializers.serialize("json", [Edition.objects.get(pk=edition.pk)]))
    row["pk"] = pk or edition.pk
    row["fields"] |= changes
    path = tmp_path / "editions.json"
    path.write_text(json.dumps([row]))
    return lambda: call_command("loaddata", str(path), verbosity=0)


# Birth ------------------------------------------------------------------------------------------


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


# Identity and words -----------------------------------------------------------------------------


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


# Signatures -------------------------------------------------------------------------------------


@attack("keeps_what_was_signed")
def name_another_reviewer(stage, _tmp):
    live = stage.live()
    return lambda: change(live, reviewer=stage.other_writer, reviewer_name="Otto Writer")


@attack("keeps_what_was_signed")
def change_the_frozen_html(stage, _tmp):
    live = stage.live()
    return lambda: change(live, html="<p>Slipped in.</p>")


@attack("keeps_what_was_signed")
def change_html_and_seal_of_a_submitted_edition(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, html="<p>Slipped in.</p>", seal="f" * 64)


@attack("keeps_what_was_signed")
def bring_a_publication_forward(stage, _tmp):
    scheduled = stage.scheduled()
    return lambda: change(scheduled, publish_at=timezone.now())


@attack("keeps_what_was_signed")
def put_off_the_next_review(stage, _tmp):
    live = stage.live()
    return lambda: change(live, review_due_on=datetime.date(2099, 1, 1))


@attack("keeps_what_was_signed")
def sign_a_draft(stage, _tmp):
    draft = stage.draft()
    return lambda: change(draft, reviewer=stage.reviewer, reviewed_at=timezone.now())


@attack("keeps_what_was_signed")
def rewrite_why_an_edition_was_closed(stage, _tmp):
    closed = stage.closed()
    return lambda: change(closed, closed_why=Why.DISCARDED, review_note="")


@attack("keeps_what_was_signed")
def backdate_a_publication(stage, _tmp):
    live = stage.live()
    return lambda: change(live, published_at=timezone.now() - datetime.timedelta(days=99))


# Moves ------------------------------------------------------------------------------------------


@attack("moves_forward")
def reopen_a_closed_edition(stage, _tmp):
    closed = stage.closed()
    return lambda: change(closed, status=Status.DRAFT)


@attack("moves_forward")
def make_a_live_edition_a_draft_again(stage, _tmp):
    live = stage.live()
    return lambda: sql("UPDATE editions_edition SET status = 'draft' WHERE id = %s", live.pk)


@attack("moves_forward", "displaces_nothing", checks=["one_live_edition_for_each_page"])
def bring_a_superseded_edition_back(stage, _tmp):
    superseded = stage.superseded()
    return lambda: change(superseded, status=Status.PUBLISHED)


@attack("moves_forward", "signed_when_approved", "keeps_what_was_signed", checks=["a_countersignature_once_approved"])
def publish_a_submitted_edition(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, status=Status.PUBLISHED, published_at=timezone.now())


@attack("moves_forward", "keeps_what_was_signed")
def approve_a_draft(stage, _tmp):
    draft = stage.draft()
    return lambda: change(draft, **{**stage.submission(), **stage.approval()})


@attack(
    "moves_forward", checks=["a_known_status", "a_countersignature_once_approved", "one_open_edition_for_each_page"]
)
def invent_a_status(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, status="excellent")


@attack("has_its_words")
def submit_an_edition_that_has_no_words(stage, _tmp):
    wordless = stage.wordless()
    return lambda: change(wordless, **stage.submission())


@attack("sealed_when_submitted", checks=["a_seal_once_submitted"])
def submit_without_a_seal(stage, _tmp):
    draft = stage.draft()
    return lambda: change(draft, status=Status.IN_REVIEW)


@attack("signed_when_approved", checks=["a_countersignature_once_approved"])
def approve_without_a_reviewer(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, status=Status.APPROVED)


@attack("signed_when_approved", checks=["a_countersignature_once_approved"])
def approve_without_a_countersignature(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, **stage.approval(countersign=""))


@attack("signed_when_approved", checks=["credentials_confirmed_by_a_third_person"])
def approve_with_credentials_that_the_reviewer_confirmed(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, **stage.approval(credentials_confirmed_by=stage.reviewer))


@attack("reviewed_by_another", checks=["a_reviewer_who_is_not_the_author"])
def approve_ones_own_words(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, **stage.approval(reviewer=stage.writer))


@attack("reviewed_by_another")
def approve_words_that_one_wrote_an_edition_ago(stage, _tmp):
    closed = stage.closed()
    following = stage.next_submitted(closed, by=stage.other_writer)
    return lambda: change(following, **stage.approval(reviewer=stage.writer))


@attack("reviewed_by_another")
def approve_with_credentials_confirmed_by_an_earlier_author(stage, _tmp):
    closed = stage.closed()
    following = stage.next_submitted(closed, by=stage.other_writer)
    return lambda: change(following, **stage.approval(credentials_confirmed_by=stage.writer))


@attack("reviewed_by_another", "signed_when_approved", checks=["credentials_confirmed_by_a_third_person"])
def approve_with_credentials_confirmed_by_the_author(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, **stage.approval(credentials_confirmed_by=stage.writer))


@attack("credentials_in_date", checks=["credentials_valid_when_approving"])
def approve_with_credentials_that_have_ended(stage, _tmp):
    submitted = stage.submitted()
    ended = (timezone.now() - datetime.timedelta(days=1)).date()
    return lambda: change(submitted, **stage.approval(credentials_until=ended))


@attack("dated_when_published", checks=["a_date_once_published"])
def publish_without_a_date(stage, _tmp):
    scheduled = stage.scheduled()
    return lambda: change(scheduled, status=Status.PUBLISHED)


@attack("dated_when_superseded", checks=["a_date_once_superseded"])
def supersede_without_a_date(stage, _tmp):
    live = stage.live()
    return lambda: change(live, status=Status.SUPERSEDED)


@attack("explained_when_closed", checks=["a_reason_once_closed"])
def close_without_a_reason(stage, _tmp):
    submitted = stage.submitted()
    return lambda: change(submitted, status=Status.CLOSED)


@attack("stays_withdrawn")
def publish_what_was_scheduled_before_a_withdrawal(stage, _tmp):
    scheduled = stage.scheduled()
    Withdrawal.objects.create(page_id=scheduled.page_id, withdrawn_by=stage.editor, reason="wrong")
    return lambda: change(scheduled, status=Status.PUBLISHED, published_at=timezone.now())


@attack("stays_withdrawn")
def approve_what_was_submitted_before_a_withdrawal(stage, _tmp):
    submitted = stage.submitted()
    Withdrawal.objects.create(page_id=submitted.page_id, withdrawn_by=stage.editor, reason="wrong")
    return lambda: change(submitted, **stage.approval())


@attack("displaces_nothing", checks=["one_live_edition_for_each_page"], only="sqlite")
def publish_by_replacing_the_live_edition(stage, _tmp):
    following = stage.next_submitted(stage.live())
    following.approve(by=stage.reviewer, seal=following.seal, publish_at=timezone.now() + datetime.timedelta(days=1))
    return lambda: sql(
        "UPDATE OR REPLACE editions_edition SET status = 'published', published_at = %s WHERE id = %s",
        timezone.now(),
        following.pk,
    )


# Deleting ---------------------------------------------------------------------------------------


@attack("not_deleted")
def delete_an_edition(stage, _tmp):
    wordless = stage.wordless()
    return lambda: sql("DELETE FROM editions_edition WHERE id = %s", wordless.pk)


@attack("not_deleted", "words_stay")
def delete_a_draft_by_its_model(stage, _tmp):
    draft = stage.draft()
    return draft.delete


@attack("not_emptied", *EMPTYING, only="postgresql")
def truncate_the_editions(stage, _tmp):
    stage.draft()
    return lambda: sql("TRUNCATE editions_edition CASCADE")


@attack("page_not_emptied", *EMPTYING, only="postgresql")
def truncate_the_pages(stage, _tmp):
    stage.draft()
    return lambda: sql("TRUNCATE editions_page CASCADE")


@attack("withdrawals_not_emptied", only="postgresql")
def truncate_the_withdrawals(stage, _tmp):
    stage.withdrawal()
    return lambda: sql("TRUNCATE editions_withdrawal")


@attack("words_not_emptied", only="postgresql")
def truncate_the_words(stage, _tmp):
    stage.draft()
    return lambda: sql(f"TRUNCATE {stage.kind.table}")


# Pages and withdrawals --------------------------------------------------------------------------


@attack("page_keeps_its_kind")
def make_a_page_one_of_another_kind(stage, _tmp):
    live = stage.live()
    return lambda: Page.objects.filter(pk=live.page_id).update(kind="pamphlet")


@attack("page_keeps_its_kind")
def change_the_language_of_a_page(stage, _tmp):
    live = stage.live()
    return lambda: Page.objects.filter(pk=live.page_id).update(language="fr")


@attack("page_stays")
def delete_a_page_that_has_editions(stage, _tmp):
    live = stage.live()
    return lambda: sql("DELETE FROM editions_page WHERE id = %s", live.page_id)


@attack("page_replaces_nothing", only="sqlite")
def replace_a_page_by_one_of_another_kind(stage, _tmp):
    page = stage.live().page
    return lambda: sql(
        "INSERT OR REPLACE INTO editions_page (id, kind, language, owner_id, review_every, created_at) "
        "VALUES (%s, 'pamphlet', 'en', %s, 12, %s)",
        page.pk,
        page.owner_id,
        page.created_at,
    )


@attack("withdrawal_is_final")
def rewrite_a_withdrawal(stage, _tmp):
    withdrawal = stage.withdrawal()
    return lambda: Withdrawal.objects.filter(pk=withdrawal.pk).update(reason="rights")


@attack("withdrawal_stays")
def delete_a_withdrawal(stage, _tmp):
    withdrawal = stage.withdrawal()
    return lambda: Withdrawal.objects.filter(pk=withdrawal.pk).delete()


@attack("withdrawal_replaces_nothing", only="sqlite")
def replace_a_withdrawal_by_an_older_one(stage, _tmp):
    withdrawal = stage.withdrawal()
    return lambda: sql(
        "INSERT OR REPLACE INTO editions_withdrawal (id, page_id, reason, note, withdrawn_at, withdrawn_by_id) "
        "VALUES (%s, %s, 'wrong', '', '2000-01-01 00:00:00', %s)",
        withdrawal.pk,
        withdrawal.page_id,
        withdrawal.withdrawn_by_id,
    )


# Words ------------------------------------------------------------------------------------------


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
    (other,) = (kind for kind in KINDS.values() if kind is not stage.kind)
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


def attacks_for_this_engine():
    return [one for one in ATTACKS if connection.vendor in one.engines]
