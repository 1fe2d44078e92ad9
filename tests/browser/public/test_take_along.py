"""Questions put on a list for an appointment: from a page and of one's own, changed, ordered, printed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.public.along import LIST, NIGHT, PAGE, WEAK, act, kept, rows, take, words, write
from tests.browser.public.readers import DESKTOP, PHONE
from tests.browser.public.test_axe import ALL, findings

pytestmark = pytest.mark.django_db

SCREENS = pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])


@pytest.fixture
def mine(reader):
    """The page with a list of three: "One?", "Two?" and "Three?"."""
    page = reader(DESKTOP)
    page.goto(LIST)
    write(page, "One?", "Two?", "Three?")
    return page


# From a page ------------------------------------------------------------------------------------


@SCREENS
def test_a_question_of_a_page_comes_on_the_list_with_where_it_came_from(reader, screen):
    page = reader(screen)
    take(page, WEAK)
    expect(page.locator(".take-along [role=status]")).to_have_text("On your list: 1.")
    page.locator(".take-along").get_by_role("link", name="My list").click()
    expect(rows(page)).to_have_count(1)
    row = rows(page).first
    expect(row.locator("[data-words]")).to_have_text(WEAK)
    link = row.get_by_role("link", name="When cancer in the bones hurts: What can I ask my team?")
    expect(link).to_have_attribute("href", PAGE)
    expect(row).to_contain_text(re.compile(r"Put on your list on \d+ \w+ 20\d\d\."))
    assert page.locator(".my-list [data-none]").is_hidden()


def test_all_questions_of_a_page_can_be_put_on_and_each_taken_off(reader):
    page = reader(DESKTOP)
    take(page, WEAK)
    page.get_by_role("button", name="Put all on my list").click()
    asked = page.locator(".take-along li").count()
    assert len(kept(page)) == asked > 5
    page.get_by_role("button", name=f"Take off my list: {WEAK}").click()
    expect(page.get_by_role("button", name=f"Put on my list: {WEAK}")).to_be_focused()
    assert len(kept(page)) == asked - 1


@SCREENS
def test_that_all_were_put_on_is_seen_while_the_questions_are_folded(reader, screen):
    page = reader(screen)
    page.goto(PAGE)
    part = page.locator(".take-along")
    part.scroll_into_view_if_needed()
    part.get_by_role("button", name="Put all on my list").click()
    expect(part.get_by_text(re.compile(r"On your list: \d+\."))).to_be_in_viewport()
    assert part.locator("[role=status]").bounding_box()["width"] > 20
    expect(part.get_by_role("link", name="All our questions, to print")).to_be_hidden()


@SCREENS
def test_what_was_removed_at_the_top_of_a_long_list_can_be_put_back_without_leaving_its_place(reader, screen):
    page = reader(screen)
    page.goto(LIST)
    write(page, *(f"Question {number}?" for number in range(12)))
    button = act(page, "Remove", "Question 0?")
    button.scroll_into_view_if_needed()
    was = page.evaluate("scrollY")
    button.click()
    expect(page.get_by_role("button", name="Put it back")).to_be_in_viewport()
    page.wait_for_timeout(300)
    assert abs(page.evaluate("scrollY") - was) < 150


def test_what_is_on_the_list_is_shown_so_on_the_next_visit(reader):
    page = reader(DESKTOP)
    take(page, WEAK)
    take(page)
    expect(page.get_by_role("button", name=f"Take off my list: {WEAK}")).to_be_visible()
    page.goto(LIST)
    page.get_by_role("button", name=f"Take off my list: {WEAK}").click()
    expect(rows(page)).to_have_count(0)
    page.get_by_role("button", name=f"Put on my list: {NIGHT}").click()
    assert words(page) == [NIGHT]


def test_the_script_comes_only_when_the_questions_are_near(reader):
    page = reader(PHONE)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(PAGE, wait_until="networkidle")
    assert not any("my-list" in url for url in asked)
    page.locator(".take-along").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Put all on my list")).to_be_visible()
    assert len([url for url in asked if "my-list" in url]) == 1


# On the list ------------------------------------------------------------------------------------


def test_own_questions_are_added_and_are_there_after_a_reload(mine):
    assert words(mine) == ["One?", "Two?", "Three?"]
    expect(mine.get_by_label("A question of your own")).to_be_focused()
    expect(mine.locator("[data-said]")).to_have_text("Put on your list.")
    mine.reload()
    expect(rows(mine)).to_have_count(3)
    write(mine, "   ")
    assert len(kept(mine)) == 3


def test_a_question_is_moved_by_keyboard_and_its_place_is_said(mine):
    up = act(mine, "Move up", "Three?")
    up.focus()
    mine.keyboard.press("Enter")
    assert words(mine) == ["One?", "Three?", "Two?"]
    expect(up).to_be_focused()
    expect(mine.locator("[data-said]")).to_have_text("Now number 2 of 3.")
    mine.keyboard.press("Enter")
    mine.keyboard.press("Enter")
    expect(mine.locator("[data-said]")).to_have_text("It is the first already.")
    expect(up).to_be_focused()
    act(mine, "Move down", "Three?").click()
    assert words(mine) == [one["words"] for one in kept(mine)] == ["One?", "Three?", "Two?"]


def test_a_question_is_changed_or_left_as_it_was(mine):
    act(mine, "Change", "Two?").click()
    field = mine.get_by_label("Your words")
    expect(field).to_be_focused()
    field.fill("Two and a half?")
    mine.keyboard.press("Escape")
    assert words(mine) == ["One?", "Two?", "Three?"]
    expect(act(mine, "Change", "Two?")).to_be_focused()
    act(mine, "Change", "Two?").click()
    field.fill("Two and a half?")
    mine.get_by_role("button", name="Keep", exact=True).click()
    assert words(mine) == [one["words"] for one in kept(mine)] == ["One?", "Two and a half?", "Three?"]
    expect(act(mine, "Change", "Two and a half?")).to_be_focused()


def test_a_question_of_a_page_that_was_changed_says_so_and_is_still_that_question(reader):
    page = reader(DESKTOP)
    take(page, WEAK)
    page.goto(LIST)
    expect(page.locator("[data-reworded]")).to_be_hidden()
    act(page, "Change", WEAK).click()
    page.get_by_label("Your words").fill("Is my hip weak?")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator("[data-reworded]")).to_have_text("Changed by you.")
    expect(page.get_by_role("button", name=f"Take off my list: {WEAK}")).to_be_visible()


def test_what_is_removed_can_be_put_back_where_it_was(mine):
    act(mine, "Remove", "Two?").click()
    assert words(mine) == ["One?", "Three?"]
    expect(mine.locator("[data-said]")).to_have_text("Removed: Two?")
    undo = mine.get_by_role("button", name="Put it back")
    expect(undo).to_be_focused()
    undo.press("Enter")
    assert words(mine) == [one["words"] for one in kept(mine)] == ["One?", "Two?", "Three?"]
    expect(undo).to_be_hidden()
    expect(act(mine, "Remove", "Two?")).to_be_focused()


def test_the_list_is_emptied_only_after_a_question(mine):
    empty = mine.locator(".my-list > .tools").get_by_role("button", name="Empty the list")
    empty.click()
    dialog = mine.get_by_role("dialog", name="Empty the list?")
    expect(dialog.get_by_role("button", name="Keep my list")).to_be_focused()
    dialog.get_by_role("button", name="Keep my list").click()
    empty.click()
    mine.keyboard.press("Escape")
    assert len(kept(mine)) == 3
    empty.click()
    dialog.get_by_role("button", name="Empty the list").click()
    expect(dialog).to_be_hidden()
    expect(rows(mine)).to_have_count(0)
    expect(mine.get_by_text("Nothing is on your list yet.")).to_be_visible()
    assert mine.evaluate("localStorage.length") == 0


def test_the_list_is_copied_as_text(reader, site):
    page = reader(DESKTOP)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    take(page, WEAK)
    page.goto(LIST)
    write(page, "One?")
    page.get_by_role("button", name="Copy it as text").click()
    expect(page.locator("[data-said]")).to_contain_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"1. {WEAK} (from “When cancer in the bones hurts: What can I ask my team?”)\n2. One?"


def test_where_nothing_can_be_copied_the_text_is_shown(reader):
    page = reader(DESKTOP)
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined});")
    page.goto(LIST)
    write(page, "One?")
    page.get_by_role("button", name="Copy it as text").click()
    expect(page.get_by_label("Your browser does not let us copy.")).to_have_value("1. One?")


def test_the_list_alone_is_printed(mine):
    mine.evaluate("""window.print = () => { window.printed = [getComputedStyle(document.querySelector('h1')).display,
        document.body.className]; }""")
    mine.emulate_media(media="print")
    expect(mine.get_by_role("heading", name="Questions from our pages")).to_be_visible()
    mine.evaluate("document.querySelector('[data-do=print]').click()")
    assert mine.evaluate("window.printed") == ["none", "only-my-list"]
    assert mine.locator(".answer").first.is_visible()
    expect(mine.locator("[data-today]")).to_have_text(re.compile(r"\d+ \w+ 20\d\d"))
    for part in ("h1", ".take-along-all", ".my-list button", ".my-list textarea", ".site-footer"):
        assert not any(one.is_visible() for one in mine.locator(part).all()), part
    mine.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(mine.get_by_role("heading", name="Questions from our pages")).to_be_visible()


def test_spaces_are_no_question_and_the_browser_says_so(mine):
    mine.get_by_label("A question of your own").fill("   ")
    mine.locator("[data-own] button").click()
    expect(mine.get_by_label("A question of your own")).to_be_focused()
    assert mine.evaluate("document.querySelector('#own-question:invalid') !== null")
    act(mine, "Change", "Two?").click()
    mine.get_by_label("Your words").fill("   ")
    mine.get_by_role("button", name="Keep", exact=True).click()
    expect(mine.get_by_label("Your words")).to_be_focused()
    assert words(mine) == ["One?", "Two?", "Three?"]


# Without scripts, and for everybody -------------------------------------------------------------


def test_without_scripts_all_questions_are_there_to_print(reader):
    page = reader(PHONE, java_script_enabled=False)
    page.goto(LIST)
    expect(page.get_by_text(WEAK)).to_be_visible()
    expect(page.get_by_role("heading", name="My list")).to_be_hidden()
    assert page.get_by_role("button", name="Put on my list").count() == 0
    page.get_by_label("Topic").select_option(label="Symptoms")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**/take-along/?topic=symptoms")
    expect(page.get_by_text(WEAK)).to_be_visible()
    page.goto(PAGE)
    page.locator(".take-along summary").click()
    expect(page.locator(".take-along").get_by_text(WEAK)).to_be_visible()
    assert page.locator(".take-along button:visible").count() == 0
    expect(page.locator(".take-along").get_by_role("link", name="My list")).to_be_hidden()
    expect(page.locator(".take-along").get_by_role("link", name="All our questions, to print")).to_be_visible()


@SCREENS
def test_axe_finds_nothing_on_a_list_in_use(reader, screen):
    page = reader(screen)
    take(page, WEAK)
    bad = findings(page, ALL)
    page.goto(LIST)
    write(page, "One?", "Two?")
    act(page, "Change", "One?").click()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        bad += findings(page, ALL)
    page.get_by_role("button", name="Leave it as it was").click()
    act(page, "Remove", "Two?").click()
    page.locator(".my-list > .tools").get_by_role("button", name="Empty the list").click()
    bad += findings(page, ALL)
    assert not bad
