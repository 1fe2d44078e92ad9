"""What the first view of a page costs a reader: few bytes, few requests, and nothing that jumps.

Bytes are those on the wire, with headers, as production sends them: hashed names, compressed beforehand.
"""

import pytest
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import expect

from editions.models import Edition
from tests.browser.public.conftest import LONG, OVERDUE
from tests.browser.public.readers import DESKTOP, PHONE, serving

pytestmark = pytest.mark.django_db

ALL_TOGETHER, PAGE_AND_STYLE, REQUESTS = 60 * 1024, 20 * 1024, 6
# Of the score of https://web.dev/articles/cls, where less than .1 is called good.
HARDLY = 0.03
# They may come late on a busy machine, which has a test of its own.
LETTERS = "**/*.woff2"
# Every jump, whatever caused it. A change within half a second of a click counts too.
WATCH = """if (!window.jumps) {
    window.jumps = [];
    const what = source => (source.node?.outerHTML ?? source.node?.textContent ?? '').slice(0, 100);
    const note = list => list.getEntries().forEach(one => window.jumps.push([one.value, one.sources.map(what)]));
    new PerformanceObserver(note).observe({type: 'layout-shift', buffered: true});
}"""
KEEP_A_COUNTRY = "localStorage.setItem('stage4-country', 'GB');"


@pytest.fixture(scope="module")
def site(content, tmp_path_factory):
    """Here ``reader`` reads the site with its static files as ``collectstatic`` leaves them in production."""
    production = {
        "STATIC_ROOT": tmp_path_factory.mktemp("static"),
        "STATICFILES_FINDERS": ["django.contrib.staticfiles.finders.FileSystemFinder"],
        "WHITENOISE_USE_FINDERS": False,
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
        },
    }
    with override_settings(**production):
        call_command("collectstatic", interactive=False, verbosity=0)
        with serving() as url:
            yield url


def loaded(page, path):
    """{address: bytes} of what came over the network while the page was opened."""
    tools = page.context.new_cdp_session(page)
    tools.send("Network.enable")
    asked, came = {}, {}
    tools.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]}))
    tools.on("Network.loadingFinished", lambda event: came.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(path, wait_until="networkidle")
    return {asked[number]: int(size) for number, size in came.items() if number in asked and size}


def icon(page):
    """Chromium without a window never asks for the icon; a reader's browser does."""
    answer = page.request.get(page.locator("link[rel=icon]").get_attribute("href"))
    return {answer.url: len(answer.body()) + 400}


def heaviest():
    live = Edition.objects.live().select_related("page").filter(page__kind="article")
    return max((edition.specific for edition in live), key=lambda edition: len(edition.html)).page.path


def test_the_first_view_of_the_heaviest_article_is_light(reader):
    page = reader(PHONE)
    sizes = loaded(page, heaviest()) | icon(page)
    assert sum(sizes.values()) <= ALL_TOGETHER, sizes
    assert sum(size for address, size in sizes.items() if address.endswith(("/", ".css"))) <= PAGE_AND_STYLE, sizes


def test_the_first_view_of_the_heaviest_article_takes_few_requests(reader):
    page = reader(PHONE)
    sizes = loaded(page, heaviest()) | icon(page)
    assert len(sizes) <= REQUESTS, sizes


def test_what_was_loaded_once_is_not_loaded_again(reader):
    page = reader(PHONE)
    loaded(page, LONG)
    assert sum(loaded(page, LONG).values()) < 1000
    assert len(loaded(page, "/about/")) == 1


def test_a_script_that_is_asked_for_later_is_found_under_its_hashed_name(reader):
    page = reader(DESKTOP)
    page.goto("/glossary/")
    page.get_by_label("A medicine, a brand, a word").focus()
    expect(page.get_by_role("combobox", name="A medicine, a brand, a word")).to_be_focused()


# Nothing jumps ----------------------------------------------------------------------------------


def jumps(page, path):
    page.add_init_script(WATCH)
    page.goto(path, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(150)
    return page.evaluate("window.jumps")


@pytest.mark.parametrize("country", ["", KEEP_A_COUNTRY], ids=["everybody", "British"])
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_jumps(reader, screen, country):
    page = reader(screen, without=LETTERS)
    page.add_init_script(country)
    for path in ("/", LONG, OVERDUE, "/urgent/gb/"):
        assert jumps(page, path) == [], path


@pytest.mark.parametrize("screen", [DESKTOP, PHONE, {"width": 320, "height": 640}], ids=["desktop", "phone", "narrow"])
def test_nothing_jumps_when_the_scripts_come_late(reader, screen):
    def late(route):
        page.wait_for_timeout(300)
        route.continue_()

    page = reader(screen, without=LETTERS)
    page.context.route("**/public/*.*.js", late)
    page.add_init_script(KEEP_A_COUNTRY)
    for path in ("/", LONG):
        assert jumps(page, path) == [], path
        expect(page.locator(".emergency summary")).to_contain_text("(United Kingdom)")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_hardly_anything_jumps_when_the_letters_come_late(reader, screen):
    def late(route):
        page.wait_for_timeout(400)
        route.continue_()

    page = reader(screen)
    page.context.route(LETTERS, late)
    for path in ("/", LONG, "/about/"):
        assert sum(value for value, _what in jumps(page, path)) < HARDLY, path


def test_the_watch_sees_a_jump(reader):
    page = reader(PHONE, without=LETTERS)
    assert jumps(page, LONG) == []
    page.evaluate("document.querySelector('.site-header').style.paddingBottom = '9rem'")
    page.wait_for_function("() => window.jumps.length > 0")
