"""The player of a film: nothing is asked for before a reader presses play; the transcript goes with the speech."""

import pytest
from playwright.sync_api import expect

from tests.browser.films.conftest import HELD, elsewhere, media, until
from tests.browser.public.test_axe import ALL, findings

pytestmark = pytest.mark.django_db(transaction=True)


def spoken(page):
    return page.locator(".said[aria-current]")


def test_a_film_of_ours_plays_with_captions_after_play_was_pressed_and_not_before(ours, watch):
    page, asked = watch(ours)
    assert media(asked) == []
    page.get_by_role("button", name="Play").click()
    expect(page.locator("video")).to_be_focused()
    until(page, "document.querySelector('video').currentTime > 0.2")
    shown = page.evaluate("[...document.querySelector('video').textTracks].map(t => [t.kind, t.mode, t.cues?.length])")
    assert shown[0] == ["captions", "showing", 3]  # two, and a correction
    assert len({address.rpartition(".")[2] for address in media(asked)}) == 2
    expect(spoken(page)).to_have_count(1)


def test_the_keyboard_plays_it(ours, watch):
    page, _asked = watch(ours)
    page.locator(".film-poster").focus()
    page.keyboard.press("Space")
    until(page, "document.querySelector('video')?.currentTime > 0.1")
    page.keyboard.press("Space")  # of the browser's own player
    until(page, "document.querySelector('video').paused")


def test_a_click_on_a_line_goes_there_and_the_line_is_marked(ours, watch):
    page, _asked = watch(ours)
    page.locator("#at-3 .at").click()  # before anything plays
    until(page, "document.querySelector('video')?.currentTime >= 3")
    expect(page.locator("#at-3")).to_have_attribute("aria-current", "true")
    page.locator("#at-1 .at").click()
    until(page, "(t => t >= 1 && t < 3)(document.querySelector('video').currentTime)")
    expect(page.locator("#at-1")).to_have_attribute("aria-current", "true")
    expect(spoken(page)).to_have_count(1)


def test_a_chapter_goes_to_its_time(ours, watch):
    page, _asked = watch(ours)
    page.get_by_role("link", name="Whom to tell").last.click()
    until(page, "document.querySelector('video')?.currentTime >= 2")
    assert page.url.endswith("#chapter-2")


def test_words_are_found_in_the_transcript(ours, watch):
    page, _asked = watch(ours)
    field, said = page.get_by_label("Find in the transcript"), page.locator(".film-find [role=status]")
    field.fill("PAIN")
    expect(said).to_have_text("Place 1 of 2")
    expect(page.locator(".transcript mark")).to_have_count(2)
    field.press("Enter")
    field.press("Enter")
    expect(said).to_have_text("Place 2 of 2")
    expect(page.locator("#at-1 mark")).to_be_in_viewport()
    field.fill("nothing of this")
    expect(said).to_have_text("Not in this transcript.")
    field.press("Escape")
    expect(page.locator(".transcript mark")).to_have_count(0)
    assert page.locator("#at-1").inner_text() == "0:01 Ella: Tell your team. Pain can wait for nobody."


def test_without_scripts_there_are_the_browsers_own_player_and_the_transcript(ours, watch):
    page, _asked = watch(ours, java_script_enabled=False)
    expect(page.locator("video[controls][preload=none] track[default]")).to_have_count(1)
    expect(page.locator(".film-poster")).to_be_hidden()
    expect(page.locator("#at-4")).to_be_visible()


def test_without_scripts_words_are_found_by_the_server(ours, watch):
    page, _asked = watch(ours, java_script_enabled=False)
    page.get_by_label("Find in the transcript").fill("pain")
    page.get_by_role("button", name="Find").click()
    expect(page.locator(".film-find")).to_be_in_viewport()
    expect(page.locator(".film-find [role=status]")).to_have_text("It is marked in 2 places.")
    expect(page.locator(".transcript mark")).to_have_count(2)
    page.locator(".film-find").get_by_role("link", name="0:01").click()
    expect(page.locator("#at-1 mark")).to_be_in_viewport()
    assert page.url.endswith("/videos/a-film/?find=pain#at-1")


def test_scripts_take_over_what_the_server_found(ours, watch):
    page, _asked = watch(f"{ours}?find=team.+pain")
    expect(page.locator(".film-find [role=status]")).to_have_text("Place 1 of 1")
    expect(page.locator(".transcript mark")).to_have_text("team. Pain")
    page.get_by_label("Find in the transcript").fill("ella: your nurse")  # with stress and a link within
    expect(page.locator("#at-3 mark")).to_have_text(["Ella:", " Your nurse"], use_inner_text=False)


def test_a_film_that_does_not_load_leaves_words_about_it(ours, watch):
    page, _asked = watch(ours)
    page.route("**/*.mp4", lambda route: route.fulfill(status=200, content_type="video/mp4", body="no film"))
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".film-said")).to_contain_text("The film does not play here")


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789"),
        ("https://youtu.be/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
    ],
)
def test_no_request_leaves_the_machine_before_the_reader_agrees(published, watch, live_server, address, site):
    page, asked = watch(published(film_address=address, **HELD))
    page.get_by_role("button", name="Play (").click()
    expect(page.get_by_role("button", name="Play it from")).to_be_focused()
    page.get_by_role("button", name="Do not play it").click()
    expect(page.locator(".film-poster")).to_be_focused()
    assert elsewhere(asked, live_server) == []
    page.get_by_role("button", name="Play (").click()
    page.get_by_role("button", name="Play it from").click()
    expect(page.frame_locator(".film-stage iframe").locator("body")).to_contain_text("player")
    assert [one.partition("?")[0] for one in elsewhere(asked, live_server)] == [site]
    assert page.evaluate("Object.keys(localStorage)") == []  # nobody asked to remember it


def test_the_choice_is_remembered_where_that_is_asked_for_and_can_be_taken_back(published, watch, live_server):
    page, asked = watch(published(**HELD))
    page.get_by_role("button", name="Play (").click()
    page.get_by_label("Remember on this device").check()
    page.get_by_role("button", name="Play it from").click()
    expect(page.locator(".film-stage iframe")).to_be_visible()
    asked.clear()
    page.reload()
    page.wait_for_load_state("networkidle")
    assert elsewhere(asked, live_server) == []
    page.get_by_role("button", name="Play (").click()
    expect(page.locator(".film-stage iframe")).to_be_visible()
    page.get_by_role("button", name="Ask me again").click()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_held_film_is_told_where_to_go_and_tells_where_it_is(published, watch):
    page, _asked = watch(published(**HELD))
    page.get_by_role("button", name="Play (").click()
    page.get_by_role("button", name="Play it from").click()
    expect(page.locator("#at-2")).to_have_attribute("aria-current", "true")  # as the player said
    page.locator("#at-4 .at").click()
    player = page.frame_locator(".film-stage iframe").locator("body")
    expect(player).to_contain_text('{"method":"setCurrentTime","value":4}')


@pytest.mark.parametrize("screen", [{"width": 1280, "height": 900}, {"width": 320, "height": 640}])
def test_the_page_is_accessible_and_fits(ours, watch, screen):
    page, _asked = watch(ours, viewport=screen)
    assert findings(page, ALL) == []
    page.get_by_role("button", name="Play").click()
    expect(spoken(page)).to_have_count(1)
    assert findings(page, ALL) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_there_are_the_picture_and_the_transcript(ours, watch):
    page, _asked = watch(ours)
    page.emulate_media(media="print")
    for hidden in (".film-play", ".film-find", ".chapters"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("#at-4")).to_be_visible()
    expect(page.get_by_text("Addresses in this text")).to_be_visible()
