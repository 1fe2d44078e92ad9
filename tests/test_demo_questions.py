"""The questions of the demonstration: in every state by their own verbs, made up, and loaded once."""

import re

import pytest
from django.core.management import call_command

from editions.models import Edition, Status
from people.models import User
from questions import danger, personal, private, work
from questions.models import AnswerEdition, Purpose, Reading, State, Submission
from stage4site import demo, demo_questions
from stage4site.demo_pages import sections

pytestmark = pytest.mark.django_db

FILES = [path for path in sorted((demo.FOLDER / "questions").glob("*.txt")) if "." not in path.stem]
GIVEN = {path.stem: sections(path) for path in FILES}
LIVE = {f"/questions/{name}/" for name, given in GIVEN.items() if given["state"] == "live"}
MERGED_WITH = "articles/palliative-care"


@pytest.fixture
def added():
    return [name for name in demo.load(only=["questions", MERGED_WITH]) if not name.startswith("/")]


def account(name):
    return User.objects.get(email=f"{name}@demo.example")


def test_fifteen_questions_and_an_advertisement_are_in_every_state(added):
    assert sorted(added) == [f"questions/{path.stem}" for path in FILES]
    assert len(added) == 16
    states = list(Submission.objects.values_list("state", flat=True))
    assert {*states} == {*State.values} - {State.ERASED}
    assert states.count(State.PUBLISHED) == len(LIVE) == 6
    assert states.count(State.SPAM) == 1
    call_command("verify")


def test_every_screen_of_the_desk_has_something_to_show(added):
    moderator, editor = account("moderator"), account("editor")
    counts = Submission.objects.counts()
    assert (counts["held"], counts["flagged"], counts["late"]) == (1, 1, 1)
    assert work.to_moderate().first().danger
    assert [one.claimer for one in Submission.objects.filter(state=State.RECEIVED, danger=False)] == [editor]
    assert work.to_confirm(editor).count() == 1
    assert not work.to_confirm(moderator).exists()
    assert [one.status for one in AnswerEdition.objects.filter(page__asked_as__state=State.ASSIGNED)] == [Status.DRAFT]
    assert private.sent().count() == AnswerEdition.objects.filter(status=Status.IN_REVIEW).count() == 1
    assert {*Reading.objects.values_list("why", flat=True)} == {*Purpose.values} - {Purpose.OVERSEE}
    assert Submission.objects.get(state=State.ASKED).messages.count() == 1


def test_what_was_done_lies_behind_and_in_order(added):
    for question in Submission.objects.all():
        moments = [question.received_at, *question.events.values_list("at", flat=True)]
        assert moments == sorted(moments)
        assert question.events.first().at == question.received_at


def test_who_edits_confirms_answers_and_reviews_are_four_people(added):
    for edition in AnswerEdition.objects.exclude(countersign=""):
        question = edition.inquiry
        people = {question.prepared_by, question.confirmed_by, edition.author, edition.reviewer}
        assert len(people) == 4
        assert all(person.is_demonstration and "Demonstration" in person.name for person in people)


def test_a_second_load_adds_nothing_and_brings_nothing_back(added):
    Submission.objects.filter(state=State.ANSWERED).get().erase()
    assert demo.load(only=["questions"]) == []
    assert Submission.objects.count() == 16
    assert not Submission.objects.filter(state=State.ANSWERED).exists()


def test_a_question_waits_until_the_page_is_there_with_which_it_is_merged():
    assert demo.load(only=["questions/is-palliative-care-the-end"]) == []
    demo.load(only=[MERGED_WITH])
    assert demo.load(only=["questions"])[0].startswith("questions/")
    assert Submission.objects.get(state=State.MERGED).merged_page.path == f"/{MERGED_WITH}/"


def test_readers_get_six_answers_with_the_banner_and_the_short_answer_first(added, client):
    listed = client.get("/questions/").content.decode()
    assert {one.page.path for one in Edition.objects.live().filter(page__kind="answer")} == LIVE
    for path in LIVE:
        page = client.get(path).content.decode()
        assert f'href="{path}"' in listed
        assert "Demonstration." in page
        assert "No clinician has reviewed" in page
        assert page.index('id="in-short"') < page.index('<div class="body">') < page.index('id="source-')
        assert '"QAPage"' in page
    assert client.get("/questions/what-happens-if-we-stop-treatment/").status_code == 410
    assert client.get("/questions/how-do-i-tell-my-children/").status_code == 404


def test_the_checks_find_nothing_in_what_was_approved(added):
    for edition in AnswerEdition.objects.exclude(status=Status.DRAFT):
        found = [(one.check, one.excerpt) for one in edition.findings()]
        assert [one for one in found if one[0] != "unexplained"] == []  # the glossary is not loaded here


def test_no_detail_of_an_original_is_left_in_what_was_confirmed(added):
    found = 0
    for question in Submission.objects.exclude(confirmed_at=None):
        assert personal.findings(question.wording) == []
        found += len(personal.findings(question.original))
    assert found > 10  # so that there is something to take out


def test_only_the_flagged_question_names_a_danger():
    flagged = [name for name, given in GIVEN.items() if danger.found(given["original"])]
    assert flagged == ["diarrhoea-on-abemaciclib"]


def test_every_address_and_number_in_an_original_is_made_up():
    originals = "\n".join(given["original"] + given.get("reply address", "") for given in GIVEN.values())
    assert all(host.startswith("example.") for host in re.findall(r"@([\w.-]+\.\w+)", originals))
    assert all(re.search(r"(^|\.)example\.(org|com)$", host) for host in re.findall(r"https?://([^/\s]+)", originals))
    numbers = re.findall(r"\b0\d{2,4} \d{3,4} \d{3,4}\b", originals)
    assert numbers
    assert all(number.startswith("020 7946 0") for number in numbers)


def test_the_private_pages_of_two_who_asked_are_printed(added, client, capsys):
    call_command("load_demo", only=["questions"])
    said = capsys.readouterr().out
    published, sent = demo_questions.addresses()
    assert said.count("/questions/mine/") == 2
    for address, words in ((published, "It is published"), (sent, "It is not published")):
        assert address in said
        page = client.get(address).content.decode()
        assert words in page
        assert "Demonstration." in page
