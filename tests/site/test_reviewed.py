"""What a page says of its reviews: due or overdue, and those before; and at what cost all of it is read."""

import datetime

import pytest
import time_machine
from django.conf import settings

from editions import guards, reading
from editions.models import Topic
from tests.conftest import KINDS
from tests.editions.conftest import change
from tests.site.conftest import COLD

pytestmark = pytest.mark.django_db

ARTICLE = "/articles/bone-pain/"
# The generation, the page, and what stands on every page.
MOST = 5
OVERDUE = "This page was due for review on"


# Due and overdue --------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["article", "expert", "urgent"])
@pytest.mark.parametrize(("days", "overdue"), [(-1, False), (0, False), (1, True), (400, True)])
def test_a_page_says_that_it_is_overdue_from_the_day_after(publish, read, kind, days, overdue):
    with time_machine.travel("2026-01-10 12:00+00:00", tick=False) as clock:
        live = publish("a-page", kind)
        due = live.review_due_on
        clock.move_to(datetime.datetime.combine(due, datetime.time(12), datetime.UTC) + datetime.timedelta(days=days))
        head = read(live.page.path).one("header", class_="page-head")
    assert (OVERDUE in head.text) is overdue
    assert not overdue or f"{OVERDUE} {due.day} {due:%B %Y}." in head.one(class_="notice").text


def test_the_day_is_the_one_of_the_site_and_a_kept_page_does_not_outlive_it(publish, read):
    with time_machine.travel("2026-06-20 12:00+00:00", tick=False) as clock:
        publish()  # due on 20 June 2027, when London is an hour ahead
        clock.move_to("2027-06-20 22:30+00:00")
        assert OVERDUE not in read(ARTICLE).text
        clock.move_to("2027-06-20 23:30+00:00")
        assert OVERDUE in read(ARTICLE).text


# Earlier reviews --------------------------------------------------------------------------------


def earlier(tree):
    """(number, words) of each earlier review that the page tells of."""
    for section in tree.all("section", class_="history"):
        yield from ((int(one["value"]), one.text) for one in section.all("li"))


@pytest.fixture
def four_editions(publish, replace):
    with time_machine.travel("2026-03-01 12:00+00:00", tick=False) as clock:
        editions = [publish()]
        for note in ("More about nights.", "A new source.", "A dose was taken out."):
            clock.shift(datetime.timedelta(days=10))
            editions.append(replace(editions[-1], note))
    return editions


def test_a_first_edition_has_no_history(publish, read):
    publish()
    assert list(earlier(read(ARTICLE))) == []


def test_earlier_editions_are_told_of_with_their_notes_newest_first(four_editions, read):
    tree = read(ARTICLE)
    assert list(earlier(tree)) == [
        (3, "Reviewed on 21 March 2026 by Rosa Reviewer. A new source."),
        (2, "Reviewed on 11 March 2026 by Rosa Reviewer. More about nights."),
        (1, "Reviewed on 1 March 2026 by Rosa Reviewer."),
    ]
    assert "A dose was taken out." in tree.one("section", class_="signed").text
    assert tree.one("section", class_="history").one("ol")["reversed"] is None
    assert "reversed" in tree.one("section", class_="history").one("ol").attributes


@pytest.mark.parametrize("forged", [{"change_note": "Forged"}, {"reviewer_name": "Dr Nobody"}, {"seal": "0" * 64}])
def test_an_earlier_edition_whose_signature_does_not_hold_is_left_out(four_editions, read, forged):
    guards.lift()
    change(four_editions[1], **forged)
    guards.install()
    assert [number for number, _words in earlier(read(ARTICLE))] == [3, 1]


def test_an_edition_that_readers_never_saw_is_not_told_of(publish, replace, read, writer, reviewer):
    live = publish()
    draft = live.page.start_draft(by=writer, change_note="Never seen.", body="Never seen. [@who-pain]")
    draft.submit(by=writer, saved=0)
    draft.request_changes(by=reviewer, note="No.")
    replace(live, "Seen.")
    assert [number for number, _words in earlier(read(ARTICLE))] == [1]
    assert "Never seen." not in read(ARTICLE).text


def test_a_page_that_came_back_says_when_it_was_withdrawn(publish, replace, read, editor):
    with time_machine.travel("2026-03-01 12:00+00:00", tick=False) as clock:
        live = publish(change_note="Take ten times as much.")
        clock.shift(datetime.timedelta(days=1))
        live.page.withdraw(by=editor, reason="wrong", note="A note for colleagues.")
        clock.shift(datetime.timedelta(days=1))
        replace(live, "Mended.")
    assert list(earlier(read(ARTICLE))) == [
        (1, "Reviewed on 1 March 2026 by Rosa Reviewer. Withdrawn on 2 March 2026.")
    ]
    for taken_down in ("A note for colleagues.", "ten times"):
        assert taken_down not in read(ARTICLE).text


# On paper ---------------------------------------------------------------------------------------


def test_what_the_text_links_to_is_written_out_once_for_paper(publish, read):
    body = "[The guideline](https://example.org/g), [again](https://example.org/g), [ours](/about/), <https://e.org/a>"
    live = publish(body=f"{body} [@who-pain]")
    sheet = read(ARTICLE).one(class_="print-sheet")
    assert [one.text for one in sheet.all("li")] == [
        "The guideline: https://example.org/g",
        f"ours: {settings.SITE_URL}/about/",
    ]
    assert f"{settings.SITE_URL}{ARTICLE} · edition 1, seal {live.seal[:8]} · as it was on" in sheet.text


# At what cost -----------------------------------------------------------------------------------


def test_no_public_page_takes_many_queries(crawled):
    there = [page for page in crawled.values() if page.status == 200]
    assert {page.path: page.queries for page in there if page.queries > 9} == {}
    # Two more find the films beside an article and read them.
    assert {path: crawled[path].queries for path in COLD - {"/"} if crawled[path].queries > MOST + 2} == {}


def test_an_article_takes_as_many_queries_whatever_there_is(
    publish, replace, client, writer, reviewer, django_assert_max_num_queries
):
    live = publish(topics=["Pain"])
    for country in ("gb", "ie", "us"):
        publish(country, "urgent")
    for person in (writer, reviewer):
        publish(f"profile-{person.pk}", "expert", account=person.pk)
    for note in ("Once.", "Twice.", "Thrice."):
        live = replace(live, note)
    for number in range(5):
        live.page.topics.add(Topic.objects.get_or_create(slug=f"topic-{number}", name=f"Topic {number}")[0])
        publish(f"page-{number}", topics=["Pain"])
    KINDS["article"].begin(writer, slug="draft")
    reading.forget()
    with django_assert_max_num_queries(MOST):
        said = client.get(ARTICLE).content.decode()
    assert "Topic 4" in said
    assert "Once." in said
    assert f"/experts/profile-{writer.pk}/" in said


def test_a_page_that_came_before_takes_one_query(publish, client, django_assert_num_queries):
    publish()
    client.get(ARTICLE)
    with django_assert_num_queries(1):
        assert client.get(ARTICLE).status_code == 200
