"""The page of results: what narrows it down, its pages, and what it is to browsers, proxies and search engines."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import finding, results

pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed(publish, settings):
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    publish("one", topics=["Pain", "Bones"], title="Zebra one")
    publish("two", topics=["Pain"], title="Zebra two")
    publish("drei", title="Zebra drei", language="de")
    publish("ella", "expert", title="Ella Zebra")
    publish("leaf", "leaflet", title="Zebra leaf")


@pytest.fixture
def many(publish):
    for number in range(5):
        publish(f"leaf-{number}", "leaflet", title=f"Zebra {number}", topics=["Pain"])
    publish("article", title="Zebra")


def labels(found, facet):
    return [*found.facets[facet]]


# Facets -----------------------------------------------------------------------------------------


def test_what_was_found_is_counted_by_kind_topic_and_language(mixed, search):
    found = search("zebra")
    assert len(found.paths) == 5
    assert sorted(labels(found, "kind")) == ["All", "Articles 3", "Experts 1", "Leaflets 1"]
    assert labels(found, "topic") == ["All", "Bones 1", "Pain 2"]
    assert labels(found, "language") == ["All", "Deutsch 1", "English 4"]


def test_a_facet_keeps_what_belongs_to_it_and_is_marked(mixed, search, follow):
    found = search("zebra")
    pain = follow(found.facets["topic"]["Pain 2"])
    assert {*pain.paths} == {"/articles/one/", "/articles/two/"}
    (marked,) = [one for one in pain.main.all("a", **{"aria-current": "true"}) if "Pain" in one.text]
    assert marked.text == "Pain 2"
    experts = follow(found.facets["kind"]["Experts 1"])
    assert experts.paths == ["/experts/ella/"]
    assert {*follow(experts.facets["kind"]["All"]).paths} == {*found.paths}


def test_facets_are_combined_and_each_number_is_what_a_click_gives(mixed, search, follow):
    kept = search("zebra", kind="article")
    assert "topic" in kept.facets
    for name, options in kept.facets.items():
        for label, href in options.items():
            if label != "All":
                assert len(follow(href).paths) == int(label.split()[-1]), (name, label)
    both = search("zebra", kind="article", topic="bones")
    assert both.paths == ["/articles/one/"]
    assert labels(both, "kind")[1:] == ["Articles 1"]


@pytest.mark.parametrize("name", ["kind", "topic", "language"])
def test_a_value_that_there_is_not_is_passed_over(mixed, search, name):
    everything = search("zebra").paths
    for value in ("none", "", "0", "<b>", "\0", "' OR 1=1", "x" * 3000):
        found = search("zebra", **{name: value})
        assert found.paths == everything
        assert "none" not in found.main.text


def test_filters_that_keep_nothing_say_so_and_can_be_taken_back(mixed, search, follow):
    found = search("zebra", kind="urgent")
    assert found.paths == []
    assert "None of these pages is of the kind and topic that you chose." in found.main.text
    assert "Nothing found" not in found.main.text
    links = {link.text: link["href"] for link in found.main.all("a")}
    assert follow(links["Show all of them"]).paths == search("zebra").paths


def test_facets_that_divide_nothing_are_not_shown(publish, search):
    publish(topics=["Pain"])
    assert search("bone").facets == {}


# Pages ------------------------------------------------------------------------------------------


def test_many_results_stand_on_pages_that_keep_the_words_and_the_facets(many, search, follow, monkeypatch):
    monkeypatch.setattr(results, "PER_PAGE", 2)
    first = search("zebra & so on", kind="leaflet", topic="pain")
    seen, page = [*first.paths], first
    while page.main.one("nav", class_="pagination").one("span").text.split()[1] != "3":
        (link,) = page.main.all("a", rel="next")
        page = follow(link["href"])
        seen += page.paths
        assert page.tree.one("input", id="site-search")["value"] == "zebra & so on"
    assert sorted(seen) == [f"/leaflets/leaf-{number}/" for number in range(5)]
    assert [*page.main.all("a", rel="next")] == []
    assert "Page 3 of what we found" in page.said


@pytest.mark.parametrize(
    ("page", "number"), [("abc", 1), ("0", 3), ("999", 3), ("-1", 3), ("1.5", 1), ("\0", 1), ("²", 1)]
)
def test_a_page_that_there_is_not_is_the_nearest_one(many, search, monkeypatch, page, number):
    monkeypatch.setattr(results, "PER_PAGE", 2)
    assert f"Page {number} of 3" in search("zebra", page=page).said


def test_of_too_many_the_best_can_be_read_and_it_is_said(many, search, monkeypatch):
    monkeypatch.setattr(finding, "WEIGHED", 2)
    monkeypatch.setattr(finding, "MOST", 3)
    found = search("zebra")
    assert len(found.paths) == 3
    assert "6 pages" in found.said
    assert "These are the best 3." in found.said


def test_a_word_that_very_many_pages_have_is_looked_for_in_names_alone_and_it_is_said(publish, search, monkeypatch):
    monkeypatch.setattr(finding, "COMMON", 2)
    publish("named", title="Cancer")
    for number in range(4):
        publish(f"page-{number}", "leaflet", title=f"Leaf {number}", summary="Short.", lines="Of cancer.")
    found = search("cancer")
    assert found.paths == ["/articles/named/"]
    assert "Very many pages have “cancer”" in found.said


# What it is to others ---------------------------------------------------------------------------


def test_it_leaves_no_trace_and_is_kept_by_nobody_and_no_search_engine(mixed, client):
    for address in ("/search/", "/search/?q=zebra", "/search/?q=qwxzkjv", "/search/names.json?q=zeb"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-cache"
        assert "Cookie" not in answer["Vary"]
        if "json" not in address:
            assert '<meta name="robots" content="noindex">' in answer.content.decode()
            assert "zebra" not in answer.content.decode().split("</title>")[0]
    assert not Session.objects.exists()


def test_it_is_only_read(mixed, client):
    for address in ("/search/?q=zebra", "/search/names.json?q=zeb"):
        assert (client.head(address).status_code, client.head(address).content) == (200, b"")
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)(address).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_what_a_browser_has_is_as_new_as_the_database(publish, client, reviewer):
    live = publish()
    answer = client.get("/search/?q=bone")
    again = client.get("/search/?q=bone", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    live.page.withdraw(by=reviewer, reason="wrong")
    answer = client.get("/search/?q=bone", headers={"if-none-match": answer["ETag"]})
    assert answer.status_code == 200
    assert "/articles/bone-pain/" not in answer.content.decode()


def test_every_page_has_one_field_that_searches_without_scripts(mixed, read):
    for path in ("/", "/articles/one/", "/search/", "/search/?q=zebra", "/glossary/"):
        (form,) = read(path).all("form", role="search", action="/search/")
        assert form["method"] is None
        assert form.one("input")["name"] == "q"
        assert form.one("label")["for"] == form.one("input")["id"], path


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_more_results_take_no_more_queries(mixed, publish, shelf, client):
    addresses = ["/search/?q=zebra", "/search/?q=zebra+pain&kind=article", "/search/names.json?q=zeb"]
    shelf.drug("one", "zebraumab")
    few = [queries(client, address) for address in addresses]
    for number in range(7):
        publish(f"more-{number}", topics=["Pain", f"Topic {number}"], title=f"Zebra more {number}")
        shelf.drug(f"more-{number}", f"zebraumab{number}", names=f"brand | Zebrabrand{number}")
    # One for each kind that is among the first ten; on PostgreSQL three more statements, without a row.
    for address, before in zip(addresses, few, strict=True):
        assert queries(client, address) <= before <= 21
