"""Every public page by keyboard alone: in order, with the focus always to be seen."""

import pytest

from tests.browser.public.conftest import LONG
from tests.browser.public.readers import DESKTOP, PHONE, ZOOMED

pytestmark = pytest.mark.django_db

BUTTON = "On this page"
# The element that has the focus: what it is, and what is wrong with how it shows. None for the page itself.
FOCUSED = """() => {
    const one = document.activeElement;
    if (!one || one === document.body || one === document.documentElement) return null;
    const wrong = [];
    const style = getComputedStyle(one);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) wrong.push('no outline');
    for (const {left, top, width, height} of one.getClientRects()) {
        if (!width || !height) continue;
        const [x, y] = [left + width / 2, top + height / 2];
        const there = document.elementFromPoint(x, y);
        if (!there) wrong.push(`out of sight at ${x}, ${y}`);
        else if (!one.contains(there)) wrong.push(`covered by ${there.outerHTML.slice(0, 120)}`);
    }
    return {is: one.outerHTML.slice(0, 160), wrong};
}"""
REACHABLE = """() => [...document.querySelectorAll('a[href], button, summary, select, input, textarea')].filter(one =>
    one.checkVisibility({visibilityProperty: true}) && !one.closest('details:not([open]) > :not(summary)')).length"""
MARKED = "place => document.querySelector('.contents [aria-current]')?.hash === place"


def walk(page, most=400):
    """Every element that Tab reaches, from the top of the page to its end."""
    reached = []
    for _press in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or (reached and focused["is"] == reached[0]["is"]):
            return reached
        reached.append(focused)
    raise AssertionError("Tab never came to the end")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE, ZOOMED], ids=["desktop", "phone", "zoomed"])
def test_the_focus_reaches_everything_and_is_never_hidden(reader, screen):
    page = reader(screen, reduced_motion="reduce")
    page.goto(LONG)
    # What stands beside questions comes when they are near, a moment later: here before the walk.
    page.locator("[data-questions]").scroll_into_view_if_needed()
    page.locator("[data-questions] button").first.wait_for()
    reached = walk(page)
    assert [one for one in reached if one["wrong"]] == []
    assert len(reached) == page.evaluate(REACHABLE)


@pytest.mark.parametrize("screen", [DESKTOP, ZOOMED], ids=["desktop", "zoomed"])
def test_the_focus_is_never_hidden_in_the_opened_emergency_box(reader, screen):
    page = reader(screen, reduced_motion="reduce")
    page.goto("/")
    tab_to(page, "SUMMARY")
    page.keyboard.press("Enter")
    reached = walk(page)
    assert [one for one in reached if one["wrong"]] == []
    assert sum("/urgent/" in one["is"] for one in reached) > 6


def test_this_walk_sees_what_is_hidden(reader):
    page = reader(PHONE, reduced_motion="reduce")
    page.goto(LONG)
    page.evaluate("""() => {
        document.querySelector('.emergency').style.cssText = 'position: fixed; inset: 0 0 auto; height: 50vh';
        document.querySelector('.tools a').style.outline = 'none';
    }""")
    wrong = [words for one in walk(page) for words in one["wrong"]]
    assert any(words.startswith("covered by") for words in wrong)
    assert "no outline" in wrong


def tab_to(page, tag, most=20):
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == tag:
            return
    raise AssertionError(f"Tab never reached {tag}")


def words_of_focus(page):
    return page.evaluate("document.activeElement.innerText").strip()


def test_tab_goes_through_the_head_of_a_page_in_the_order_in_which_it_is_read(reader):
    page = reader(DESKTOP)
    page.goto(LONG)
    order = []
    for _press in range(14):
        page.keyboard.press("Tab")
        order.append(words_of_focus(page))
    contents = page.locator(".contents a").all_inner_texts()
    menu = page.get_by_role("navigation", name="Main").get_by_role("link").all_inner_texts()
    assert order[0] == "Skip to the text"
    assert order[1 : 2 + len(menu)] == ["Stage 4, explained", *menu]
    assert order[2 + len(menu) : 4 + len(menu)] == ["", "Search"]
    assert order[4 + len(menu)].startswith("In an emergency call 112, 999 or 911")
    first = order.index(contents[0])
    assert order[first:] == contents[: len(order) - first]
    assert all("/topics/" in link for link in kickers(page)[: first - 5 - len(menu)])


def kickers(page):
    return [link.get_attribute("href") for link in page.locator(".kicker a").all()]


def test_the_skip_link_comes_first_and_leads_past_everything(reader, addresses):
    page = reader(DESKTOP, reduced_motion="reduce")
    for address in addresses:
        page.goto(address)
        page.keyboard.press("Tab")
        assert words_of_focus(page) == "Skip to the text", address
        assert page.evaluate(FOCUSED)["wrong"] == []
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main", address
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('header.site-header, .emergency')"), address


def test_the_emergency_box_opens_by_keyboard_and_a_country_can_be_chosen(reader):
    page = reader(DESKTOP)
    page.goto(LONG)
    tab_to(page, "SUMMARY")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.open")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    page.keyboard.type("Ire")
    assert "112 or 999 (Ireland)" in page.locator(".emergency summary").inner_text()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert not page.evaluate("document.activeElement.parentElement.open")


# The list of contents ---------------------------------------------------------------------------


def is_open(page):
    return page.evaluate("document.querySelector('.contents').matches(':popover-open')")


@pytest.fixture
def at_the_button(reader):
    page = reader(PHONE, reduced_motion="reduce")
    page.goto(LONG)
    button = page.get_by_role("button", name=BUTTON)
    button.focus()
    return page


def test_on_a_phone_the_contents_open_and_escape_gives_the_focus_back(at_the_button):
    page = at_the_button
    assert not is_open(page)
    page.keyboard.press("Enter")
    assert is_open(page)
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('.contents'))")
    assert page.evaluate(FOCUSED)["wrong"] == []
    page.keyboard.press("Escape")
    assert not is_open(page)
    assert words_of_focus(page) == BUTTON


def test_on_a_phone_choosing_a_place_closes_the_contents_and_moves_there(at_the_button):
    page = at_the_button
    page.keyboard.press("Enter")
    for _press in range(3):
        page.keyboard.press("Tab")
    chosen = page.evaluate("document.activeElement.hash.slice(1)")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#{chosen}")
    assert not is_open(page)
    top = page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", chosen)
    assert 0 <= top < PHONE["height"] / 2
    page.keyboard.press("Tab")
    after = "id => !!(document.getElementById(id).compareDocumentPosition(document.activeElement) & 4)"
    assert page.evaluate(after, chosen)
    assert page.evaluate(FOCUSED)["wrong"] == []


def test_the_contents_mark_the_place_where_the_reader_is(reader):
    page = reader(DESKTOP, reduced_motion="reduce")
    page.goto(LONG)
    assert page.locator(".contents [aria-current]").count() == 0
    places = [link.get_attribute("href") for link in page.locator(".contents a").all()]
    for place in (places[2], places[0], places[-2]):
        page.evaluate("id => document.getElementById(id).scrollIntoView()", place[1:])
        page.wait_for_function(MARKED, arg=place)
        marked = page.locator(".contents [aria-current]")
        assert marked.count() == 1
        assert marked.get_attribute("aria-current") == "location"
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_function(
        "place => document.querySelector('.contents [aria-current]')?.hash === place", arg=places[-1]
    )


def test_beside_a_wide_page_the_contents_are_there_without_a_button(reader):
    page = reader(DESKTOP)
    page.goto(LONG)
    assert not page.get_by_role("button", name=BUTTON).is_visible()
    assert page.locator(".contents").is_visible()
    page.evaluate("scrollTo(0, 2000)")
    top = page.evaluate("document.querySelector('.contents').getBoundingClientRect().top")
    assert 0 <= top < 100
