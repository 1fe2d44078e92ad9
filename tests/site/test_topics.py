"""Topics: what is gathered under each, and only while it is live."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from editions.models import Topic
from tests.conftest import KINDS

pytestmark = pytest.mark.django_db

PAIN = "/topics/pain/"


def listed(tree):
    return [link["href"] for heading in tree.one("main").all("h2") for link in heading.all("a")]


def topics(tree):
    found = tree.one("main").all("ul", class_="topics")
    return {link.text: link.parent.one("span").text for one in found for link in one.all("a")}


def test_a_topic_lists_all_its_live_pages_the_newest_review_first(publish, read):
    with time_machine.travel("2026-06-30 12:00+00:00", tick=False) as clock:
        for slug, names in (("one", ["Pain"]), ("two", ["Pain", "Sleep"]), ("three", ["Sleep"]), ("four", ["Pain"])):
            publish(slug, topics=names, title=f"Page {slug}")
            clock.shift(60)
    assert listed(read(PAIN)) == ["/articles/four/", "/articles/two/", "/articles/one/"]
    assert listed(read("/topics/sleep/")) == ["/articles/three/", "/articles/two/"]
    assert topics(read("/topics/")) == topics(read("/")) == {"Pain": "3 pages", "Sleep": "2 pages"}


def test_a_page_and_its_topics_lead_to_each_other(publish, read):
    publish(topics=["Pain", "A first thing"])
    kicker = read("/articles/bone-pain/").one("p", class_="kicker")
    assert [(link.text, link["href"]) for link in kicker.all("a")] == [
        ("A first thing", "/topics/a-first-thing/"),
        ("Pain", PAIN),
    ]
    assert listed(read(PAIN)) == ["/articles/bone-pain/"]


def test_a_long_topic_has_pages_of_twenty(publish, read):
    with time_machine.travel("2026-06-30 12:00+00:00", tick=False) as clock:
        for number in range(21):
            publish(f"page-{number}", topics=["Pain"], title=f"Page {number}")
            clock.shift(60)
    first, second = read(PAIN), read(f"{PAIN}?page=2")
    assert listed(first) + listed(second) == [f"/articles/page-{number}/" for number in range(20, -1, -1)]
    assert len(listed(first)) == 20
    assert first.one("nav", class_="pagination").one("a")["href"] == "?page=2"
    assert second.one("nav", class_="pagination").one("a")["href"] == "?page=1"
    assert topics(read("/topics/")) == {"Pain": "21 pages"}
    for odd in ("?page=99", "?page=last", "?page=0"):
        assert read(PAIN + odd)


def test_an_unknown_topic_is_not_found(publish, client):
    publish(topics=["Pain"])
    for address in ("/topics/unknown/", "/topics/Pain/", "/topics/pain/more/"):
        assert client.get(address).status_code == 404


def test_a_topic_without_live_pages_is_nowhere(client, read, writer, reviewer):
    """Its name alone would tell what somebody is writing about."""
    pain, _made = Topic.objects.get_or_create(slug="pain", defaults={"name": "Pain"})
    draft = KINDS["article"].begin(writer, slug="draft", topics=[pain])
    for _state in ("draft", "in review", "approved"):
        assert client.get(PAIN).status_code == 404
        assert topics(read("/topics/")) == topics(read("/")) == {}
        if draft.status == "draft":
            draft.submit(by=writer, saved=0)
        elif draft.status == "in review":
            at = timezone.now() + datetime.timedelta(days=1)
            draft.approve(by=reviewer, seal=draft.seal, publish_at=at)


def test_a_topic_goes_with_its_last_page(publish, client, read, editor):
    live = publish(topics=["Pain"])
    assert read(PAIN)
    live.page.withdraw(by=editor, reason="wrong")
    assert client.get(PAIN).status_code == 404
    assert topics(read("/topics/")) == {}
    assert "Nothing is published yet." in read("/topics/").text


def test_a_topic_takes_as_many_queries_for_more_pages(publish, client, django_assert_max_num_queries):
    for number in range(4):
        publish(f"page-{number}", topics=["Pain", "Sleep"])
    for address in (PAIN, "/topics/", "/"):
        with django_assert_max_num_queries(6):
            assert client.get(address).status_code == 200
