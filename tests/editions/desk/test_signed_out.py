"""What comes back for words that were posted after the session ended: a sentence, and the words as plain text."""

import pytest
from django.test import Client

from editions.models import Edition, Status
from tests.editions.desk.browsing import draft_address, move_address, signed_in

pytestmark = pytest.mark.django_db

ORIGIN = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Origin": "http://testserver"}
TYPED = {
    "csrfmiddlewaretoken": "t0ken" * 8,
    "seal": "5ea1" * 16,
    "decision": "changes",
    "note": "Say <when>\r\nto call.",
    "answer-k1": "The source says so.",
    "publish_at": "",
}


@pytest.fixture
def edition(draft, author):
    draft.submit(by=author, saved=0)
    return draft


def test_who_is_signed_out_reads_what_they_sent(edition):
    answer = signed_in(None).post(move_address(edition, "decide"), TYPED, headers=ORIGIN)
    said = answer.content.decode()
    assert answer.status_code == 403
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert "Sign in again and open the page again" in said and "Go back" not in said
    assert "note:\nSay <when>\r\nto call." in said and "answer-k1:\nThe source says so." in said
    assert Edition.objects.get(pk=edition.pk).status == Status.IN_REVIEW


def test_only_what_was_typed_is_repeated(edition):
    sent = {
        **TYPED,
        "password": "a long secret",
        "new_Password1": "a long secret",
        "_save": "Save",
        "x-TOTAL_FORMS": "77",
    }
    said = signed_in(None).post(move_address(edition, "decide"), sent, headers=ORIGIN).content.decode()
    for hidden in ("csrf", "t0ken", "seal", "5ea1", "secret", "_save", "77", "decision", "publish_at"):
        assert hidden not in said, hidden


def test_a_form_without_words_gets_the_sentence_alone(edition):
    said = signed_in(None).post(move_address(edition, "claim"), headers=ORIGIN).content.decode()
    assert "what you sent" not in said


@pytest.mark.parametrize("accept", [None, "*/*", "text/plain, application/json"])
def test_a_script_gets_the_sentence_alone(draft, accept):
    headers = {"Accept": accept} if accept else {}
    said = signed_in(None).post(draft_address(draft), {"body": "Typed words."}, headers=headers).content.decode()
    assert "You are signed out" in said and "Typed words." not in said and len(said) < 200


def without_a_token(person, address, **headers):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    return browser.post(address, TYPED, headers=ORIGIN | headers)


def test_a_session_that_changed_is_answered_with_what_was_sent(edition, reviewer):
    answer = without_a_token(reviewer, move_address(edition, "decide"))
    said = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"]) == (403, "text/plain; charset=utf-8")
    assert "Open the page again" in said and "Go back" not in said
    assert "note:\nSay <when>" in said and "t0ken" not in said


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_the_words_of_another_sites_form_are_not_repeated(edition, reviewer, origin):
    said = without_a_token(reviewer, move_address(edition, "decide"), Origin=origin).content.decode()
    assert "nothing was saved" in said and "to call" not in said


def test_what_was_sent_elsewhere_than_at_the_desk_is_not_repeated(reviewer):
    answer = without_a_token(reviewer, "/accounts/login/")
    assert answer.status_code == 403 and "to call" not in answer.content.decode()
