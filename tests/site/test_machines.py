"""schema.org: every value is what the page shows, and what its edition froze."""

import datetime
import json
from itertools import pairwise

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

pytestmark = pytest.mark.django_db

PAGE = {"@context", "@type", "url", "name", "description", "inLanguage", "version", "lastReviewed", "reviewedBy"}
PAGE |= {"author", "about", "citation"}


def data(page):
    return json.loads(page.tree.one("script", type="application/ld+json").raw)


@pytest.fixture(scope="module")
def reviewed(crawled):
    """Pages of articles and of emergency cards, with their data."""
    kinds = {"article", "urgent"}
    found = [(page, data(page)) for page in crawled.values() if page.edition and page.edition.kind in kinds]
    assert len(found) > 15
    return found


@pytest.fixture(scope="module")
def profiles(crawled):
    found = [(page, data(page)) for page in crawled.values() if page.edition and page.edition.kind == "expert"]
    assert len(found) == 3
    return found


@pytest.fixture(scope="module")
def terms(crawled):
    found = [(page, data(page)) for page in crawled.values() if page.edition and page.edition.kind == "term"]
    if connection.vendor == "sqlite":
        assert len(found) > 180
    return found


def in_words(day):
    return f"{day.day} {day:%B %Y}"


def fact(page, name):
    """The element that says this in “Who stands behind this page”."""
    parts = page.body.one("section", class_="signed").one("dl").elements
    return next(after for before, after in pairwise(parts) if before.text == name)


def link_in(element):
    return next((settings.SITE_URL + link["href"] for link in element.all("a")), None)


def test_a_page_names_itself(reviewed):
    for page, given in reviewed:
        assert given["@type"] == "MedicalWebPage"
        assert given.keys() <= PAGE
        assert given["url"] == page.head.one("link", rel="canonical")["href"] == settings.SITE_URL + page.path
        assert given["name"] == page.body.one("h1").text
        assert page.edition.title in given["name"]
        assert given["description"] == page.body.one("p", class_="summary").text == page.edition.summary
        assert given["inLanguage"] == page.tree["lang"] == page.edition.page.language


def test_the_number_of_the_edition_is_shown(reviewed):
    for page, given in reviewed:
        assert given["version"] == page.edition.number
        assert fact(page, "Edition").text == f"{given['version']} (seal {page.edition.seal[:8]})"


def test_the_day_of_the_review_is_the_one_in_words(reviewed, profiles):
    for page, given in [*reviewed, *profiles]:
        day = datetime.date.fromisoformat(given["lastReviewed"])
        assert day == timezone.localdate(page.edition.reviewed_at)
        assert fact(page, "Reviewed on").text == in_words(day)
        assert fact(page, "Reviewed on").one("time")["datetime"] == given["lastReviewed"]
    for page, given in reviewed:
        assert in_words(datetime.date.fromisoformat(given["lastReviewed"])) in page.body.one(class_="byline").text


def test_the_reviewer_is_the_one_who_is_named(reviewed):
    for page, given in reviewed:
        reviewer, edition = given["reviewedBy"], page.edition
        organisation = reviewer["affiliation"]["name"]
        said = [reviewer["name"], reviewer["honorificSuffix"], reviewer["jobTitle"], organisation]
        assert fact(page, "Reviewed by").text == ", ".join(said)
        assert reviewer.get("url") == link_in(fact(page, "Reviewed by"))
        frozen = ("reviewer_name", "reviewer_letters", "reviewer_role", "reviewer_organisation")
        assert said == [getattr(edition, name) for name in frozen]
        assert f"Reviewed by {said[0]}, {said[1]}" in page.body.one(class_="byline").text


def test_the_author_is_the_one_who_is_named(reviewed):
    for page, given in reviewed:
        author = given["author"]
        assert fact(page, "Written by").text == author["name"] == page.edition.author_name
        assert author.get("url") == link_in(fact(page, "Written by"))


def test_what_a_page_is_about_are_its_topics(reviewed):
    for page, given in reviewed:
        about = [(one["name"], one["url"]) for one in given.get("about", [])]
        assert about == [(topic.name, settings.SITE_URL + topic.path) for topic in page.topics]
        kicker = page.body.one("p", class_="kicker")
        if page.edition.kind == "article":
            assert about == [(link.text, settings.SITE_URL + link["href"]) for link in kicker.all("a")]
    assert any(page.topics for page, _given in reviewed)


def test_citations_are_the_list_of_sources_in_its_order(reviewed):
    for page, given in reviewed:
        shown = []
        for source in page.body.one("section", class_="sources").all("li"):
            address = next((link["href"] for link in source.all("a", class_="source-link")), None)
            shown.append((source.one(class_="source-text").text, address))
        assert [(one["name"], one.get("url")) for one in given["citation"]] == shown
        assert all(name in page.edition.sources and (url or "") in page.edition.sources for name, url in shown)
        assert shown


def test_a_profile_is_of_the_person_whom_it_shows(profiles):
    for page, given in profiles:
        person, edition = given["mainEntity"], page.edition
        assert given["@type"] == "ProfilePage"
        assert given["url"] == person["url"] == settings.SITE_URL + page.path
        assert person["name"] == page.body.one("h1").text == edition.title
        assert person["description"] == page.body.one("p", class_="summary").text == edition.summary
        parts = page.body.one(class_="profile").one("dl").elements
        shown = {before.text: after.text for before, after in zip(parts[::2], parts[1::2], strict=True)}
        assert shown.get("Credentials") == person.get("honorificSuffix")
        assert shown["Role"] == person["jobTitle"]
        assert shown["Organisation"] == person["affiliation"]["name"]


def test_what_machines_read_of_a_person_leads_to_their_page(reviewed, crawled):
    for _page, given in reviewed:
        for person in (given["author"], given["reviewedBy"]):
            profile = crawled[person["url"].removeprefix(settings.SITE_URL)]
            assert profile.body.one("h1").text == person["name"]


def test_a_term_is_defined_as_it_is_shown(terms):
    for page, given in terms:
        edition = page.edition
        assert given["@type"] == (["DefinedTerm", "Drug"] if edition.is_drug else "DefinedTerm")
        assert given["url"] == given["subjectOf"]["url"] == settings.SITE_URL + page.path
        assert given["name"] == page.body.one("h1").text == edition.title
        assert given["description"] == page.body.one("p", class_="summary").text == edition.summary
        day = datetime.date.fromisoformat(given["subjectOf"]["lastReviewed"])
        assert fact(page, "Reviewed on").text == in_words(day)
        assert given["subjectOf"]["reviewedBy"]["name"] == edition.reviewer_name


def test_every_name_class_and_code_of_a_term_is_shown(terms):
    for page, given in terms:
        words = page.body.one("div", class_="words").text
        hidden = [one.name for one in page.edition.other_names if one.kind == "misspelling"]
        told = [*given.get("alternateName", []), given.get("drugClass", ""), given.get("termCode", "")]
        told += [given.get("administrationRoute", ""), given.get("nonProprietaryName", "")]
        assert [one for one in told if one and one not in words and one != given["name"]] == []
        assert not set(hidden) & set(given.get("alternateName", []))
