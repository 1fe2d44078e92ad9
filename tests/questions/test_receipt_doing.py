"""What whoever asked can do on the private page: say yes and no, add, erase."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from editions.models import Edition
from people import roles
from questions.models import Consent, Message, State, Submission
from tests.conftest import WORDING, desk_person
from tests.questions.conftest import answered
from tests.questions.sending import asking, mine, with_clinician
from tests.site.tree import parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(db):
    return desk_person("Mina Moderates", roles.MODERATOR)


@pytest.fixture
def read(client):
    def read(question):
        answer = client.get(mine(question))
        assert answer.status_code == 200
        return parse(answer.content.decode())

    return read


@pytest.fixture
def do(client):
    """Press a button of the page; gives the page that comes then."""

    def do(question, what, **fields):
        return client.post(mine(question), {"do": what, **fields}, follow=True)

    return do


def said(tree):
    return tree.one("main").text


def test_saying_no_takes_a_published_answer_down_at_once(read, do, client, writer, reviewer):
    question = with_clinician(writer)
    edition = answered(question, writer, reviewer)
    do(question, "withdraw", sort="publish")
    assert client.get(edition.page.path).status_code == 410
    tree = read(question)
    assert "You said no on" in said(tree)
    assert "Tell your team about new pain" in said(tree)  # a private answer was agreed to


def test_each_consent_is_said_for_itself_and_kept_with_its_version(do):
    question = asking(publish=False)
    do(question, "agree", sort="publish")
    assert question.agreed() == {"private", "publish"}
    do(question, "withdraw", sort="private")
    assert question.agreed() == {"publish"}
    rows = Consent.objects.filter(submission=question).values_list("sort", "act", "version")
    assert list(rows) == [("private", "given", 1), ("publish", "given", 1), ("private", "withdrawn", 1)]


def test_the_last_no_takes_the_question_back_and_a_yes_brings_it_again(read, do):
    question = asking(publish=False)
    assert "It is your only yes" in said(read(question))
    do(question, "withdraw", sort="private")
    assert read(question).one("h1").text == "You have taken your question back"
    do(question, "agree", sort="private")
    assert read(question).one("h1").text == "Thank you. Your question is safe with us"


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


def test_the_reply_address_can_be_erased_alone(read, do):
    question = asking(reply_address="jane@example.org")
    assert "Erase my e-mail address" in said(read(question))
    do(question, "forget")
    assert "Erase my e-mail address" not in said(read(question))
    assert not hasattr(Submission.objects.get(pk=question.pk), "reply_address")


def test_erasing_everything_is_asked_once_and_done_at_once(read, do, client, writer, reviewer):
    question = with_clinician(writer, reply_address="jane@example.org")
    edition = answered(question, writer, reviewer)
    confirm = parse(do(question, "erase").content.decode())
    assert confirm.one("h1").text == "Erase everything?"
    assert Submission.objects.get(pk=question.pk).original
    do(question, "erase", sure="yes")
    assert client.get(edition.page.path).status_code in {404, 410}
    tree = read(question)
    assert tree.one("h1").text == "Everything is erased"
    assert WORDING not in tree.raw
    assert edition.title not in tree.raw
    assert not list(tree.one("main").all("form"))
    assert not Edition.objects.filter(page=edition.page).exclude(title="").exists()
    do(question, "erase", sure="yes")  # twice is once
    assert read(question)


def test_on_an_erased_question_nothing_can_be_done_any_more(do):
    question = asking()
    question.erase()
    for what, fields in [("agree", {"sort": "publish"}), ("add", {"text": "a"}), ("withdraw", {"sort": "private"})]:
        assert do(question, what, **fields).status_code == 200
    question.refresh_from_db()
    assert question.state == State.ERASED


def test_other_methods_are_refused(client):
    question = asking()
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)(mine(question)).status_code == 405


def test_what_is_posted_to_no_address_changes_nothing(client):
    question = asking()
    assert client.post("/questions/mine/" + "a" * 32 + "/", {"do": "erase", "sure": "yes"}).status_code == 404
    question.refresh_from_db()
    assert not question.erased_at


@pytest.mark.parametrize("publish", [True, False])
def test_yes_again_after_an_answer_shows_that_answer_and_waits_for_no_other(do, writer, reviewer, publish):
    question = with_clinician(writer, publish=publish)
    answered(question, writer, reviewer, publish=publish)
    for sort in ("publish", "private"):
        do(question, "withdraw", sort=sort)
    do(question, "agree", sort="private")
    question.refresh_from_db()
    assert question.answer_to_show() is not None
    assert (question.state, question.ended_at) == (State.ANSWERED, None)
    assert question not in Submission.objects.waiting()


def test_yes_again_without_an_answer_waits_from_now_on(do, writer, time_machine):
    question = with_clinician(writer)
    for sort in ("publish", "private"):
        do(question, "withdraw", sort=sort)
    time_machine.move_to(timezone.now() + datetime.timedelta(days=80))
    do(question, "agree", sort="private")
    question.refresh_from_db()
    assert question.state == State.ASSIGNED
    assert timezone.now() - question.waits_since < datetime.timedelta(minutes=1)


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


def test_no_to_a_private_answer_alone_is_said_as_such(read, do, writer, reviewer):
    question = with_clinician(writer)
    answered(question, writer, reviewer, publish=False)
    do(question, "withdraw", sort="private")
    assert read(question).one("h1").text == "You have said no to a private answer"
    do(question, "agree", sort="private")
    assert read(question).one("h1").text == "Here is your answer"


def test_the_check_of_a_printout_does_not_repeat_what_whoever_asked_no_longer_wishes(client, do, writer, reviewer):
    question = with_clinician(writer)
    edition = answered(question, writer, reviewer)
    checked = reverse("check:seal", args=[edition.seal])
    assert edition.title in client.get(checked).content.decode()
    do(question, "withdraw", sort="publish")
    said_now = client.get(checked).content.decode()
    assert "We took the page down" in said_now
    assert edition.title not in said_now
