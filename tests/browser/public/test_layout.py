"""From 320 px to a wide screen, zoomed, with other colours, without movement, on paper: always all of the words."""

import pytest

from editions.models import Edition
from tests.browser.public.conftest import LONG, NOT_THERE, OVERDUE, SHORT, SIGN_IN
from tests.browser.public.readers import DESKTOP, PHONE, ZOOMED

pytestmark = pytest.mark.django_db

# What stands out of the screen to the right: the page itself, or an element that cannot be scrolled to.
TOO_WIDE = """() => {
    const wide = document.documentElement.clientWidth;
    const out = [...document.body.querySelectorAll('*')].filter(one => one.checkVisibility()
        && one.getBoundingClientRect().right > wide + 1 && !one.closest('.table, pre'));
    return [document.documentElement.scrollWidth > wide, ...out.slice(0, 3).map(one => one.outerHTML.slice(0, 120))];
}"""
# https://www.w3.org/TR/WCAG22/#text-spacing
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(one => one.checkVisibility()
    && !one.closest('.visually-hidden, .contents') && getComputedStyle(one).overflow !== 'visible'
    && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
    && !one.matches('.table, pre, select, option')).map(one => one.outerHTML.slice(0, 120))"""


def too_wide(page, addresses):
    for address in addresses:
        page.goto(address)
        if (found := page.evaluate(TOO_WIDE)) != [False]:
            yield address, found


def test_no_page_scrolls_sideways_on_the_narrowest_screen(reader, addresses):
    page = reader(ZOOMED)
    assert list(too_wide(page, [*addresses, *NOT_THERE])) == []


@pytest.mark.parametrize("width", [360, 768, 1023, 1024, 2560])
def test_a_page_fits_every_width(reader, width):
    page = reader({"width": width, "height": 800})
    assert list(too_wide(page, ["/", LONG, "/urgent/gb/"])) == []


def test_what_is_opened_fits_the_narrowest_screen(reader):
    page = reader(ZOOMED)
    page.goto(LONG)
    page.locator(".emergency summary").click()
    page.get_by_label("Show on every page").select_option("GB")
    assert page.evaluate(TOO_WIDE) == [False]
    page.get_by_role("button", name="On this page").click()
    assert page.evaluate(TOO_WIDE) == [False]
    box = page.locator(".contents").bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= ZOOMED["height"]


def test_a_link_above_the_title_that_has_no_room_begins_at_the_edge(reader):
    page = reader(PHONE)
    page.goto("/videos/scan-words/")
    boxes = [one.bounding_box() for one in page.locator(".kicker a").all()]
    rows = {box["y"]: box["x"] for box in reversed(boxes)}  # of each row the first link's left edge
    assert len(rows) > 1
    assert set(rows.values()) == {boxes[0]["x"]}


def test_wider_spacing_of_the_text_cuts_nothing_off(reader, addresses):
    page = reader({"width": 320, "height": 800}, bypass_csp=True)
    for address in addresses:
        page.goto(address)
        page.add_style_tag(content=SPACED)
        assert page.evaluate(TOO_WIDE) == [False], address
        assert page.evaluate(CUT_OFF) == [], address


def test_a_line_never_grows_beyond_what_eyes_follow(reader):
    page = reader({"width": 2560, "height": 1200})
    page.goto(LONG)
    longest = page.evaluate("""() => Math.max(...[...document.querySelectorAll('.body p')].map(one =>
        one.getBoundingClientRect().width / parseFloat(getComputedStyle(one).fontSize)))""")
    assert 25 < longest < 34  # em; a letter takes about half of one


@pytest.mark.parametrize("address", ["/", LONG, SHORT, "/take-along/"])
def test_larger_letters_in_the_browser_make_everything_larger(reader, address):
    """Sizes follow the reader's own setting, here twice the usual one."""
    page = reader({"width": 640, "height": 900}, bypass_csp=True)
    page.goto(address)
    size = "parseFloat(getComputedStyle(document.querySelector('main p, main li')).fontSize)"
    before = page.evaluate(size)
    page.add_style_tag(content="html { font-size: 237.5% !important; }")
    assert page.evaluate(size) >= 1.9 * before
    assert page.evaluate(TOO_WIDE) == [False]
    assert page.evaluate(CUT_OFF) == []


# What readers ask of their browser --------------------------------------------------------------


def test_with_the_readers_own_colours_boxes_keep_their_edges(reader):
    page = reader(DESKTOP, forced_colors="active", reduced_motion="reduce")
    page.goto(LONG)
    style = "([at, name]) => getComputedStyle(document.querySelector(at))[name]"
    for box in (".in-short", ".banner"):
        assert page.evaluate(style, [box, "borderTopStyle"]) == "solid", box
    page.evaluate("document.getElementById('sources').scrollIntoView()")
    page.wait_for_selector(".contents [aria-current]")
    here, elsewhere = (
        page.evaluate(style, [f".contents a{which}", "borderLeftColor"])
        for which in ("[aria-current]", ":not([aria-current])")
    )
    assert here != elsewhere
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_nothing_moves_for_those_who_ask_for_less(reader):
    how = "getComputedStyle(document.documentElement).scrollBehavior"
    page = reader(DESKTOP)
    page.goto(LONG)
    assert page.evaluate(how) == "smooth"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(how) == "auto"
    moving = """[...document.querySelectorAll('*')].filter(one => {
        const style = getComputedStyle(one);
        return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0;
    }).length"""
    assert page.evaluate(moving) == 0


def test_the_dark_is_dark(reader):
    page = reader(PHONE, color_scheme="dark")
    page.goto("/")
    colours = page.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
    paper, ink = (sum(int(part) for part in colour[4:-1].split(",")) / 3 for colour in colours)
    assert paper < 60
    assert ink > 200


# Paper ------------------------------------------------------------------------------------------

ON_PAPER = "() => document.body.innerText"
GONE = (".skip", ".site-header nav", ".site-footer", ".contents", ".contents-button", ".tools", ".emergency select")


@pytest.mark.parametrize("address", [LONG, "/urgent/gb/", OVERDUE])
def test_a_printed_page_is_its_words_and_how_to_check_them_later(reader, address):
    edition = Edition.objects.live().get(page__addresses__path=address)
    page = reader({"width": 794, "height": 1123})
    page.goto(address)
    page.emulate_media(media="print")
    for part in GONE:
        assert not any(one.is_visible() for one in page.locator(part).all()), part
    said = page.evaluate(ON_PAPER)
    foot = page.locator(".print-sheet").inner_text()
    assert said.rstrip().endswith(foot.rstrip())
    today = page.evaluate("new Date().toLocaleDateString('en-GB', {day: 'numeric', month: 'long', year: 'numeric'})")
    assert f"edition {edition.number}, seal {edition.seal[:8]} · as it was on {today}" in foot
    assert address in foot
    assert "Demonstration. No clinician has reviewed" in said
    assert "112, 999 or 911" in said
    assert edition.title in said
    assert ("was due for review" in said) is (address == OVERDUE)


def test_a_printed_page_gives_each_address_once(reader):
    page = reader({"width": 794, "height": 1123})
    page.emulate_media(media="print")
    for address in (LONG, OVERDUE, "/urgent/gb/"):
        page.goto(address)
        said = page.evaluate(ON_PAPER).split()
        sources = [link.get_attribute("href") for link in page.locator(".source-link").all()]
        assert sources
        assert [source for source in sources if said.count(source) != 1] == [], address


def test_a_page_can_be_printed_by_its_button(reader):
    page = reader(PHONE)
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(LONG)
    page.get_by_role("button", name="Print this page").click()
    assert page.evaluate("window.printed")


def test_signing_in_fits_a_narrow_screen(reader):
    page = reader(ZOOMED)
    assert list(too_wide(page, [SIGN_IN])) == []
    page.context.clear_cookies()
