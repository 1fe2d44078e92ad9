"""The search field in the head of every page: names while typing, by keyboard alone; a plain form without scripts."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.public.readers import DESKTOP, PHONE
from tests.browser.public.test_axe import findings

pytestmark = pytest.mark.django_db

PAGE = "/articles/her2-targeted-therapy/"
SCREENS = pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])


@pytest.fixture
def asked(reader):
    """``asked(page)``: the paths that a page has asked for from now on, as they come."""

    def asked(page):
        paths = []
        page.on("request", lambda request: paths.append(urlsplit(request.url).path))
        return paths

    return asked


def field(page):
    return page.locator("#site-search")


def options(page):
    return page.locator(".site-search [role=option]")


def reached_by_tab(page, most=20):
    """The field, which Tab alone reached."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "site-search":
            return field(page)
    raise AssertionError("Tab never reached the field")


def test_its_script_comes_with_the_focus_and_not_before(reader, asked):
    page = reader(DESKTOP)
    paths = asked(page)
    page.goto(PAGE, wait_until="networkidle")
    expect(field(page)).to_have_role("searchbox")
    assert not [path for path in paths if path.endswith("/suggest.js")]
    for _time in range(2):
        field(page).focus()
        expect(field(page)).to_have_role("combobox")
        field(page).blur()
    assert len([path for path in paths if path.endswith("/suggest.js")]) == 1


def test_nothing_is_asked_before_two_letters(reader, asked):
    page = reader(DESKTOP)
    page.goto(PAGE)
    field(page).focus()
    expect(field(page)).to_have_role("combobox")
    paths = asked(page)
    field(page).press_sequentially("h")
    page.wait_for_timeout(400)
    assert paths == []
    expect(options(page)).to_have_count(0)
    field(page).press_sequentially("er")
    expect(options(page).first).to_be_visible()
    assert {*paths} == {"/search/names.json"}


def test_by_keyboard_alone_a_reader_gets_from_an_article_to_a_medicine(reader):
    page = reader(DESKTOP)
    page.goto(PAGE)
    box = reached_by_tab(page)
    expect(box).to_have_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("hercep")
    expect(options(page).first).to_have_text("Herceptin → trastuzumab")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_have_attribute("aria-autocomplete", "list")
    expect(box).to_have_attribute("aria-controls", page.get_by_role("listbox").get_attribute("id"))
    expect(page.locator(".site-search [role=status]")).to_contain_text(str(options(page).count()))
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", options(page).first.get_attribute("id"))
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/trastuzumab/")


def test_escape_closes_the_list_and_keeps_what_was_typed_and_enter_searches(reader):
    page = reader(DESKTOP)
    page.goto(PAGE)
    reached_by_tab(page)
    page.keyboard.type("hercep")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field(page)).to_have_value("hercep")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=hercep")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_large_field_of_the_search_page_suggests_as_well(reader):
    page = reader(DESKTOP)
    page.goto("/search/")
    page.locator("#search").press_sequentially("trastuz")
    expect(page.locator("#search-list [role=option]").first).to_be_visible()
    expect(page.get_by_role("combobox")).to_have_count(1)


def test_two_fields_on_one_page_have_a_list_each(reader):
    page = reader(DESKTOP)
    page.goto("/glossary/")
    field(page).press_sequentially("trastuz")
    expect(options(page).first).to_be_visible()
    expect(page.locator("#find-term-list [role=option]")).to_have_count(0)
    ids = page.locator("[id]").evaluate_all("all => all.map(one => one.id)")
    assert len(ids) == len({*ids})


@SCREENS
def test_a_suggestion_is_chosen_by_a_click_or_a_tap(reader, screen):
    page = reader(screen, has_touch=screen == PHONE)
    page.goto(PAGE)
    field(page).press_sequentially("hercep")
    option = options(page).first
    (option.tap if screen == PHONE else option.click)()
    page.wait_for_url("**/glossary/trastuzumab/")


@pytest.mark.parametrize(
    "more", [{"java_script_enabled": False}, {"without": "**/static/**/*.js"}], ids=["off", "lost"]
)
def test_without_scripts_it_is_a_form_that_searches(reader, more):
    page = reader(PHONE, **more)
    page.goto(PAGE)
    field(page).fill("Herceptin")
    page.locator(".site-search button").click()
    page.wait_for_url("**/search/?q=Herceptin")
    expect(page.locator(".results h2 a").first).to_have_attribute("href", "/glossary/trastuzumab/")
    page.locator(".facets summary").click()
    page.locator(".facets a").nth(1).click()
    page.wait_for_url("**/search/?q=Herceptin&**")


@SCREENS
def test_axe_finds_nothing_on_the_pages_of_the_search(reader, screen):
    page = reader(screen)
    for address in (
        "/search/",
        "/search/?q=herceptin",
        "/search/?q=tamoxafen",
        "/search/?q=qwxzkjv",
        "/search/?q=a+b+c",
    ):
        page.goto(address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert findings(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


@SCREENS
def test_axe_finds_nothing_with_open_suggestions(reader, screen):
    page = reader(screen)
    page.goto(PAGE)
    field(page).press_sequentially("trastuz")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert findings(page) == []
    box = page.get_by_role("listbox").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= screen["width"]
