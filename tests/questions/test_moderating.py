"""Claims and what becomes of a question; who may do it, and who may not."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from people import roles
from people.refused import Refused
from questions.models import Event, Submission
from tests.conftest import ANSWER_WORDS, WORDING, ask, make_person
from tests.questions.conftest import answered

pytestmark = pytest.mark.django_db
LAPSED = datetime.timedelta(minutes=20, seconds=1)


@pytest.fixture
def colleague(db):
    return make_person("Cole Colleague", roles.MODERATOR)


@pytest.fixture
def claimed(moderator):
    question = ask()
    question.claim(by=moderator)
    return question


def refused(code, verb, **details):
    events = Event.objects.count()
    with pytest.raises(Refused) as refusal:
        verb(**details)
    assert refusal.value.code == code
    assert Event.objects.count() == events
    assert refusal.value.message.endswith((".", ".)"))


def test_one_person_at_a_time(claimed, moderator, colleague):
    refused("claimed", claimed.claim, by=colleague)
    claimed.claim(by=moderator)
    assert claimed.claimer == moderator


def test_a_claim_lapses_without_action_and_each_action_keeps_it(claimed, moderator, colleague, time_machine):
    start = timezone.now()
    time_machine.move_to(start + datetime.timedelta(minutes=15))
    claimed.redact(by=moderator, wording=WORDING)
    time_machine.move_to(start + datetime.timedelta(minutes=30))
    refused("claimed", claimed.claim, by=colleague)
    time_machine.move_to(start + datetime.timedelta(minutes=15) + LAPSED)
    refused("claimed", claimed.redact, by=moderator, wording="Other.")
    claimed.claim(by=colleague)
    assert claimed.claimer == colleague


def test_passing_on_and_taking_over(claimed, moderator, colleague, writer):
    refused("to", claimed.pass_on, by=moderator, to=writer)
    claimed.pass_on(by=moderator, to=colleague)
    refused("claimed", claimed.redact, by=moderator, wording=WORDING)
    refused("reason", claimed.take_over, by=moderator, reason="because I say so")
    claimed.take_over(by=moderator, reason="away")
    assert claimed.claimer == moderator
    last = claimed.events.last()
    assert (last.what, last.by, last.to, last.detail) == ("taken over", moderator, colleague, "away")
    claimed.release(by=moderator)
    assert claimed.claimer is None


@pytest.mark.parametrize("who", ["writer", "reviewer", "stranger", "superuser"])
def test_only_moderators_moderate(request, who):
    person, question = request.getfixturevalue(who), ask()
    refused("role", question.claim, by=person)
    refused("role", question.redact, by=person, wording=WORDING)
    refused("role", question.mark_spam, by=person)
    refused("role", question.decline, by=person, kind="abuse", text="No.")


def test_nothing_is_decided_without_a_claim(moderator, writer):
    question = ask()
    for verb, details in (
        (question.redact, {"wording": WORDING}),
        (question.decline, {"kind": "abuse", "text": "No."}),
        (question.merge, {"into": ask()}),
        (question.ask_for_more, {"text": "When?"}),
        (question.assign, {"to": writer}),
    ):
        refused("claimed", verb, by=moderator, **details)


def test_a_new_wording_voids_the_confirmation(claimed, moderator, colleague):
    claimed.redact(by=moderator, wording=WORDING)
    refused("crossed", claimed.confirm, by=colleague, wording="Another text.")
    claimed.confirm(by=colleague, wording=WORDING)
    assert claimed.confirmed_by == colleague
    refused("confirm", claimed.confirm, by=colleague, wording=WORDING)
    claimed.redact(by=moderator, wording=WORDING + " Soon.")
    assert claimed.confirmed_by is None


def test_who_answers_does_not_confirm_and_who_confirmed_does_not_answer(claimed, moderator, editor, writer):
    claimed.redact(by=moderator, wording=WORDING)
    claimed.assign(by=moderator, to=editor)
    refused("confirm", claimed.confirm, by=editor, wording=WORDING)
    refused("confirm", claimed.confirm, by=writer, wording=WORDING)
    claimed.claim(by=moderator)
    claimed.assign(by=moderator, to=writer)
    claimed.confirm(by=editor, wording=WORDING)
    claimed.claim(by=moderator)
    refused("to", claimed.assign, by=moderator, to=editor)


def test_whoever_wrote_an_edition_of_the_answer_does_not_confirm(question, writer, moderator, editor):
    draft = question.start_answer(by=writer)
    draft.discard(by=writer)
    question.claim(by=moderator)
    question.redact(by=moderator, wording="Edited anew.")
    question.assign(by=moderator, to=editor)
    writer.groups.add(Group.objects.get(name=roles.MODERATOR))
    refused("confirm", question.confirm, by=writer, wording="Edited anew.")


def test_declining_tells_whoever_asked_why(claimed, moderator):
    refused("kind", claimed.decline, by=moderator, kind="bored", text="No.")
    refused("text", claimed.decline, by=moderator, kind="individual", text=" ")
    claimed.decline(by=moderator, kind="individual", text="Please ask your team.")
    assert (claimed.state, claimed.decline_text) == ("declined", "Please ask your team.")
    refused("state", claimed.claim, by=moderator)


def test_asking_for_more_and_getting_it(claimed, moderator):
    claimed.ask_for_more(by=moderator, text="Since when?")
    assert claimed.state == "asked"
    assert claimed not in Submission.objects.waiting()
    refused("text", claimed.add, text=" ")
    refused("text", claimed.add, text="x" * 2001)
    claimed.add(text="Since Monday.")
    assert claimed.state == "received"
    assert list(claimed.messages.values_list("text", flat=True)) == ["Since when?", "Since Monday."]
    refused("state", claimed.add, text="And more.")


def test_spam_in_bulk_leaves_what_somebody_works_on(claimed, moderator, colleague, question):
    spam = ask(held=True)
    assert Submission.objects.mark_spam(by=colleague) == 1
    states = {one.pk: one.state for one in Submission.objects.all()}
    assert states == {claimed.pk: "received", question.pk: "assigned", spam.pk: "spam"}
    spam.not_spam(by=moderator)
    assert spam.state == "received"


def test_nothing_is_decided_while_an_answer_is_reviewed(question, writer, moderator, reviewer):
    draft = question.start_answer(by=writer, **ANSWER_WORDS)
    draft.submit(by=writer, saved=draft.saved)
    question.claim(by=moderator)
    refused("state", question.decline, by=moderator, kind="off topic", text="No.")


def test_only_the_clinician_to_whom_it_is_assigned_answers(question, other_writer, editor):
    for person in (other_writer, editor):
        refused("role", question.start_answer, by=person)


def test_a_wording_is_not_changed_under_a_published_answer(published, moderator):
    question = published.inquiry
    refused("state", question.claim, by=moderator)
    refused("state", question.redact, by=moderator, wording="Other.")


def test_an_answer_that_a_colleague_withdrew_is_waited_for_again(question, writer, reviewer, editor):
    edition = answered(question, writer, reviewer)
    edition.page.withdraw(by=editor, reason="wrong")
    question.refresh_from_db()
    assert question.state == "assigned"
    assert question.answer_to_show() is None
