"""Two at the same screens at the same moment, on PostgreSQL: one is in time, the other is told what happened."""

import threading

import pytest
from django.db import connection

from questions.models import Submission
from tests.conftest import WORDING, ask, desk_person
from tests.editions.desk.browsing import signed_in, text_of
from tests.questions.desk.conftest import QUEUE, address
from tests.questions.desk.test_moving import decided

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"),
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
]


def together(*requests):
    """The answers to these requests; all of them begin at once."""
    start, answers = threading.Barrier(len(requests)), [None] * len(requests)

    def send(place, request):
        start.wait()
        try:
            answers[place] = request()
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=pair) for pair in enumerate(requests)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def people():
    return [desk_person(name, "moderator") for name in ("Ada Ames", "Ben Bond", "Cid Cole")]


def test_of_those_who_claim_at_once_one_has_it_and_the_others_are_told_who(people):
    for _each in range(6):
        question = ask()
        browsers = [signed_in(person) for person in people]
        answers = together(*[lambda b=b, q=question: b.post(address(q, "claim")) for b in browsers])
        assert sorted(answer.status_code for answer in answers) == [302, 409, 409]
        holder = Submission.objects.get(pk=question.pk).claimer
        for answer in answers:
            if answer.status_code == 409:
                assert f"{holder} is working on this until" in text_of(answer)
                assert "I am Jane" not in text_of(answer)
        assert question.readings.count() == 0


def test_a_wording_that_is_kept_while_a_colleague_takes_over_is_kept_or_given_back(people):
    first, second, _third = people
    for _each in range(6):
        question = ask()
        question.claim(by=first)
        given = {"wording": WORDING, **decided(question, first)}
        ours, theirs = signed_in(first), signed_in(second)
        kept, taken = together(
            lambda b=ours, q=question, g=given: b.post(address(q, "redact"), g),
            lambda b=theirs, q=question: b.post(address(q, "take-over"), {"reason": "urgent"}),
        )
        question.refresh_from_db()
        assert taken.status_code == 302
        assert question.claimer == second
        assert question.wording == (WORDING if kept.status_code == 302 else "")
        if kept.status_code != 302:
            assert kept.status_code == 409
            assert WORDING in kept.content.decode()


def test_what_is_claimed_while_it_is_marked_as_spam(people):
    first, second, _third = people
    for _each in range(6):
        question = ask()
        ours, theirs = signed_in(first), signed_in(second)
        claim, spam = together(
            lambda b=ours, q=question: b.post(address(q, "claim")),
            lambda b=theirs, q=question: b.post(f"{QUEUE}spam/", {"questions": [q.pk]}),
        )
        question.refresh_from_db()
        assert spam.status_code == 302
        assert (claim.status_code, question.state) in {(302, "received"), (409, "spam")}
