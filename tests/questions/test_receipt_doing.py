"""What whoever asked can do on the private page: say yes and no, add, erase."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from editions.models import Edition
from questions.models import Consent, State, Submission
from tests.conftest import WORDING
from tests.questions.conftest import answered
from tests.questions.sending import asking, mine, with_clinician
from tests.site.tree import parse

pytestmark = pytest.mark.django_db


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
