"""The questions of our pages on one page to print: all of them, only those, and only while they are live and signed."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from editions import guards
from editions.models import Edition
from stage4site import taking_along
from tests.conftest import assigned
from tests.editions.conftest import change
from tests.questions.conftest import answered

pytestmark = pytest.mark.django_db

ADDRESS = "/take-along/"
ASKS = "## What to ask\n\n- Why now? [@who-pain]\n- How long?\n- A line that asks nothing.\n"
MORE = "- Who helps?\n\n## What to tell\n\n- Where is it? [@who-pain]\n"


def asked(tree):
    """{title: [question, …]} of what the page lists."""
    return {one["data-page"]: [item.text for item in one.all("li")] for one in tree.all("section") if one["data-page"]}


@pytest.fixture
def two_pages(publish):
    with time_machine.travel("2026-06-30 12:00+00:00", tick=False) as clock:
        publish("one", topics=["Pain"], title="One", body=ASKS)
        clock.shift(60)
        publish("two", topics=["Sleep"], title="Two", body=MORE)
        publish("three", topics=["Sleep"], title="Three")


def test_all_questions_of_all_live_pages_stand_there_by_page_the_newest_review_first(two_pages, read):
    page = read(ADDRESS)
    found = asked(page)
    assert list(found) == ["Two", "One"]
    assert found == {"One": ["Why now?", "How long?"], "Two": ["Who helps?", "Where is it?"]}
    one = next(page.all("section", **{"data-page": "One"}))
    assert one.one("h3").one("a")["href"] == one["data-path"] == "/articles/one/"
    assert one.one("h4").text == "What to ask"
    assert one.one("p", class_="small").text == "Reviewed on 30 June 2026 by Rosa Reviewer"


def test_a_topic_can_be_chosen(two_pages, read, client):
    assert list(asked(read(f"{ADDRESS}?topic=pain"))) == ["One"]
    assert list(asked(read(f"{ADDRESS}?topic="))) == ["Two", "One"]
    options = read(ADDRESS).one("select", id="filter-topic").all("option")
    assert [one["value"] for one in options] == ["", "pain", "sleep"]
    assert client.get(f"{ADDRESS}?topic=none").status_code == 404


def test_many_pages_stand_on_several(two_pages, read, monkeypatch):
    monkeypatch.setattr(taking_along, "PER_PAGE", 1)
    first = read(ADDRESS)
    assert list(asked(first)) == ["Two"]
    assert first.one("nav", class_="pagination").one("a")["href"] == "?page=2"
    assert list(asked(read(f"{ADDRESS}?page=2"))) == ["One"]
    assert list(asked(read(f"{ADDRESS}?page=many"))) == ["Two"]


def test_where_nobody_asks_anything_it_says_so(publish, read):
    assert "No page has questions yet." in read(ADDRESS).text
    publish(topics=["Pain"])
    assert "No page has questions yet." in read(ADDRESS).text
    assert "No page about this topic has questions yet." in read(f"{ADDRESS}?topic=pain").text


def test_a_withdrawn_page_asks_no_more(two_pages, read, editor):
    assert "Why now?" in read(ADDRESS).text
    Edition.objects.live().get(title="One").page.withdraw(by=editor, reason="wrong")
    assert list(asked(read(ADDRESS))) == ["Two"]


def test_a_question_comes_with_its_edition_and_not_before(publish, replace, writer, read):
    live = publish(body=ASKS)
    draft = live.page.start_draft(by=writer, body="- A draft asks? [@who-pain]")
    assert "A draft asks?" not in read(ADDRESS).text
    draft.discard(by=writer)
    replace(live, "- Do words change?")
    text = read(ADDRESS).text
    assert "Do words change?" in text
    assert "Why now?" not in text


@pytest.mark.parametrize("column", ["html", "title", "reviewer_name"])
def test_what_is_not_as_it_was_signed_is_not_asked(two_pages, read, column):
    assert "Why now?" in read(ADDRESS).text
    live = Edition.objects.get(title="One")
    guards.lift()
    change(live, **{column: getattr(live, column).replace("Why now", "Why not") + " "})
    guards.install()
    text = read(ADDRESS).text
    assert "Why now?" not in text
    assert "Why not?" not in text
    assert "Who helps?" in text


def test_more_pages_cost_no_more_queries(publish, client):
    def queries():
        taking_along._asks.clear()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(ADDRESS).status_code == 200
        return len(captured)

    publish("one", body=ASKS)
    few = queries()
    for number in range(4):
        publish(f"page-{number}", body=ASKS)
    assert queries() == few


# For what a list on a device still holds -------------------------------------------------------------


def test_addresses_of_pages_that_were_taken_down_are_told_to_lists_on_devices(publish, replace, editor, read):
    def told():
        return read(ADDRESS).one("section", class_="my-list")["data-taken-down"].split()

    one = publish("one", body=ASKS)
    publish("two", body=ASKS)
    assert told() == []
    one.page.move_to("moved")
    one.page.withdraw(by=editor, reason="wrong")
    assert told() == ["/articles/moved/", "/articles/one/"]
    replace(one, ASKS)
    assert told() == []


def test_an_address_that_readers_never_had_is_told_to_nobody(writer, read):
    Article.objects.begin(by=writer, slug="secret", title="Secret", body=ASKS)
    assert read(ADDRESS).one("section", class_="my-list")["data-taken-down"] == ""


def test_an_answer_is_not_listed_that_whoever_asked_wished_to_be_gone(writer, reviewer, editor, read):
    """An address says what somebody asked about, and nothing in the answer was wrong."""

    def told():
        return read(ADDRESS).one("section", class_="my-list")["data-taken-down"].split()

    wrong, taken_back, erased = (assigned(writer) for _ in range(3))
    for question in (wrong, taken_back, erased):
        answered(question, writer, reviewer)
    wrong.answer_page.withdraw(by=editor, reason="wrong")
    taken_back.withdraw_consent(sort="publish")
    erased.erase()
    assert told() == [f"/questions/answer-{wrong.pk}/"]
    wrong.erase()
    assert told() == []


# On the page itself -----------------------------------------------------------------------------


def test_a_page_with_questions_offers_them_after_its_words(publish, read):
    publish(body=ASKS)
    page = read("/articles/bone-pain/")
    part = page.one("section", class_="take-along")
    assert part.one("h2").text == "Take this to your appointment"
    assert [one.text for one in part.all("li")] == ["Why now?", "How long?"]
    assert part.one("details")["data-path"] == "/articles/bone-pain/"
    assert next(part.all("a"))["href"] == ADDRESS


def test_a_page_without_questions_offers_nothing(publish, read):
    publish()
    assert not list(read("/articles/bone-pain/").all("section", class_="take-along"))


def test_a_medicines_page_offers_its_questions_too(publish, read):
    edition = publish("morphine", "term", body="- Does it make me sleepy?\n- Say so.")
    part = read(edition.page.path).one("section", class_="take-along")
    assert [one.text for one in part.all("li")] == ["Does it make me sleepy?"]
    assert asked(read(ADDRESS)) == {edition.title: ["Does it make me sleepy?"]}


def test_the_way_to_the_list_is_on_every_page(publish, read):
    for address in ("/", "/about/", ADDRESS):
        links = [link["href"] for link in read(address).one("footer").all("a")]
        assert ADDRESS in links


def test_the_page_about_privacy_tells_of_the_list(read):
    assert "If you put questions on your list for an appointment" in read("/privacy/").text
