"""Two at once: two moderators claim, and a consent ends while its answer is published."""

import threading

import pytest
from django.db import connection

from editions.models import Edition
from people.refused import Refused
from questions.models import Submission
from tests.conftest import ANSWER_WORDS, ask, assigned, desk_person

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"),
]


def together(*acts):
    """What each act gave, or the refusal; all began at once."""
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        start.wait()
        try:
            results[place] = act() or "done"
        except Refused as refused:
            results[place] = refused.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_moderators_claim_at_once():
    people = [desk_person(name, "moderator") for name in ("Ada", "Ben", "Cid", "Dot")]
    for _each in range(5):
        pk = ask().pk
        acts = [lambda person=person, pk=pk: Submission.objects.get(pk=pk).claim(by=person) for person in people]
        assert sorted(together(*acts)) == ["claimed", "claimed", "claimed", "done"]


def test_the_same_form_at_once_makes_one_question():
    from questions import receipts

    details = {"original": "Why?", "topic": None, "country": "GB", "asker": "living", "of_age": True}
    form = {"key": receipts.nonce(), "private": True, "publish": False, **details}
    found = together(*[lambda: Submission.objects.ask(**form)] * 4)
    assert Submission.objects.count() == 1
    assert len(set(found)) == 1


def test_a_consent_that_ends_while_the_answer_is_published(writer, reviewer):
    for _each in range(6):
        question = assigned(writer)
        draft = question.start_answer(by=writer, **ANSWER_WORDS)
        draft.submit(by=writer, saved=draft.saved)
        mine, theirs = Submission.objects.get(pk=question.pk), Edition.objects.get(pk=draft.pk).specific
        results = together(
            lambda q=mine: q.withdraw_consent(sort="publish"), lambda e=theirs: e.approve(by=reviewer, seal=e.seal)
        )
        assert results[1] in {"done", "publish"}
        assert not Edition.objects.live().filter(pk=draft.pk).exists()
        assert "publish" not in question.agreed()


def test_two_questions_are_not_merged_into_each_other():
    people = [desk_person(name, "moderator") for name in ("Ada", "Ben")]
    for _each in range(5):
        one, other = ask(), ask()
        for question, person in zip((one, other), people, strict=True):
            question.claim(by=person)
        results = together(
            lambda a=one, b=other: Submission.objects.get(pk=a.pk).merge(by=people[0], into=b),
            lambda a=one, b=other: Submission.objects.get(pk=b.pk).merge(by=people[1], into=a),
        )
        assert sorted(results) in (["done", "into"], ["into", "into"])
