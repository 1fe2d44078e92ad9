"""A refused decision, withdrawal or submission says why and keeps what was typed."""

import re

import pytest

from tests.editions.desk.browsing import (
    NOTE,
    move_address,
    page_move_address,
    signed_in,
    snapshot,
    text_of,
    typed_time,
    value_of,
)

pytestmark = pytest.mark.django_db


def yesterday():
    return typed_time(days=-1)


REFUSED_DECISIONS = [
    ({"seal": "0" * 64, "decision": "now"}, 409, "These are not the words that were on your screen."),
    ({"decision": "later", "publish_at": yesterday}, 409, "That time is past."),
    ({"decision": "later"}, 200, "Choose the day and the time."),
    ({"decision": "later", "publish_at": "soon"}, 200, "Enter a valid date/time."),
    ({"decision": "approve"}, 200, "Select a valid choice."),
    ({}, 200, "This field is required."),
]


@pytest.mark.parametrize(("given", "status", "reason"), REFUSED_DECISIONS)
def test_a_refused_decision_keeps_the_note(given, status, reason, submitted, reviewer):
    before = snapshot()
    given = {key: value() if callable(value) else value for key, value in given.items()}
    browser = signed_in(reviewer)
    answer = browser.post(move_address(submitted, "decide"), {"seal": submitted.seal, "note": NOTE, **given})
    assert answer.status_code == status
    assert reason in text_of(answer)
    assert value_of(answer, "note") == NOTE
    assert snapshot() == before


def test_a_request_for_changes_without_a_note_is_refused_next_to_the_field(submitted, reviewer):
    before = snapshot()
    given = {"seal": submitted.seal, "decision": "changes", "note": "  "}
    answer = signed_in(reviewer).post(move_address(submitted, "decide"), given)
    assert answer.status_code == 200
    assert "Write what the author should change." in text_of(answer)
    assert re.search(r'value="changes"[^>]* checked', answer.content.decode())
    assert snapshot() == before


def test_a_decision_that_comes_after_the_author_took_it_back_keeps_the_note(submitted, reviewer, author):
    submitted.take_back(by=author)
    before = snapshot()
    given = {"seal": submitted.seal, "decision": "changes", "note": NOTE}
    answer = signed_in(reviewer).post(move_address(submitted, "decide"), given)
    assert answer.status_code == 409
    assert "was closed by Wanda Writer" in text_of(answer)
    assert value_of(answer, "note") == NOTE
    assert snapshot() == before


@pytest.mark.parametrize(
    ("given", "status", "reason"),
    [
        ({}, 200, "This field is required."),
        ({"reason": "boredom"}, 200, "Select a valid choice."),
        ({"reason": "replaced", "successor": "/articles/nowhere/"}, 200, "No live page stands at this address."),
        ({"reason": "replaced", "successor": "http://["}, 200, "No live page stands at this address."),
    ],
)
def test_a_refused_withdrawal_keeps_the_note(given, status, reason, live, editor):
    before = snapshot()
    answer = signed_in(editor).post(page_move_address(live, "withdraw"), {"note": NOTE, **given})
    assert answer.status_code == status
    assert reason in text_of(answer)
    assert value_of(answer, "note") == NOTE
    assert snapshot() == before


def test_a_withdrawal_that_the_life_cycle_refuses_keeps_the_note(draft, editor):
    answer = signed_in(editor).post(page_move_address(draft, "withdraw"), {"note": NOTE, "reason": "wrong"})
    assert answer.status_code == 409
    assert "there is nothing to withdraw" in text_of(answer)
    assert value_of(answer, "note") == NOTE


def test_a_submission_names_the_count_that_was_on_the_screen(draft, author):
    draft.save_draft(by=author, saved=0, title="Saved in another tab")
    before = snapshot()
    browser = signed_in(author)
    answer = browser.post(move_address(draft, "submit"), {"saved": 0})
    assert answer.status_code == 409
    assert "This draft was saved elsewhere" in text_of(answer)
    assert snapshot() == before
    assert browser.post(move_address(draft, "submit"), {}).status_code == 200
    assert snapshot() == before
    assert browser.post(move_address(draft, "submit"), {"saved": 1}).status_code == 302


def test_an_incomplete_draft_names_each_problem(draft, author):
    draft.save_draft(by=author, saved=0, summary="", sources="who-pain | \n")
    before = snapshot()
    answer = signed_in(author).post(move_address(draft, "submit"), {"saved": 1})
    assert answer.status_code == 409
    said = text_of(answer)
    assert "Some things are missing." in said
    assert "Summary : Write the one sentence that opens the page." in said
    assert re.search(r"Sources : .*\b1\b", said)
    assert snapshot() == before
