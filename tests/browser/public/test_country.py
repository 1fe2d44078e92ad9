"""The reader's country: chosen by them, kept on their device, sent to nobody; before that, numbers for everybody."""

import pytest

from tests.browser.public.conftest import LONG
from tests.browser.public.readers import PHONE

pytestmark = pytest.mark.django_db

GENERAL = "In an emergency call 112, 999 or 911"
BRITISH = "In an emergency call 999 or 112 (United Kingdom)"
CHOICE = "Show on every page the number of"


def strip(page):
    return " ".join(page.locator(".emergency summary").inner_text().split())


def choose(page, label):
    if not page.get_by_label(CHOICE).is_visible():
        page.locator(".emergency summary").click()
    page.get_by_label(CHOICE).select_option(label=label)


def marked(page):
    return page.locator(".countries [aria-current=true]").evaluate_all("rows => rows.map(row => row.dataset.country)")


@pytest.fixture
def page(reader):
    page = reader(PHONE, locale="en-IE", timezone_id="Europe/Dublin")
    page.goto(LONG)
    return page


def test_nobody_guesses_where_a_reader_is(page):
    assert strip(page) == GENERAL
    assert marked(page) == []
    assert page.evaluate("localStorage.length") == 0


def test_a_choice_holds_at_once_after_a_reload_and_on_every_page(page, addresses):
    choose(page, "United Kingdom")
    assert strip(page) == BRITISH
    assert marked(page) == ["GB"]
    page.reload()
    assert strip(page) == BRITISH
    for address in [*addresses, "/none/", "/articles/old-scan-advice/"]:
        page.goto(address)
        assert strip(page) == BRITISH, address
    page.locator(".emergency summary").click()
    assert page.get_by_label(CHOICE).input_value() == "GB"


def test_a_choice_is_on_the_device_and_in_no_request(page):
    requests = []
    page.on("request", lambda request: requests.append((request.method, request.url, request)))
    choose(page, "United Kingdom")
    page.goto("/about/")
    page.reload()
    assert page.evaluate("({...localStorage})") == {"stage4-country": "GB"}
    assert page.evaluate("document.cookie") == ""
    assert {method for method, _url, _request in requests} == {"GET"}
    for _method, url, request in requests:
        headers = request.all_headers()
        assert "cookie" not in headers
        assert "GB" not in f"{url} {[text for name, text in headers.items() if name != 'accept-language']}"


def test_a_choice_can_be_changed_and_taken_back(page):
    choose(page, "United Kingdom")
    choose(page, "Australia")
    assert strip(page) == "In an emergency call 000 (Australia)"
    assert marked(page) == ["AU"]
    choose(page, "no country in particular")
    assert strip(page) == GENERAL
    assert marked(page) == []
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    assert strip(page) == GENERAL


@pytest.mark.parametrize("kept", ["NZ", "", "<b>", "GB "])
def test_what_is_no_country_with_a_card_gives_the_numbers_for_everybody(page, kept):
    page.evaluate("kept => localStorage.setItem('stage4-country', kept)", kept)
    page.reload()
    assert strip(page) == GENERAL
    assert marked(page) == []


def test_without_a_place_to_keep_it_a_choice_holds_for_the_page(reader):
    page = reader(PHONE)
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }});")
    page.goto("/")
    assert strip(page) == GENERAL
    choose(page, "United Kingdom")
    assert strip(page) == BRITISH
    page.goto("/about/")
    assert strip(page) == GENERAL
