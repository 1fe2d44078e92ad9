"""A page read aloud by the voice of the browser: what is read, where it is, and that no word leaves the device unasked.

Chromium without a window has no voice, so the tests bring one: it takes each text, and ends when the test says so.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.public.conftest import LONG, SHORT
from tests.browser.public.readers import DESKTOP, PHONE, ZOOMED
from tests.browser.public.test_axe import ALL, findings
from tests.browser.public.test_layout import TOO_WIDE

pytestmark = pytest.mark.django_db

PAGE = "/articles/bone-pain/"
LOCAL = "{name: 'Here', lang: 'en-GB', localService: true, default: false}"
REMOTE = "{name: 'Far', lang: 'en_US', localService: false, default: true}"
GERMAN = "{name: 'Anna', lang: 'de-DE', localService: true, default: true}"
VOICE = """(() => {
    const voices = [%s];
    let now = null;
    window.spoken = [];
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    const speech = Object.assign(new EventTarget(), {
        getVoices: () => window.late ? [] : voices,
        speak: said => { now = said; spoken.push([said.text, said.voice.name, said.lang, said.rate]); },
        cancel: () => { const old = now; now = null; setTimeout(() => old?.onerror?.({error: 'canceled'})); },
    });
    Object.defineProperty(window, 'speechSynthesis', {value: speech});
    window.end = () => now.onend();
    window.fail = () => now.onerror({error: 'synthesis-failed'});
    window.silent = () => now === null;
})();"""


@pytest.fixture
def listener(reader):
    """``listener(voices, address, screen)``: a page in a browser with these voices."""

    def listener(voices=LOCAL, address=PAGE, screen=DESKTOP, before="", **options):
        page = reader(screen, **options)
        page.add_init_script(before + VOICE % voices)
        page.goto(address)
        return page

    return listener


def listen(page):
    page.get_by_role("button", name="Listen").click()
    expect(page.get_by_role("group", name="Reading aloud")).to_be_visible()


def press(page, name):
    page.get_by_role("group", name="Reading aloud").get_by_role("button", name=name, exact=True).click()


def last(page):
    return page.evaluate("spoken.at(-1)[0]")


def to_the_end(page):
    """Everything that is read, from here to the end."""
    page.evaluate("() => { for (let left = 2000; left && !silent(); left--) end(); }")
    return page.evaluate("spoken.map(one => one[0])")


def test_the_title_comes_first_and_the_place_is_marked(listener):
    page = listener()
    listen(page)
    assert last(page) == "When cancer in the bones hurts"
    expect(page.locator("h1")).to_have_attribute("aria-current", "true")
    page.evaluate("end()")
    assert last(page).startswith("What helps with bone pain")
    expect(page.locator(".summary")).to_have_class(re.compile("being-read"))
    expect(page.locator("article [aria-current=true]")).to_have_count(1)


def test_the_words_are_read_and_no_numbers_of_sources_nor_the_list_of_them(listener):
    page = listener()
    listen(page)
    read = to_the_end(page)
    said = " ".join(read)
    for heading in page.locator(".words h2").all_inner_texts():
        assert heading in said or heading == "Sources"
    assert "Emergency: Call 112, 999 or 911 now if you" in said
    assert "Not urgent: Call your team" in said
    assert "[" not in said
    assert "doi.org" not in said
    assert "↑" not in said
    assert "minutes to read" not in said
    assert not [text for text in read if len(text) > 220]
    expect(page.get_by_role("button", name="Listen")).to_be_visible()
    expect(page.locator(".being-read")).to_have_count(0)


def test_every_sentence_of_the_words_is_read_once_in_its_order(listener):
    page = listener()
    listen(page)
    said = " ".join(to_the_end(page))
    at = 0
    for paragraph in page.locator(".body > p, .body li").all_inner_texts():
        plain = " ".join(re.sub(r"\s*\[\d+\]", "", paragraph).split())
        at = said.find(plain, at)
        assert at >= 0, plain
        at += len(plain)


def test_it_pauses_goes_on_in_the_same_sentence_and_stops(listener):
    page = listener()
    listen(page)
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    page.evaluate("end()")
    here = last(page)
    press(page, "Pause")
    assert page.evaluate("silent()")
    count = page.evaluate("spoken.length")
    press(page, "Go on")
    assert last(page) == here
    assert page.evaluate("spoken.length") == count + 1
    press(page, "Stop")
    assert page.evaluate("silent()")
    expect(page.get_by_role("group", name="Reading aloud")).to_have_count(0)
    expect(page.get_by_role("button", name="Listen")).to_be_focused()
    expect(page.locator("article [aria-current]")).to_have_count(0)


def test_it_goes_a_paragraph_on_and_back(listener):
    page = listener()
    listen(page)
    press(page, "Next")
    second = last(page)
    press(page, "Next")
    assert last(page) == "In short"
    press(page, "Back")
    assert last(page) == second
    press(page, "Back")
    press(page, "Back")
    assert last(page) == "When cancer in the bones hurts"


def test_the_speed_is_kept_on_the_device(listener):
    page = listener()
    listen(page)
    press(page, "Slower")
    expect(page.locator(".listening [role=status]")).to_have_text("Speed: 85 %")
    assert page.evaluate("spoken.at(-1)[3]") == 0.85
    page.reload()
    listen(page)
    assert page.evaluate("spoken.at(-1)[3]") == 0.85
    for _time in range(9):
        press(page, "Faster")
    assert page.evaluate("spoken.at(-1)[3]") == 1.8
    page.evaluate("localStorage.setItem('stage4-listen-rate', '99')")
    page.reload()
    listen(page)
    assert page.evaluate("spoken.at(-1)[3]") == 1


def test_the_page_follows_only_when_the_place_is_out_of_sight(listener):
    page = listener(reduced_motion="reduce")
    listen(page)
    at = page.evaluate("scrollY")
    press(page, "Next")
    assert page.evaluate("scrollY") == at
    for _time in range(14):
        press(page, "Next")
    expect(page.locator(".being-read")).to_be_in_viewport()
    assert page.evaluate("scrollY") > at


# Voices -----------------------------------------------------------------------------------------


def test_a_voice_on_the_device_is_preferred_and_of_the_language_of_the_page(listener):
    page = listener(f"{GERMAN}, {REMOTE}, {LOCAL}")
    listen(page)
    assert page.evaluate("spoken[0].slice(1, 3)") == ["Here", "en"]


@pytest.mark.parametrize("voices", ["", GERMAN], ids=["none", "of another language"])
def test_without_a_voice_for_the_page_nothing_is_offered(listener, voices):
    page = listener(voices)
    page.wait_for_timeout(200)
    expect(page.get_by_role("button", name="Listen")).to_have_count(0)


def test_without_speech_nothing_is_offered(reader):
    page = reader(DESKTOP)
    page.add_init_script("delete Window.prototype.speechSynthesis; delete window.speechSynthesis;")
    page.goto(PAGE)
    assert page.evaluate("window.speechSynthesis") is None
    expect(page.get_by_role("button", name="Listen")).to_have_count(0)


def test_voices_that_come_late_are_found(listener):
    page = listener(before="window.late = true;")
    expect(page.get_by_role("button", name="Listen")).to_have_count(0)
    page.evaluate("() => { window.late = false; speechSynthesis.dispatchEvent(new Event('voiceschanged')); }")
    listen(page)
    assert last(page) == "When cancer in the bones hurts"


def test_before_words_leave_the_device_the_reader_is_asked_once(listener):
    page = listener(REMOTE)
    listen(page)
    expect(page.get_by_text("it sends what it reads aloud to its maker")).to_be_visible()
    assert page.evaluate("spoken.length") == 0
    press(page, "Stop")
    expect(page.get_by_role("button", name="Listen")).to_be_focused()
    assert page.evaluate("spoken.length") == 0
    listen(page)
    press(page, "Read it aloud")
    assert page.evaluate("spoken[0][1]") == "Far"
    page.reload()
    listen(page)
    assert page.evaluate("spoken.length") == 1


def test_a_voice_that_fails_says_so_and_can_be_tried_again(listener):
    page = listener()
    listen(page)
    page.evaluate("fail()")
    expect(page.locator(".listening [role=status]")).to_have_text("The voice stopped. You can try again.")
    press(page, "Go on")
    assert page.evaluate("spoken.length") == 2


# At what cost, and for whom ---------------------------------------------------------------------


def test_two_presses_begin_one_reading(listener):
    page = listener()
    page.evaluate("const listen = document.querySelector('[data-listen]'); listen.click(); listen.click();")
    expect(page.get_by_role("group", name="Reading aloud")).to_have_count(1)
    page.wait_for_timeout(200)
    assert len(page.evaluate("spoken")) == 1


def test_its_scripts_come_with_the_first_press_and_not_before(listener):
    page = listener()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert not any("listen" in url for url in asked)
    listen(page)
    assert len([url for url in asked if "listen" in url]) == 2


def test_it_falls_silent_when_the_page_is_left(listener):
    page = listener()
    listen(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("silent()")


@pytest.mark.parametrize("address", [SHORT, "/glossary/trastuzumab/", "/experts/jay-k-harness/"])
def test_it_reads_terms_people_and_short_versions(listener, address):
    page = listener(address=address)
    listen(page)
    assert last(page) == page.locator("h1").inner_text()
    page.evaluate("end()")
    assert page.locator(".words .being-read").count() == 1


@pytest.mark.parametrize("screen", [DESKTOP, PHONE, ZOOMED], ids=["desktop", "phone", "zoomed"])
def test_the_controls_fit_and_axe_finds_nothing(listener, screen):
    page = listener(screen=screen, address=LONG)
    listen(page)
    bad = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        bad += findings(page, ALL)
    assert not bad
    assert page.evaluate(TOO_WIDE) == [False]
    page.emulate_media(media="print")
    expect(page.get_by_role("group", name="Reading aloud")).to_be_hidden()
