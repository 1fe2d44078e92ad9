"""Every public address: only read, without a cookie, and what the pages about the site itself have to say."""

import importlib

import pytest
from django.conf import settings as site
from django.contrib.sessions.models import Session
from django.urls import get_resolver

from stage4site import urls
from tests import production
from tests.conftest import KINDS

pytestmark = pytest.mark.django_db

ABOUT = ["/take-along/", "/about/", "/how-we-review/", "/check/", "/privacy/", "/accessibility/", "/contact/"]
PREFIXES = {name: kind.page_model.prefix for name, kind in KINDS.items() if name != "leaflet"}
LISTS = ["/", "/topics/", "/search/", *(f"/{prefix}/" for prefix in PREFIXES.values())]
PAGES = ["/topics/pain/", "/articles/a-page/short/", *(f"/{prefix}/a-page/" for prefix in PREFIXES.values())]
PUBLIC = [*LISTS, *PAGES, *ABOUT]
IN_PRODUCTION = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'stage4site.settings'"
MISSING = ["/none/", "/about/none/", "/topics/none/", "/articles/none/short/"]
MISSING += [f"/{prefix}/none/" for prefix in PREFIXES.values()]


@pytest.fixture
def small_site(publish):
    for kind in PREFIXES:
        publish("a-page", kind, topics=["Pain"] if kind == "article" else ())


def test_this_list_of_public_addresses_is_complete():
    """An address that is neither here nor for colleagues would go untested."""
    for_colleagues = {"admin", "accounts", "writing", "markdownx", "media", "preview"}
    files = {"print", "robots.txt"}  # tests/printouts, tests/videos
    patterns = [*get_resolver("stage4site.urls").url_patterns, *get_resolver("editions.urls").url_patterns]
    first_parts = {str(one.pattern).lstrip("^").split("/")[0] for one in patterns}
    assert first_parts - for_colleagues - files - {"design"} == {path.split("/")[1] for path in PUBLIC}


def test_every_public_address_answers_and_leaves_no_trace(small_site, client):
    for address in PUBLIC:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert not answer.cookies
        assert "Cookie" not in answer["Vary"]
        assert answer["Cache-Control"] == "no-cache"
        assert answer["Referrer-Policy"] == "same-origin"
    assert not Session.objects.exists()


def test_a_head_request_answers_as_a_get_without_the_words(small_site, client):
    for address in PUBLIC:
        answer = client.head(address)
        assert (answer.status_code, answer.content) == (200, b""), address


def test_public_pages_are_only_ever_read(small_site, client):
    for address in PUBLIC:
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)(address).status_code == 405, (method, address)


def test_what_is_not_there_is_not_found(small_site, client):
    for address in MISSING:
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert "There is no page here" in answer.content.decode()
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-cache"


def test_a_missing_slash_is_added(small_site, client):
    for address in PUBLIC[1:]:
        answer = client.get(address.rstrip("/"))
        assert (answer.status_code, answer.url) == (301, address)


def test_the_present_place_in_the_main_menu_is_marked(small_site, read):
    for address in PUBLIC:
        menu = read(address).one("header", class_="site-header").one("nav")
        here = [link["href"] for link in menu.all("a") if link["aria-current"] == "page"]
        assert here == [link["href"] for link in menu.all("a") if link["href"] == address]


# What the pages about the site say --------------------------------------------------------------


def test_the_page_about_us_says_what_the_site_cannot_do(read):
    said = read("/about/").one("main").text
    assert "It cannot know you." in said
    assert "The name of who wrote a page, of the clinician who checked it, and when." in said


def test_the_page_on_reviewing_says_how_words_become_public_and_how_they_go(read):
    said = read("/how-we-review/").one("main").text
    for words in (
        "exactly what a second clinician approved",
        "Nobody approves their own words",
        "frozen and get a seal",
        "the first eight characters of the seal",
        "the day of its next review",
        "one person takes it down",
    ):
        assert words in said


def test_the_privacy_page_says_what_the_other_tests_prove(read):
    said = read("/privacy/").one("main").text
    for words in (
        "We set no cookie while you read.",
        "We load nothing from other companies",
        "your browser keeps that choice. It is not sent to us.",
        "We do not guess where you are.",
        "What you write travels in the form itself until you send it.",
        "It is published only if you say yes",
        "At your private address you can erase everything at once.",
    ):
        assert words in said


def test_the_accessibility_page_names_the_standard_and_what_was_not_tested(read):
    said = read("/accessibility/").one("main").text
    assert "WCAG 2.2, level AA" in said
    assert "have not tested it yet" in said


@pytest.mark.parametrize("address", ["/contact/", "/accessibility/"])
def test_where_to_write_is_an_address_and_no_form(read, address):
    main = read(address).one("main")
    assert site.CONTACT_EMAIL in main.text
    assert main.one("a", href=f"mailto:{site.CONTACT_EMAIL}")


def test_the_contact_page_sends_nobody_to_an_inbox_in_an_emergency(read):
    said = read("/contact/").one("main").text
    assert "In an emergency call 112, 999 or 911" in said
    assert "nobody reads messages at night" in said


# What only development serves -------------------------------------------------------------------


@pytest.fixture
def addresses(settings):
    """``addresses(debug)``: the site's addresses as they are made when it starts with or without DEBUG."""
    before = urls.urlpatterns

    def addresses(debug):
        settings.DEBUG = debug
        importlib.reload(urls)
        settings.ROOT_URLCONF = "stage4site.urls"

    yield addresses
    urls.urlpatterns = before


def test_the_page_of_all_parts_is_for_development(addresses, read):
    addresses(debug=True)
    tree = read("/design/")
    assert tree.one("h1").text == "Every part of the design"
    assert tree.one("meta", name="robots")["content"] == "noindex"
    ids = [one["id"] for one in tree.walk() if one["id"]]
    assert len(ids) == len(set(ids))


def test_the_page_of_all_parts_is_not_there_otherwise(addresses, client):
    addresses(debug=False)
    assert client.get("/design/").status_code == 404


def test_the_page_of_all_parts_is_not_there_in_production():
    code = "import django; django.setup(); from django.urls import resolve; resolve('/design/')"
    asked = production.run("-c", f"{IN_PRODUCTION}; {code}", DEBUG="1")
    assert "Resolver404" in asked.stderr
