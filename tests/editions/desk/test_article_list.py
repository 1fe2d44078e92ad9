"""The list of articles: what it shows, how it is narrowed, who sees it, and at what cost."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import KINDS
from tests.editions.desk.browsing import LIST, signed_in

pytestmark = pytest.mark.django_db


def row_of(response, title):
    rows = re.findall(r"<tr>(.*?)</tr>", response.content.decode(), re.DOTALL)
    (row,) = [row for row in rows if title in row]
    return {
        name: " ".join(re.sub(r"<[^>]+>", "", cell).split())
        for name, cell in re.findall(r'class="field-(\w+)[^"]*">(.*?)</t[dh]>', row, re.DOTALL)
    }


def test_the_list_shows_what_is_live_what_is_open_and_what_is_due(desk, other_writer, moderator):
    with time_machine.travel("2026-06-30 23:30+00:00", tick=False):  # it is the first of July in London
        live = desk.live()
    open_edition = live.page.start_draft(by=other_writer, title="Not yet read by anybody")
    KINDS["article"].begin(other_writer, slug="new", title="Never published")
    answer = signed_in(moderator).get(LIST)
    assert row_of(answer, "Bone pain") == {
        "name": "Bone pain",
        "open_status": "draft",
        "owner": "Wanda Writer",
        "reviewed_on": "1 Jul 2026",
        "due_on": "1 Jul 2027",
    }
    assert open_edition.title not in answer.content.decode()
    assert row_of(answer, "Never published") == {
        "name": "Never published (not live)",
        "open_status": "draft",
        "owner": "Otto Writer",
        "reviewed_on": "–",
        "due_on": "–",
    }


def test_the_list_is_narrowed_and_searched(live, other_writer, moderator):
    KINDS["article"].begin(other_writer, slug="second-address", title="Never published")
    browser = signed_in(moderator)

    def found(query):
        content = browser.get(f"{LIST}?{query}").content.decode()
        return [title for title in ("Bone pain", "Never published") if f">{title}" in content]

    assert found("") == ["Bone pain", "Never published"]
    assert found("in_work=draft") == ["Never published"]
    assert found("q=bone") == ["Bone pain"]
    assert found("q=second-addr") == ["Never published"]
    assert found(f"owner__id__exact={other_writer.pk}") == ["Never published"]


@pytest.mark.parametrize("person", ["stranger", "anonymous", "deactivated"])
def test_the_list_is_for_colleagues(person, live, browser_of):
    answer = browser_of(person).get(LIST)
    assert answer.status_code == (403 if person == "stranger" else 302)


def test_the_list_takes_no_more_queries_for_more_articles(author, reviewer, moderator, django_assert_num_queries):
    def more(count, first):
        for number in range(first, first + count):
            edition = KINDS["article"].begin(author, slug=f"page-{number}")
            edition.submit(by=author, saved=0)
            edition.approve(by=reviewer, seal=edition.seal)
            edition.page.start_draft(by=author)

    browser = signed_in(moderator)
    more(2, first=0)
    with CaptureQueriesContext(connection) as few:
        assert browser.get(LIST).content.count(b"field-open_status") == 2
    more(10, first=2)
    with django_assert_num_queries(len(few)):
        assert browser.get(LIST).content.count(b"field-open_status") == 12
