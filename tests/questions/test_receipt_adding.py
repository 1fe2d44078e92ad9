"""What whoever asked adds on the private page: looked at for danger and personal details first, and never lost."""

import pytest

from questions.models import Message, State, Submission
from tests.questions.sending import asking, mine
from tests.site.tree import parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    return lambda question: parse(client.get(mine(question)).content.decode())


@pytest.fixture
def do(client):
    """Press a button of the page; gives the page that comes then."""
    return lambda question, what, **fields: client.post(mine(question), {"do": what, **fields}, follow=True)


@pytest.fixture
def go_on(do):
    """Press the button of the page that showed once more what was written."""

    def go_on(question, shown, out=(), what="add"):
        carried = {one["name"]: one["value"] for one in page(shown).one("main").all("input", type="hidden")}
        return do(question, what, **carried, out=list(out))

    return go_on


def page(answer):
    return parse(answer.content.decode())


def said(tree):
    return tree.one("main").text


def added():
    return [one.text for one in Message.objects.filter(by=None)]


@pytest.fixture
def asked_for_more(moderator):
    question = asking()
    question.claim(by=moderator)
    question.ask_for_more(by=moderator, text="Which medicine do you take?")
    return question


def test_what_we_ask_for_can_be_added_and_twice_is_once(read, do, asked_for_more):
    tree = read(asked_for_more)
    assert "Which medicine do you take?" in said(tree)
    for _time in range(2):
        answer = do(asked_for_more, "add", text="Letrozole.\r\nSince May.")
        assert "error-summary" not in answer.content.decode()
    assert [one.text for one in Message.objects.filter(by=None)] == ["Letrozole.\nSince May."]
    asked_for_more.refresh_from_db()
    assert asked_for_more.state == State.RECEIVED
    assert "Letrozole" not in said(read(asked_for_more))


@pytest.mark.parametrize(("text", "words"), [(" ", "Write something"), ("a" * 2001, "longer than 2,000 characters")])
def test_what_cannot_be_added_is_said_and_not_lost(do, asked_for_more, text, words):
    tree = parse(do(asked_for_more, "add", text=text).content.decode())
    assert words in tree.one(class_="error-summary").text
    assert tree.one("textarea").text == text.strip()
    assert not Message.objects.filter(by=None).exists()


def test_what_nobody_asked_for_is_refused_and_not_lost(do):
    answer = do(asking(), "add", text="One more thing.").content.decode()
    assert "cannot be done any longer" in answer
    assert "One more thing." in answer


DANGER = "I am on chemo, and since last night I am shivering."


def test_words_of_danger_in_what_is_added_bring_the_card_and_the_flag(do, asked_for_more):
    shown = do(asked_for_more, "add", text=DANGER)
    assert "I have read this; send my answer" in shown.content.decode()
    assert not Message.objects.filter(by=None).exists()
    do(asked_for_more, "add", text=DANGER, seen=shown.context["seen"], flagged="1")
    question = Submission.objects.get(pk=asked_for_more.pk)
    assert (question.danger, question.looked_at, question.state) == (True, None, State.RECEIVED)
    assert Message.objects.get(by=None).text == DANGER


def test_who_was_shown_the_card_and_writes_less_is_flagged_all_the_same(do, asked_for_more):
    do(asked_for_more, "add", text=DANGER)
    tree = parse(do(asked_for_more, "edit", text=DANGER, flagged="1").content.decode())
    assert tree.one("textarea", id="text").text.strip() == DANGER
    assert tree.one("input", name="flagged", value="1")
    do(asked_for_more, "add", text="Letrozole.", flagged="1")
    assert Submission.objects.get(pk=asked_for_more.pk).danger


def test_what_is_added_without_such_words_is_kept_at_once(do, asked_for_more):
    do(asked_for_more, "add", text="Letrozole.")
    assert not Submission.objects.get(pk=asked_for_more.pk).danger


WITH_DETAILS = "It is letrozole.\r\nMy name is Jane Miller, write to jane@example.org."


def test_personal_details_in_what_is_added_are_shown_marked_and_can_be_taken_out(do, go_on, asked_for_more):
    shown = do(asked_for_more, "add", text=WITH_DETAILS)
    tree = page(shown)
    assert tree.one("h1").text == "Before you send it"
    assert {"Jane Miller", "jane@example.org"} <= {one.text for one in tree.one("main").all("mark")}
    ticked = [one["value"] for one in tree.one("main").all("input", name="out")]
    assert added() == []
    go_on(asked_for_more, shown, out=ticked[:1])
    go_on(asked_for_more, shown, out=ticked[:1])  # twice is once
    assert added() == ["It is letrozole.\nMy name is [name], write to jane@example.org."]


def test_what_is_found_in_an_addition_can_be_left_in_or_changed(do, go_on, asked_for_more):
    shown = do(asked_for_more, "add", text=WITH_DETAILS)
    tree = page(go_on(asked_for_more, shown, what="edit"))
    assert tree.one("textarea", id="text").raw.strip() == WITH_DETAILS.replace("\r", "")
    go_on(asked_for_more, shown)
    assert added() == [WITH_DETAILS.replace("\r", "")]


def test_words_of_danger_and_details_come_on_one_page(do, go_on, asked_for_more):
    tree = page(shown := do(asked_for_more, "add", text=f"{DANGER} Jane Miller"))
    assert tree.one("h1").text == "Please read this first"
    assert "Take out Jane Miller" in said(tree)
    go_on(asked_for_more, shown, out=[one["value"] for one in tree.one("main").all("input", name="out")])
    assert added() == [f"{DANGER} [name]"]
    assert Submission.objects.get(pk=asked_for_more.pk).danger


def test_a_text_that_nobody_saw_marked_is_shown_first_whatever_the_form_says(do, asked_for_more):
    do(asked_for_more, "add", text=WITH_DETAILS, seen="0" * 16, out=["0-5"])
    assert added() == []


@pytest.mark.parametrize("text", [DANGER, f"{DANGER} {'a' * 2000}"], ids=["no longer asked for", "too long"])
def test_words_of_danger_that_cannot_be_added_bring_the_card_all_the_same(do, asked_for_more, moderator, text):
    if len(text) < 2000:
        asked_for_more.claim(by=moderator)
        asked_for_more.decline(by=moderator, kind="off topic", text="No.")
    tree = page(do(asked_for_more, "add", text=text))
    assert "What you wrote has words that can be a sign of danger." in said(tree)
    assert list(tree.one("main").all(class_="card-emergency"))
    assert text in [one.raw.strip() for one in tree.all("textarea")]
    assert added() == []
