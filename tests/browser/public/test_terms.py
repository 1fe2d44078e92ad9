"""Words explained in place, and names suggested while typing: by mouse, keyboard, touch, and without scripts."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.public.readers import DESKTOP, PHONE
from tests.browser.public.test_axe import findings

pytestmark = pytest.mark.django_db

PAGE = "/articles/her2-targeted-therapy/"
SCREENS = pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])


def first_word(page):
    page.goto(PAGE)
    return page.locator("a.term").first


def definition(page):
    return page.locator(".definition:popover-open")


def is_focused(locator):
    return locator.evaluate("one => document.activeElement === one")


# Definitions ------------------------------------------------------------------------------------


def leads_to(definition):
    """Where the definition that is open says that there is more."""
    return definition.get_by_role("link").get_attribute("href")


@pytest.mark.parametrize("how", ["click", "Enter", "tap"])
def test_a_word_opens_its_definition_in_place(reader, how):
    page = reader(DESKTOP, has_touch=True)
    word = first_word(page)
    expect(word).to_have_attribute("aria-expanded", "false")
    expect(word).to_have_attribute("aria-haspopup", "dialog")
    {"click": word.click, "tap": word.tap, "Enter": lambda: word.press("Enter")}[how]()
    expect(definition(page)).to_have_count(1)
    assert leads_to(definition(page)) == word.get_attribute("href")
    expect(word).to_have_attribute("aria-expanded", "true")
    assert is_focused(definition(page))
    assert page.url.endswith(PAGE)
    more = definition(page).get_by_role("link")
    expect(more).to_have_attribute("href", word.get_attribute("href"))


def test_escape_closes_it_and_the_focus_comes_back_to_the_word(reader):
    page = reader(DESKTOP)
    word = first_word(page)
    for inside in (False, True):
        word.press("Enter")
        expect(definition(page)).to_have_count(1)
        if inside:
            page.keyboard.press("Tab")
            assert is_focused(definition(page).get_by_role("link"))
        page.keyboard.press("Escape")
        expect(definition(page)).to_have_count(0)
        expect(word).to_have_attribute("aria-expanded", "false")
        expect(word).to_be_focused()


def test_a_click_outside_closes_it(reader):
    page = reader(DESKTOP)
    word = first_word(page)
    word.click()
    expect(definition(page)).to_have_count(1)
    page.mouse.click(5, 5)
    expect(definition(page)).to_have_count(0)
    expect(word).to_have_attribute("aria-expanded", "false")
    expect(word).to_be_focused()


def test_another_word_closes_the_first_and_opens_its_own(reader):
    page = reader(DESKTOP)
    first = first_word(page)
    other = page.locator(f"a.term:not([href='{first.get_attribute('href')}'])").first
    first.click()
    other.press("Enter")
    expect(definition(page)).to_have_count(1)
    assert leads_to(definition(page)) == other.get_attribute("href")
    expect(first).to_have_attribute("aria-expanded", "false")
    expect(other).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(other).to_be_focused()


def test_each_word_of_the_page_opens_a_definition_of_its_own(reader):
    page = reader(DESKTOP)
    first_word(page)
    for word in page.locator("a.term").all():
        word.press("Enter")
        assert leads_to(definition(page)) == word.get_attribute("href")
        page.keyboard.press("Escape")


def test_a_modified_click_is_a_click_on_a_link(reader):
    page = reader(DESKTOP)
    word = first_word(page)
    with page.context.expect_page() as opened:
        word.click(modifiers=["Control"])
    opened.value.wait_for_url(f"**{word.get_attribute('href')}")
    expect(definition(page)).to_have_count(0)


def test_more_leads_to_the_page_of_the_term(reader):
    page = reader(DESKTOP)
    word = first_word(page)
    address = word.get_attribute("href")
    word.click()
    definition(page).get_by_role("link").click()
    page.wait_for_url(f"**{address}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("options", [{"java_script_enabled": False}, {"without": "**/static/**/*.js"}])
def test_without_scripts_a_word_is_a_link_to_its_term(reader, options):
    page = reader(PHONE, **options)
    word = first_word(page)
    address = word.get_attribute("href")
    expect(page.locator(".definition").first).to_be_hidden()
    word.click()
    page.wait_for_url(f"**{address}")


def test_paper_shows_no_definitions(reader):
    page = reader(DESKTOP)
    word = first_word(page)
    page.emulate_media(media="print")
    assert page.locator(".definition").evaluate_all("all => all.every(one => !one.checkVisibility())")
    page.emulate_media(media="screen")
    word.click()
    page.emulate_media(media="print")
    assert page.locator(".definition").evaluate_all("all => all.every(one => !one.checkVisibility())")


@SCREENS
def test_every_definition_is_within_the_screen(reader, screen):
    page = reader(screen)
    first_word(page)
    for word in page.locator("a.term").all():
        word.press("Enter")
        box = definition(page).bounding_box()
        assert box["x"] >= 0 and box["y"] >= 0
        assert box["x"] + box["width"] <= screen["width"]
        assert box["y"] + box["height"] <= screen["height"]
        page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@SCREENS
def test_axe_finds_nothing_with_an_open_definition(reader, screen):
    page = reader(screen)
    first_word(page).click()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        expect(definition(page)).to_have_count(1)
        assert findings(page) == []


# Suggestions ------------------------------------------------------------------------------------


def typed(page, letters="trastuz"):
    page.goto("/glossary/")
    box = page.locator("#find-term")
    box.press_sequentially(letters)
    expect(box).to_have_role("combobox")
    return box, page.locator(".find [role=option]")


def suggesting(request):
    return urlsplit(request.url).path.endswith("/suggest.js")


def test_the_script_of_suggestions_comes_once_with_the_focus_and_not_before(reader):
    page = reader(DESKTOP)
    asked = []
    page.on("request", lambda request: suggesting(request) and asked.append(request.url))
    page.goto("/glossary/", wait_until="networkidle")
    box = page.locator("#find-term")
    expect(box).to_have_role("searchbox")
    assert asked == []
    for _time in range(2):
        box.focus()
        expect(box).to_have_role("combobox")
        box.blur()
    assert len(asked) == 1
    assert page.locator(".find [role=listbox]").count() == 1


def test_what_was_typed_before_the_script_came_is_answered(reader):
    page = reader(DESKTOP)
    page.context.route("**/suggest.js", lambda route: (page.wait_for_timeout(500), route.continue_()))
    page.goto("/glossary/")
    page.get_by_label("A medicine, a brand, a word").press_sequentially("trastuz", no_wait_after=True)
    expect(page.locator(".find [role=option]").first).to_be_visible()


def test_names_are_suggested_while_typing_and_chosen_by_keyboard(reader):
    page = reader(DESKTOP)
    box, options = typed(page)
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_have_attribute("aria-controls", page.locator(".find [role=listbox]").get_attribute("id"))
    expect(page.locator(".find [role=status]")).to_contain_text(str(options.count()))
    last = options.count() - 1
    for key, chosen in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", last), ("ArrowDown", 0)):
        box.press(key)
        expect(options.nth(chosen)).to_have_attribute("aria-selected", "true")
        expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
        expect(box).to_have_attribute("aria-activedescendant", options.nth(chosen).get_attribute("id"))
    expect(box).to_be_focused()
    box.press("Enter")
    page.wait_for_url("**/glossary/trastuzumab/")


def test_names_do_not_change_while_one_is_chosen(reader):
    page = reader(DESKTOP)
    box, options = typed(page, "trast")
    expect(options.first).to_be_visible()
    before = options.all_inner_texts()
    box.press_sequentially("uzumab d")
    box.press("ArrowDown")
    page.wait_for_timeout(800)
    assert options.all_inner_texts() == before
    expect(options.first).to_have_attribute("aria-selected", "true")


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(reader):
    page = reader(DESKTOP)
    box, options = typed(page)
    expect(options.first).to_be_visible()
    box.press("Escape")
    expect(page.locator(".find [role=listbox]")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("trastuz")
    box.press("ArrowDown")
    expect(options.first).to_be_visible()
    box.press("Tab")
    expect(page.locator(".find [role=listbox]")).to_be_hidden()


@SCREENS
def test_a_suggestion_is_chosen_by_a_click(reader, screen):
    page = reader(screen, has_touch=screen == PHONE)
    _box, options = typed(page, "hercep")
    option = options.filter(has_text=re.compile("^Herceptin → trastuzumab$"))
    (option.tap if screen == PHONE else option.click)()
    page.wait_for_url("**/glossary/trastuzumab/")


def test_enter_without_a_choice_sends_the_form(reader):
    page = reader(DESKTOP)
    box, options = typed(page, "tamoxafen")
    expect(options.first).to_have_text("tamoxifen")
    box.press("Enter")
    page.wait_for_url("**/glossary/?q=tamoxafen")
    expect(page.get_by_role("heading", name="You looked for “tamoxafen”")).to_be_visible()
    expect(page.get_by_role("link", name="tamoxifen", exact=True).first).to_be_visible()


def test_without_scripts_the_search_is_a_form(reader):
    page = reader(PHONE, java_script_enabled=False)
    page.goto("/glossary/")
    page.get_by_label("A medicine, a brand, a word").fill("Herceptin")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/glossary/trastuzumab/")


@SCREENS
def test_axe_finds_nothing_with_open_suggestions(reader, screen):
    page = reader(screen)
    box, options = typed(page)
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert findings(page) == []
