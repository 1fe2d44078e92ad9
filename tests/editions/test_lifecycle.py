"""Each transition, and each way in which it is refused, for every kind."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from editions.models import Edition, Notice, Page, Status, Why
from editions.models.writing import Incomplete
from people import roles
from people.refused import Refused
from tests.conftest import KINDS, give_credentials, make_person

pytestmark = pytest.mark.django_db


def refused(code, act, **details):
    """The act is refused for this reason, with a sentence for the person, and nothing has changed."""
    before = list(Edition.objects.order_by("pk").values())
    with pytest.raises(Refused) as refusal:
        act(**details)
    assert refusal.value.code == code
    assert str(refusal.value).endswith((".", ")"))
    assert list(Edition.objects.order_by("pk").values()) == before


def told(event):
    return sorted(Notice.objects.filter(event=event).values_list("recipient__name", flat=True))


# The way of an edition --------------------------------------------------------------------------


def test_the_whole_way(kind, writer, reviewer):
    draft = kind.begin(writer)
    assert (draft.number, draft.status, draft.author) == (1, Status.DRAFT, writer)
    draft.submit(by=writer, saved=0)
    assert draft.status == Status.IN_REVIEW
    draft.approve(by=reviewer, seal=draft.seal, note="Well put.")
    live = kind.get(draft)
    assert live.status == Status.PUBLISHED
    assert (live.author_name, live.reviewer, live.reviewer_name) == (writer.name, reviewer, "Rosa Reviewer")
    assert (live.reviewer_letters, live.reviewer_role, live.review_note) == ("MB BS", "oncologist", "Well put.")
    assert live.published_at == live.reviewed_at == live.publish_at
    assert live.may_be_served()


def test_the_seal_covers_every_word(kind, live):
    for name in kind.edition_model.word_names():
        changed = kind.get(live)
        field = changed._meta.get_field(name)
        setattr(changed, name, 7 if field.get_internal_type().endswith("IntegerField") else "Other.")
        assert not changed.is_sealed(), name
    for name in ("html", "text", "author_name", "author_credit", "number", "files"):
        changed = kind.get(live)
        setattr(changed, name, "9")
        assert not changed.is_sealed(), name


def test_an_empty_new_column_would_change_no_old_seal(live):
    from people.signatures import canonical

    assert canonical("v", {"a": "x", "b": ""}) == canonical("v", {"a": "x"}) == "v\na:1:x"


def test_the_next_edition_replaces_the_live_one(kind, live, writer, reviewer):
    draft = live.page.start_draft(by=writer, change_note="New advice.", **kind.other_words())
    assert (draft.number, draft.based_on_id) == (2, live.pk)
    draft.submit(by=writer, saved=draft.saved)
    draft.approve(by=reviewer, seal=draft.seal)
    old = kind.get(live)
    assert (old.status, old.superseded_at) == (Status.SUPERSEDED, draft.published_at)
    assert live.page.live_edition == draft
    assert old.is_countersigned()


def test_the_first_edition_needs_no_change_note_and_the_second_does(kind, live, writer):
    draft = live.page.start_draft(by=writer)
    with pytest.raises(Incomplete) as refusal:
        draft.submit(by=writer, saved=draft.saved)
    assert [problem.field for problem in refusal.value.problems] == ["change_note", *kind.anew]


def test_the_review_is_due_after_the_interval_of_the_page(kind, writer, reviewer):
    draft = kind.begin(writer, review_every=6)
    with time_machine.travel(datetime.datetime(2027, 8, 31, 12, tzinfo=datetime.UTC), tick=False):
        draft.submit(by=writer, saved=0)
        draft.approve(by=reviewer, seal=draft.seal)
    assert draft.review_due_on == datetime.date(2028, 2, 29)


# Drafts -----------------------------------------------------------------------------------------


def test_saving_normalises_and_counts(kind, draft, writer):
    draft.save_draft(by=writer, saved=0, title=" A title \r\n", **{kind.field: "one\r\ntwo\rthree"})
    stored = kind.get(draft)
    assert (stored.title, getattr(stored, kind.field), stored.saved) == ("A title", "one\ntwo\nthree", 1)


def test_the_second_of_two_tabs_is_refused(kind, draft, writer):
    draft.save_draft(by=writer, saved=0, title="From the first tab")
    refused("crossed", kind.get(draft).save_draft, by=writer, saved=0, title="From the second tab")
    refused("crossed", kind.get(draft).submit, by=writer, saved=0)


def test_a_nul_character_is_refused(kind, draft, writer):
    refused("nul", draft.save_draft, by=writer, saved=0, title="a\x00b")


def test_nobody_saves_or_submits_or_discards_anothers_draft(draft, other_writer, editor, superuser):
    for person in (other_writer, editor, superuser):
        refused("author", draft.save_draft, by=person, saved=0, title="Mine")
        refused("author", draft.submit, by=person, saved=0)
        refused("author", draft.discard, by=person)


def test_an_author_who_is_no_longer_a_writer_does_not_submit(draft, writer):
    writer.groups.clear()
    refused("role", draft.submit, by=writer, saved=0)


def test_a_deactivated_author_does_nothing(draft, writer):
    writer.is_active = False
    writer.save()
    refused("author", draft.save_draft, by=writer, saved=0, title="x")
    refused("author", draft.submit, by=writer, saved=0)


def test_a_submitted_edition_is_not_saved(submitted, writer):
    refused("status", submitted.save_draft, by=writer, saved=0, title="x")
    refused("status", submitted.submit, by=writer, saved=0)
    refused("status", submitted.discard, by=writer)


def test_what_is_missing_is_named(kind, draft, writer):
    draft.save_draft(by=writer, saved=0, summary="")
    with pytest.raises(Incomplete) as refusal:
        draft.submit(by=writer, saved=1)
    assert "summary" in [problem.field for problem in refusal.value.problems]
    assert kind.get(draft).status == Status.DRAFT


def test_discarding_keeps_the_words(kind, draft, writer):
    draft.discard(by=writer)
    stored = kind.get(draft)
    assert (stored.status, stored.closed_why, stored.closed_by) == (Status.CLOSED, Why.DISCARDED, writer)
    assert getattr(stored, kind.field) == kind.words[kind.field].strip()


def test_a_draft_begins_as_a_copy_of_what_was_not_discarded(kind, live, writer, other_writer):
    given_up = live.page.start_draft(by=writer, title="Given up")
    given_up.discard(by=writer)
    draft = live.page.start_draft(by=other_writer)
    assert (draft.title, draft.number, draft.based_on_id) == (live.title, 3, live.pk)


def test_a_draft_can_begin_from_any_edition_of_the_page_and_no_other(kind, live, writer):
    other = kind.begin(writer, slug="another-page")
    refused("source", live.page.start_draft, by=writer, source=other)
    assert live.page.start_draft(by=writer, source=live).based_on_id == live.pk


def test_words_that_were_never_approved_do_not_come_back_behind_approved_ones(
    kind, submitted, writer, other_writer, reviewer
):
    submitted.request_changes(by=reviewer, note="Otherwise.")
    draft = submitted.page.start_draft(by=other_writer, **kind.other_words())
    draft.submit(by=other_writer, saved=draft.saved)
    draft.approve(by=reviewer, seal=draft.seal)
    refused("source", submitted.page.start_draft, by=other_writer, source=kind.get(submitted))
    assert submitted.page.start_draft(by=other_writer, source=draft).based_on_id == draft.pk


def test_an_account_without_a_name_does_not_submit(draft, writer):
    type(writer).objects.filter(pk=writer.pk).update(name="")
    refused("name", draft.submit, by=writer, saved=0)


def test_one_edition_is_open_at_a_time(draft, submitted, writer, other_writer):
    refused("open", submitted.page.start_draft, by=other_writer)


def test_only_writers_begin(kind, live, reviewer, moderator, superuser, stranger):
    for person in (reviewer, moderator, superuser, stranger):
        refused("role", live.page.start_draft, by=person)
        refused("role", kind.begin, by=person, slug="new-page")
        assert not Page.objects.filter(addresses__path__contains="new-page").exists()


def test_an_address_belongs_to_one_page(kind, draft, writer):
    refused("address", kind.begin, by=writer, slug="a-page")
    refused("address", kind.begin, by=writer, slug="Not An Address")


def test_an_editor_in_chief_takes_over_a_draft(kind, draft, writer, editor):
    mine = draft.page.take_over(by=editor)
    old = kind.get(draft)
    assert (old.status, old.closed_why, old.closed_by) == (Status.CLOSED, Why.TAKEN_OVER, editor)
    assert (mine.author, mine.title, mine.based_on_id) == (editor, draft.title, draft.pk)
    assert told(Notice.Event.TAKEN_OVER) == [writer.name]


def test_nobody_else_takes_over_and_only_a_draft_is(draft, writer, other_writer, superuser, editor):
    for person in (writer, other_writer, superuser):
        refused("role", draft.page.take_over, by=person)
    mine = draft.page.take_over(by=editor)
    refused("own", mine.page.take_over, by=editor)
    mine.submit(by=editor, saved=mine.saved)
    refused("status", mine.page.take_over, by=editor)


# Review -----------------------------------------------------------------------------------------


def test_reviewers_who_may_decide_are_told_of_a_submission(kind, draft, writer, reviewer, editor):
    make_person("Nora Without Credentials", roles.CLINICAL_REVIEWER)
    give_credentials(make_person("Ida Unconfirmed", roles.CLINICAL_REVIEWER), None)
    draft.submit(by=writer, saved=0)
    assert told(Notice.Event.SUBMITTED) == [reviewer.name]


def test_taking_back_ends_the_review(submitted, writer, other_writer, reviewer, superuser):
    for person in (other_writer, reviewer, superuser):
        refused("author", submitted.take_back, by=person)
    submitted.take_back(by=writer)
    assert (submitted.status, submitted.closed_why) == (Status.CLOSED, Why.TAKEN_BACK)
    refused("status", submitted.approve, by=reviewer, seal=submitted.seal)


def test_asking_for_changes_needs_a_note_and_keeps_every_word(kind, submitted, writer, reviewer):
    refused("note", submitted.request_changes, by=reviewer, note="  ")
    submitted.request_changes(by=reviewer, note="Say when to call.\r\nAnd whom.")
    stored = kind.get(submitted)
    assert (stored.status, stored.closed_why) == (Status.CLOSED, Why.CHANGES_REQUESTED)
    assert (stored.reviewer, stored.review_note) == (reviewer, "Say when to call.\nAnd whom.")
    assert stored.is_sealed()
    assert told(Notice.Event.CHANGES_REQUESTED) == [writer.name]
    assert stored.page.start_draft(by=writer).title == stored.title


def test_an_author_does_not_approve_their_own_words(kind, editor):
    person = make_person("Both Things", roles.WRITER, roles.CLINICAL_REVIEWER)
    give_credentials(person, editor)
    draft = kind.begin(person)
    draft.submit(by=person, saved=0)
    refused("reviewer", draft.approve, by=person, seal=draft.seal)
    refused("reviewer", draft.request_changes, by=person, note="Myself")


def test_whoever_wrote_an_edition_since_the_last_approved_one_does_not_approve(kind, live, writer, reviewer, editor):
    reviewer.groups.add(*make_person("Group Lender", roles.WRITER).groups.all())
    begun = live.page.start_draft(by=reviewer, change_note="By the reviewer.", **kind.anew)
    begun.discard(by=reviewer)
    draft = live.page.start_draft(by=writer, change_note="By the writer.", **kind.anew)
    draft.submit(by=writer, saved=draft.saved)
    refused("reviewer", draft.approve, by=reviewer, seal=draft.seal)
    second = make_person("Rita Reviewer", roles.CLINICAL_REVIEWER)
    give_credentials(second, editor)
    draft.approve(by=second, seal=draft.seal)
    following = live.page.start_draft(by=writer, change_note="Again.", **kind.anew)
    following.submit(by=writer, saved=following.saved)
    following.approve(by=reviewer, seal=following.seal)
    assert following.status == Status.PUBLISHED


def test_the_reviewers_credentials_were_not_confirmed_by_an_author(kind, reviewer, editor):
    draft = kind.begin(editor)
    draft.submit(by=editor, saved=0)
    refused("reviewer", draft.approve, by=reviewer, seal=draft.seal)


def test_only_a_clinical_reviewer_with_credentials_approves(
    kind, submitted, other_writer, editor, superuser, moderator
):
    unconfirmed = make_person("Ida Unconfirmed", roles.CLINICAL_REVIEWER)
    give_credentials(unconfirmed, None)
    lapsed = make_person("Lea Lapsed", roles.CLINICAL_REVIEWER)
    give_credentials(lapsed, editor, valid_until=datetime.date.today())
    people = [other_writer, editor, superuser, moderator, unconfirmed]
    people.append(make_person("Nora Without", roles.CLINICAL_REVIEWER))
    for person in people:
        refused("reviewer", submitted.approve, by=person, seal=submitted.seal)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        refused("reviewer", submitted.approve, by=lapsed, seal=submitted.seal)


def test_the_role_is_read_afresh(submitted, reviewer):
    assert reviewer.has_role(roles.CLINICAL_REVIEWER)
    type(reviewer).objects.get(pk=reviewer.pk).groups.clear()
    refused("reviewer", submitted.approve, by=reviewer, seal=submitted.seal)


def test_other_words_than_those_on_screen_are_not_approved(kind, submitted, writer, reviewer):
    other = kind.begin(writer, slug="another")
    other.submit(by=writer, saved=0)
    for seal in (other.seal, "", "0" * 64):
        refused("seal", submitted.approve, by=reviewer, seal=seal)


def test_a_rendering_that_changed_since_submission_is_not_approved(submitted, reviewer, settings, tmp_path):
    name = submitted.words_template
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("<p>Rendered otherwise: {{ edition.title }}</p>")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    refused("rendering", submitted.approve, by=reviewer, seal=submitted.seal)


def test_a_time_that_is_past_is_refused(submitted, reviewer):
    past = timezone.now() - datetime.timedelta(minutes=1)
    refused("publish_at", submitted.approve, by=reviewer, seal=submitted.seal, publish_at=past)


def test_checked_and_nothing_to_change(kind, live, writer, reviewer):
    checked = live.page.submit_unchanged(by=writer)
    assert checked.status == Status.IN_REVIEW
    same = [name for name in kind.edition_model.word_names() if name != "change_note"]
    assert [getattr(checked, name) for name in same] == [getattr(live, name) for name in same]
    checked.approve(by=reviewer, seal=checked.seal)
    assert live.page.live_edition.number == 2


def test_nothing_is_confirmed_where_nothing_is_live(draft, writer, reviewer, live):
    live.page.withdraw(by=reviewer, reason="wrong")
    refused("status", live.page.submit_unchanged, by=writer)


# Publication ------------------------------------------------------------------------------------


def test_a_scheduled_edition_waits_for_its_time(kind, scheduled):
    assert scheduled.status == Status.APPROVED
    assert scheduled.page.live_edition is None
    refused("publish_at", scheduled.publish_if_due, now=timezone.now())
    scheduled.publish_if_due(now=scheduled.publish_at)
    assert kind.get(scheduled).status == Status.PUBLISHED


def test_publishing_early(scheduled, writer, other_writer, superuser, moderator):
    for person in (other_writer, superuser, moderator):
        refused("role", scheduled.publish_early, by=person)
    scheduled.publish_early(by=writer)
    assert (scheduled.status, scheduled.published_by) == (Status.PUBLISHED, writer)
    refused("status", scheduled.cancel, by=writer)


def test_cancelling(kind, scheduled, writer, reviewer, other_writer):
    refused("role", scheduled.cancel, by=other_writer)
    scheduled.cancel(by=reviewer)
    assert (scheduled.status, scheduled.closed_why) == (Status.CLOSED, Why.CANCELLED)
    refused("status", scheduled.publish_early, by=writer)
    refused("status", scheduled.publish_if_due, now=scheduled.publish_at)
    assert told(Notice.Event.CANCELLED) == sorted([reviewer.name, writer.name])


def test_author_and_owner_are_told_of_a_publication(kind, writer, other_writer, reviewer):
    draft = kind.begin(writer, owner=other_writer)
    draft.submit(by=writer, saved=0)
    draft.approve(by=reviewer, seal=draft.seal)
    assert told(Notice.Event.APPROVED) == [writer.name]
    assert told(Notice.Event.PUBLISHED) == sorted([other_writer.name, writer.name])


# Withdrawal -------------------------------------------------------------------------------------


def test_one_person_takes_a_page_down_with_all_that_would_bring_it_back(kind, live, writer, reviewer, editor):
    following = live.page.start_draft(by=writer, change_note="Next.", **kind.anew)
    following.submit(by=writer, saved=following.saved)
    following.approve(by=reviewer, seal=following.seal, publish_at=timezone.now() + datetime.timedelta(days=1))
    withdrawal = live.page.withdraw(by=editor, reason="wrong", note="Dose of the wrong medicine.")
    for edition in (live, following):
        stored = kind.get(edition)
        assert (stored.status, stored.closed_why, stored.closed_by) == (Status.CLOSED, Why.WITHDRAWN, editor)
    assert live.page.withdrawal == withdrawal
    assert told(Notice.Event.WITHDRAWN) == [writer.name]
    refused("status", kind.get(following).publish_if_due, now=following.publish_at)


def test_a_withdrawal_closes_what_is_in_review_and_leaves_a_draft(kind, live, writer, reviewer):
    following = live.page.start_draft(by=writer, change_note="Next.", **kind.anew)
    following.submit(by=writer, saved=following.saved)
    live.page.withdraw(by=reviewer, reason="outdated")
    assert kind.get(following).closed_why == Why.WITHDRAWN
    draft = live.page.start_draft(by=writer, change_note="Mended.", **kind.anew)
    refused("status", live.page.withdraw, by=reviewer, reason="outdated")
    assert kind.get(draft).status == Status.DRAFT


def test_a_page_comes_back_only_by_a_newly_submitted_edition(kind, live, writer, reviewer):
    live.page.withdraw(by=reviewer, reason="outdated")
    draft = live.page.start_draft(by=writer, change_note="Mended.", **kind.other_words())
    draft.submit(by=writer, saved=draft.saved)
    draft.approve(by=reviewer, seal=draft.seal)
    assert live.page.withdrawal is None
    assert live.page.live_edition == draft


def test_who_may_withdraw(kind, live, other_writer, moderator, superuser, stranger, writer):
    for person in (other_writer, moderator, superuser, stranger):
        refused("role", live.page.withdraw, by=person, reason="wrong")
    live.page.withdraw(by=writer, reason="wrong")
    refused("status", live.page.withdraw, by=writer, reason="wrong")


def test_a_withdrawal_needs_a_reason_from_the_list_and_no_circle(live, editor):
    refused("reason", live.page.withdraw, by=editor, reason="because")
    refused("successor", live.page.withdraw, by=editor, reason="wrong", successor=live.page)


def test_every_state_is_said_in_words(stage):
    said = [edition().in_words() for edition in (stage.draft, stage.submitted, stage.scheduled, stage.live)]
    said += [stage.superseded().in_words(), stage.closed().in_words()]
    assert len(set(said)) == len(said)
    assert all(sentence.startswith("Edition 1 ") and sentence.endswith(".") for sentence in said)


def test_the_second_kind_has_no_life_cycle_code_of_its_own():
    own = set(vars(KINDS["leaflet"].edition_model)) - set(vars(Edition))
    assert not own & {"submit", "approve", "render", "freeze", "computed_seal", "problems"}


# What a review of the whole found ---------------------------------------------------------------


@pytest.mark.parametrize("hours", [1, 5.5, -8])
def test_a_time_in_any_zone_is_signed_as_the_database_gives_it_back(kind, submitted, reviewer, hours):
    zone = datetime.timezone(datetime.timedelta(hours=hours))
    at = (timezone.now() + datetime.timedelta(days=2)).astimezone(zone)
    submitted.approve(by=reviewer, seal=submitted.seal, publish_at=at)
    stored = kind.get(submitted)
    assert stored.is_countersigned()
    stored.publish_if_due(now=at)
    assert kind.get(submitted).status == Status.PUBLISHED


def test_nobody_approves_their_own_words_after_a_withdrawal(kind, live, writer, other_writer, reviewer, editor):
    writer.groups.add(*reviewer.groups.all())
    give_credentials(writer, editor)
    live.page.withdraw(by=reviewer, reason="unsafe")
    draft = live.page.start_draft(by=other_writer, change_note="Back again.", **kind.anew)
    draft.submit(by=other_writer, saved=draft.saved)
    refused("reviewer", draft.approve, by=writer, seal=draft.seal)


def test_submitting_says_how_many_were_told(kind, writer, reviewer):
    assert kind.begin(writer).submit(by=writer, saved=0) == 1
    reviewer.credentials.delete()
    assert kind.begin(writer, slug="second").submit(by=writer, saved=0) == 0


def test_a_review_is_due_within_five_years(kind, draft):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError, match="a_review_within_five_years"), transaction.atomic():
        Page.objects.filter(pk=draft.page_id).update(review_every=61)


def test_a_page_moves_from_wherever_it_is_seen(kind, draft):
    Page.objects.get(pk=draft.page_id).move_to("elsewhere")
    assert Page.objects.get(pk=draft.page_id).path == f"/{kind.page_model.prefix}/elsewhere/"
