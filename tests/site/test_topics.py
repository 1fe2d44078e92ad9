"""Topics: what is gathered under each, and only while it is live."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.text import slugify

from editions import guards, reading
from editions.models import Edition, Page, Topic
from tests.conftest import KINDS
from tests.editions.conftest import change

pytestmark = pytest.mark.django_db

PAIN = "/topics/pain/"


def listed(tree):
    return [link["href"] for heading in tree.one("main").all("h2", "h3", "dt") for link in heading.all("a")]


def groups(tree):
    """What stands under each heading of a topic that has more than one kind."""
    found = {}
    for one in tree.one("main").all("h2", "h3", "dt"):
        links = list(one.all("a"))
        if one.tag == "h2" and not links:
            found[one.text] = here = []
        here += [link.text for link in links]
    return found


def topics(tree):
    """{name: how many pages} of the topics that the home page or the list of topics offers."""
    links = [link for link in tree.one("main").all("a") if link["href"].startswith("/topics/")]
    return {link.text: link.parent.one("span").text for link in links}


def titles(tree):
    """{topic: the titles that the list of topics shows of it}"""
    items = [one for found in tree.all("ul", class_="all-topics") for one in found.elements]
    return {one.one("h2").one("a").text: [link.text for link in one.one("ul").all("a")] for one in items}


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


def test_a_long_topic_has_pages_of_forty(publish, read):
    with time_machine.travel("2026-06-30 12:00+00:00", tick=False) as clock:
        for number in range(41):
            publish(f"page-{number}", topics=["Pain"], title=f"Page {number}")
            clock.shift(60)
    first, second = read(PAIN), read(f"{PAIN}?page=2")
    assert listed(first) + listed(second) == [f"/articles/page-{number}/" for number in range(40, -1, -1)]
    assert len(listed(first)) == 40
    assert first.one("nav", class_="pagination").one("a")["href"] == "?page=2"
    assert second.one("nav", class_="pagination").one("a")["href"] == "?page=1"
    assert topics(read("/topics/")) == {"Pain": "41 pages"}
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


# Kinds ------------------------------------------------------------------------------------------


@pytest.fixture
def of_all_kinds(publish):
    """A topic with pages of each kind that has topics, and of one that has none."""
    with time_machine.travel("2026-06-30 12:00+00:00", tick=False) as clock:
        for kind, titles in {
            "term": ["Morphine", "tiredness", "biopsy"],
            "article": ["Bone pain", "Treating pain"],
            "expert": ["Ada Expert", "Zoe Expert"],
            "urgent": ["United Kingdom"],
        }.items():
            for title in titles:
                publish(slugify(title), kind, topics=["Pain"], title=title, **({"names": ""} if kind == "term" else {}))
                clock.shift(60)


def test_a_topic_gathers_all_kinds_each_under_its_heading(of_all_kinds, read):
    """Articles the newest review first; people and words by name, as they are looked up."""
    found = groups(read(PAIN))
    assert list(found) == ["Articles", "Medicines and words", "Experts"]
    assert found == {
        "Articles": ["Treating pain", "Bone pain"],
        "Medicines and words": ["biopsy", "Morphine", "tiredness"],
        "Experts": ["Ada Expert", "Zoe Expert"],
    }
    assert topics(read("/topics/")) == topics(read("/")) == {"Pain": "7 pages"}


@pytest.mark.parametrize("kind", ["article", "expert", "term"])
def test_pages_of_every_kind_lead_to_their_topics(publish, read, kind):
    path = publish("a-page", kind, topics=["Pain", "Sleep"]).page.path
    kicker = read(path).one("p", class_="kicker")
    found = [(link.text, link["href"]) for link in kicker.all("a") if link["href"].startswith("/topics/")]
    assert found == [("Pain", PAIN), ("Sleep", "/topics/sleep/")]


def test_an_emergency_card_is_under_no_topic(publish, client):
    publish("gb", "urgent", topics=["Pain"])
    assert client.get(PAIN).status_code == 404


def test_one_kind_alone_needs_no_heading(publish, read):
    publish("morphine", "term", topics=["Pain"], title="morphine", names="")
    assert not list(read(PAIN).one("main").all("h2"))
    assert listed(read(PAIN)) == ["/glossary/morphine/"]
    assert topics(read("/")) == {"Pain": "1 page"}


def test_the_pages_of_a_long_topic_go_on_through_the_kinds(of_all_kinds, read, monkeypatch):
    monkeypatch.setattr("editions.topics.PER_PAGE", 3)
    assert [groups(read(f"{PAIN}?page={number}")) for number in (1, 2, 3)] == [
        {"Articles": ["Treating pain", "Bone pain"], "Medicines and words": ["biopsy"]},
        {"Medicines and words": ["Morphine", "tiredness"], "Experts": ["Ada Expert"]},
        {"Experts": ["Zoe Expert"]},
    ]


def test_the_list_of_topics_shows_the_first_titles_of_each(of_all_kinds, publish, read):
    publish("morphine-2", "term", topics=["Sleep", "Pain"], title="Alprazolam", names="")
    assert titles(read("/topics/")) == {"Pain": ["Treating pain", "Bone pain", "Alprazolam"], "Sleep": ["Alprazolam"]}


@pytest.mark.parametrize("address", [PAIN, "/topics/", "/"])
def test_what_is_not_as_it_was_signed_is_not_listed(of_all_kinds, read, address):
    assert "Treating pain" in read(address).text
    guards.lift()
    change(Edition.objects.get(title="Treating pain"), reviewer_name="Dr Nobody")
    guards.install()
    assert "Treating pain" not in read(address).text


def test_editors_give_topics_to_pages_of_every_kind_that_has_them(publish, client, editor):
    publish("pain", topics=["Pain"])
    client.force_login(editor)
    for kind in ("article", "expert", "term"):
        options = publish(f"a-{kind}", kind).page.kind_model.page_model()._meta
        for address in ("add/", f"{Page.objects.last().pk}/change/"):
            form = client.get(f"/admin/{options.app_label}/{options.model_name}/{address}").content.decode()
            assert 'name="topics"' in form, (kind, address)


# At what cost -----------------------------------------------------------------------------------


def queries(client, address):
    reading.forget()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(("address", "most"), [(PAIN, 6), ("/topics/", 5), ("/", 8)])
def test_a_topic_takes_as_many_queries_for_more_pages(publish, client, address, most):
    publish("first", topics=["Pain"])
    few = queries(client, address)
    for number in range(4):
        for kind in ("article", "term", "expert"):
            publish(f"{kind}-{number}", kind, topics=["Pain", "Sleep", f"Topic {number}"])
    assert queries(client, address) == few <= most
