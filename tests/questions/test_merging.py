"""A question that is answered elsewhere; and that comes back once it would not be."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from people.refused import Refused
from questions.models import State, Submission, Told
from tests.conftest import ask
from tests.editions.desk.browsing import signed_in, text_of
from tests.questions.conftest import answered

pytestmark = pytest.mark.django_db


@pytest.fixture
def claimed(moderator):
    return claimed_by(moderator)


@pytest.fixture
def same(question, moderator):
    """It asks the same as the question that is with the writer, and is merged into it."""
    same = claimed_by(moderator, reply_address="joan@example.org")
    same.merge(by=moderator, into=question)
    return same


def refused(code, verb, **details):
    with pytest.raises(Refused) as said:
        verb(**details)
    assert said.value.code == code


def claimed_by(moderator, **changes):
    question = ask(**changes)
    question.claim(by=moderator)
    return question


def test_merging_with_a_question_or_a_live_page(claimed, moderator, published):
    refused("into", claimed.merge, by=moderator)
    refused("into", claimed.merge, by=moderator, into=claimed)
    claimed.merge(by=moderator, page=published.page)
    assert (claimed.state, claimed.merged_page_id) == ("merged", published.page_id)
    other = ask()
    other.claim(by=moderator)
    refused("into", other.merge, by=moderator, into=claimed)
    other.merge(by=moderator, into=published.inquiry)
    assert other.merged_into == published.inquiry


def test_merging_only_with_what_will_be_published(claimed, moderator, private_question, question):
    refused("into", claimed.merge, by=moderator, into=private_question)
    for sort in ("publish", "private"):
        question.withdraw_consent(sort=sort)
    refused("into", claimed.merge, by=moderator, into=question)
    assert claimed.state == "received"


def test_who_asked_the_same_gets_word_when_the_answer_is_published(question, writer, reviewer, moderator):
    same = ask(reply_address="joan@example.org")
    same.claim(by=moderator)
    same.merge(by=moderator, into=question)
    before = same.words.count()
    answered(question, writer, reviewer)
    assert same.words.count() == before + 1


def test_merging_with_a_page_that_is_not_live(claimed, moderator, question, writer):
    refused("page", claimed.merge, by=moderator, page=question.start_answer(by=writer).page)


def decline(question, moderator):
    question.claim(by=moderator)
    question.decline(by=moderator, kind="off topic", text="No.")


# Whatever ends the hope of a public answer.
ENDINGS = {
    "declined": decline,
    "no to publication": lambda question, _by: question.withdraw_consent(sort="publish"),
    "erased": lambda question, _by: question.erase(),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_was_merged_comes_back_once_the_other_gets_no_public_answer(question, same, moderator, ending):
    words = same.words.count()
    Told.objects.create(submission=same, person=moderator, of=Told.Of.LATE, sent_at=timezone.now())
    ENDINGS[ending](question, moderator)
    same.refresh_from_db()
    assert (same.state, same.ended_at, same.merged_into, same.looked_at) == (State.RECEIVED, None, None, None)
    assert same in Submission.objects.queue()
    assert same in Submission.objects.late(timezone.now() + datetime.timedelta(days=5))
    assert not same.told.exists()
    assert "came back: not answered elsewhere" in text_of(signed_in(moderator).get(reverse("admin:questions_queue")))
    assert same.words.count() == words + 1


def test_what_was_merged_comes_back_when_the_answer_is_sent_privately(question, same, writer, reviewer, moderator):
    answered(question, writer, reviewer, publish=False)
    same.refresh_from_db()
    assert same.state == State.RECEIVED
    same.claim(by=moderator)
    refused("into", same.merge, by=moderator, into=question)


def test_what_was_merged_comes_back_when_its_answer_is_public_no_longer(same, question, published):
    same.refresh_from_db()
    assert same.state == State.MERGED
    question.withdraw_consent(sort="publish")
    same.refresh_from_db()
    assert same.state == State.RECEIVED


def test_what_was_merged_goes_along_when_the_other_is_merged_too(question, same, moderator, private_question):
    further = ask()
    question.claim(by=moderator)
    question.merge(by=moderator, into=further)
    same.refresh_from_db()
    assert (same.state, same.merged_into) == (State.MERGED, further)
    further.erase()
    for one in (same, question):
        one.refresh_from_db()
    assert (same.state, question.state) == (State.RECEIVED, State.ASSIGNED)


def test_what_its_asker_took_back_is_merged_no_longer_and_nobody_works_on_it_again(question, same, moderator):
    for sort in ("private", "publish"):
        same.withdraw_consent(sort=sort)
    assert (same.state, same.merged_into) == (State.TAKEN_BACK, None)
    words = same.words.count()
    decline(question, moderator)
    same.refresh_from_db()
    assert (same.state, same.words.count()) == (State.TAKEN_BACK, words)
    assert same.ended_at


def test_what_was_taken_back_and_asked_again_waits_for_us(same):
    for sort in ("private", "publish"):
        same.withdraw_consent(sort=sort)
    same.agree(sort="private")
    assert (same.state, same.ended_at) == (State.RECEIVED, None)
    assert same in Submission.objects.queue()


def test_an_erased_question_stays_erased(question, same, moderator):
    same.erase()
    decline(question, moderator)
    same.refresh_from_db()
    assert same.state == State.ERASED
