"""What readers get: the list, an answer, and what machines read of it."""

import json
import re

import pytest

from editions.models import Topic
from markup.sanitise import plain_text
from questions.models import Submission
from tests.conftest import ANSWER_WORDS, ASKED, WORDING, ask, assigned
from tests.questions.conftest import answered

pytestmark = pytest.mark.django_db
SCHEMA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture
def topic(db):
    return Topic.objects.create(name="Pain", slug="pain")


def test_an_answer_says_who_answered_and_who_reviewed(client, published, writer):
    page = client.get(published.page.path).content.decode()
    for words in (ANSWER_WORDS["title"], WORDING, "Tell your team", "Why your team asks", "Answered by Wanda Writer",
                  "Reviewed by Rosa Reviewer", "/questions/ask/", "Next review due"):  # fmt: skip
        assert words in page
    assert ASKED[:20] not in page
    assert "Jane" not in page


def test_the_machine_readable_answer_is_what_is_visible(client, published):
    page = client.get(published.page.path).content.decode()
    data = json.loads(SCHEMA.search(page).group(1))
    visible = plain_text(SCHEMA.sub("", page))
    asked = data["mainEntity"]
    assert "QAPage" in data["@type"]
    assert (asked["@type"], asked["answerCount"], asked["acceptedAnswer"]["@type"]) == ("Question", 1, "Answer")
    assert asked["text"] == WORDING
    short, body = asked["acceptedAnswer"]["text"].split("\n")
    assert "same day" in short
    assert "New pain can be treated" in body
    for text in (asked["name"], asked["text"], short, body, asked["acceptedAnswer"]["author"]["name"]):
        assert text in visible


def test_schema_survives_cards_and_notes(client, question, writer, reviewer):
    body = "## Cards\n\n::: urgent Call\nYour team [@who-pain]\n:::\n\n| a | b |\n|---|---|\n| c | d |\n\nThe end.\n"
    edition = answered(question, writer, reviewer, body=body)
    page = client.get(edition.page.path).content.decode()
    text = json.loads(SCHEMA.search(page).group(1))["mainEntity"]["acceptedAnswer"]["text"]
    assert text.endswith("The end.")
    assert "Your team" in text
    assert text.split("\n")[1] in plain_text(page)


def test_the_list_is_by_topic_and_newest_first(client, topic, writer, reviewer):
    first = answered(assigned(writer, topic=topic), writer, reviewer, title="The first")
    answered(assigned(writer), writer, reviewer, title="The second")
    page = client.get("/questions/").content.decode()
    assert page.index("The second") < page.index("The first")
    page = client.get("/questions/?topic=pain").content.decode()
    assert "The first" in page
    assert "The second" not in page
    assert list(first.page.topics.all()) == [topic]
    assert "The first" in client.get("/topics/pain/").content.decode()


def test_what_was_asked_most_often_can_come_first(client, writer, reviewer, moderator):
    often = assigned(writer)
    answered(often, writer, reviewer, title="Asked often")
    answered(assigned(writer), writer, reviewer, title="Asked once")
    again = ask()
    again.claim(by=moderator)
    again.merge(by=moderator, into=Submission.objects.get(pk=often.pk))
    page = client.get("/questions/?order=asked").content.decode()
    assert page.index("Asked often") < page.index("Asked once")


@pytest.mark.parametrize("query", ["?topic=none", "?topic=%00", "?order=x&page=-1", "?page=9999", "?topic=a%00b&q=%F0"])
def test_strange_addresses_of_the_list_are_answered(client, published, query):
    assert client.get(f"/questions/{query}").status_code == 200


def test_questions_are_searched_for_alone(client, published):
    page = client.get("/search/?kind=answer&q=back+pain").content.decode()
    assert published.page.path in page


def test_an_empty_list_says_what_will_be_there(client, db):
    page = client.get("/questions/").content.decode()
    assert "No answer is published here yet" in page
    assert "/questions/ask/" in page
