"""Every screen and every move of the desk as the wrong person; and what each person sees of a question."""

import pytest

from questions.forms import MOVES
from questions.models import Event, Reading, Submission
from tests.conftest import ASKED, WORDING
from tests.editions.desk.browsing import signed_in, text_of
from tests.questions.desk.conftest import QUEUE, READINGS, address, screens

pytestmark = pytest.mark.django_db
NOBODYS = ["other_writer", "stranger", "superuser"]
MODERATING = ["moderator", "editor"]


@pytest.fixture(params=["claimed", "to_confirm", "with_writer"])
def question(request):
    return request.getfixturevalue(request.param)


def rows():
    """All that a move could change."""
    return [list(model.objects.order_by("pk").values()) for model in (Submission, Event, Reading)]


def test_without_an_account_there_is_only_the_way_to_sign_in(question, browser_of):
    for screen in screens(question):
        answer = browser_of("").get(screen)
        assert answer.status_code == 302, screen
        assert "/login/" in answer["Location"]
    before = rows()
    for name in MOVES:
        answer = browser_of("").post(address(question, name), {"wording": "Words that I typed"})
        assert answer.status_code in {302, 403}, name
    assert rows() == before


@pytest.mark.parametrize("who", [*NOBODYS, "writer", "reviewer", "moderator"])
def test_the_log_of_readings_is_for_the_editor_in_chief(claimed, browser_of, who):
    answer = browser_of(who).get(READINGS)
    assert answer.status_code == 403
    assert "The log of readings is for editors in chief." in text_of(answer)


@pytest.mark.parametrize("who", [*NOBODYS, "writer", "reviewer"])
def test_the_queue_is_for_moderators(claimed, browser_of, who):
    before = rows()
    for answer in (browser_of(who).get(QUEUE), browser_of(who).post(f"{QUEUE}spam/", {"questions": [claimed.pk]})):
        assert answer.status_code == 403
        assert "moderator" in text_of(answer)
        assert str(claimed) not in text_of(answer)
    assert rows() == before


@pytest.mark.parametrize("who", NOBODYS)
def test_a_question_says_to_strangers_why_it_is_closed(question, browser_of, who):
    before = rows()
    for name in ("", *MOVES):
        gets, posts = (
            browser_of(who).get(address(question, name)),
            browser_of(who).post(address(question, name or "claim")),
        )
        for answer in (gets, posts):
            assert answer.status_code == 403, name
            assert "ask a moderator" in text_of(answer)
            assert WORDING not in answer.content.decode()
    assert rows() == before


def test_a_writer_opens_what_is_assigned_to_them_and_no_other(writer, claimed, with_writer):
    browser = signed_in(writer)
    assert browser.get(address(claimed)).status_code == 403
    page = browser.get(address(with_writer))
    assert "I am" in text_of(page)
    assert WORDING in text_of(page)
    assert list(Reading.objects.values_list("text", "why")) == [("wording", "answer"), ("original", "answer")]


@pytest.mark.parametrize("name", sorted(set(MOVES) - {"answer"}))
def test_the_clinician_who_answers_does_not_moderate(writer, with_writer, name):
    before = rows()[:2]
    details = {"wording": WORDING, "kind": "abuse", "text": "No.", "into": "1", "reason": "away", "to": writer.pk}
    answer = signed_in(writer).post(address(with_writer, name), details)
    assert answer.status_code in {200, 409}, name
    assert "Nothing was recorded" in text_of(answer) or "nothing for you to confirm" in text_of(answer)
    assert rows()[:2] == before


def test_the_clinician_reads_nothing_more_once_it_is_over(writer, moderator, with_writer):
    with_writer.claim(by=moderator)
    with_writer.decline(by=moderator, kind="abuse", text="No.")
    assert signed_in(writer).get(address(with_writer)).status_code == 403


def test_a_clinical_reviewer_opens_what_they_may_confirm(reviewer, claimed, to_confirm):
    browser = signed_in(reviewer)
    assert browser.get(address(claimed)).status_code == 403
    page = browser.get(address(to_confirm))
    assert page.status_code == 200
    assert WORDING not in text_of(page)
    assert not Reading.objects.exists()
    page = browser.get(address(to_confirm, "confirm"))
    assert WORDING in text_of(page)
    assert "I am" in text_of(page)
    assert set(Reading.objects.values_list("reader", "text", "why")) == {
        (reviewer.pk, "original", "confirm"), (reviewer.pk, "wording", "confirm"),
    }  # fmt: skip


def test_once_it_is_confirmed_it_is_closed_to_the_reviewer(reviewer, editor, to_confirm):
    to_confirm.confirm(by=editor, wording=WORDING)
    browser = signed_in(reviewer)
    assert browser.get(address(to_confirm)).status_code == 403
    assert browser.get(address(to_confirm, "confirm")).status_code == 403
    assert not Reading.objects.exists()


def test_whoever_edited_does_not_confirm(moderator, to_confirm):
    page = signed_in(moderator).get(address(to_confirm, "confirm"))
    assert page.status_code == 409
    assert "You edited this wording" in text_of(page)
    assert "I am Jane" not in text_of(page)
    before = rows()
    assert signed_in(moderator).post(address(to_confirm, "confirm"), {"wording": WORDING}).status_code == 409
    assert rows() == before


@pytest.mark.parametrize("who", MODERATING)
def test_before_it_is_claimed_a_moderator_sees_no_text(to_confirm, browser_of, who):
    page = browser_of(who).get(address(to_confirm))
    assert page.status_code == 200
    assert "Claim it, and read it" in text_of(page)
    assert WORDING not in text_of(page)
    assert not Reading.objects.exists()


def test_a_colleague_sees_who_has_it_and_until_when_and_no_text(claimed, colleague):
    page = signed_in(colleague).get(address(claimed))
    said = text_of(page)
    assert "Mona Moderator is working on this until" in said
    assert "Take it over" in said
    assert "Claim it, and read it" not in said
    assert "I am Jane" not in said
    assert not Reading.objects.exists()


@pytest.mark.parametrize("name", ["", *MOVES])
def test_a_question_that_is_not_there(moderator, name):
    assert signed_in(moderator).get(f"{QUEUE}4711/{name}{'/' if name else ''}").status_code == 404
    assert signed_in(moderator).get(f"{QUEUE}{'9' * 25}/").status_code == 404


def test_wrong_methods_and_moves(moderator, claimed):
    browser = signed_in(moderator)
    assert browser.get(address(claimed, "no-such-move")).status_code == 404
    assert browser.get(f"{QUEUE}spam/").status_code == 405
    assert browser.post(QUEUE).status_code == 405
    assert browser.post(address(claimed)).status_code == 405
    for name in set(MOVES) - {"confirm", "decline"}:
        assert browser.get(address(claimed, name)).status_code == 405, name
    assert browser.get(address(claimed, "decline")).status_code == 302
    assert browser.get(f"{address(claimed, 'decline')}?kind=boredom").status_code == 302
    assert claimed.read(by=moderator, why="moderate") == ASKED
