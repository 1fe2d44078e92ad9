"""The player of a film: nothing is asked for before a reader presses play; the transcript goes with the speech."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from markup import films as uploaded
from tests.browser.public.test_axe import ALL, findings
from tests.conftest import KINDS
from tests.videos.conftest import tools  # noqa: F401
from tests.videos.made import TALK, drawn, ffmpeg

pytestmark = pytest.mark.django_db(transaction=True)

SAID = """0:00 | Ella | Pain can be treated.
0:01 | Ella | Tell your team. Pain can wait for nobody.
0:02 | Otto | Who is the team?
0:03 | Ella | Your nurse.
0:04 | Otto | Then I tell my nurse."""
OURS = {"film_address": "", "captions": TALK, "transcript_sort": "verbatim", "transcript": SAID, "seconds": 5,
        "chapters": "0:00 | What pain is\n0:02 | Whom to tell",
        "corrections": "0:01 | 2026-01-01 | At once. [@who-pain]"}  # fmt: skip
HELD = {"transcript": SAID, "captions": "", "transcript_sort": "account", "corrections": ""}
PLAYER = """<title>A player</title><script>
addEventListener("message", (event) => {
  document.body.append(event.data + " ");
  parent.postMessage(JSON.stringify({event: "timeupdate", data: {seconds: 2.5}}), "*");
});</script><body>player </body>"""


@pytest.fixture
def published(writer, reviewer):
    """``published(**words)``: the path of a live video."""

    def published(**words):
        draft = KINDS["video"].begin(writer, "a-film", **words)
        draft.submit(by=writer, saved=draft.saved)
        draft.approve(by=reviewer, seal=draft.seal, answers={one.key: "As said." for one in draft.warnings()})
        return draft.page.path

    return published


@pytest.fixture(scope="session")
def talk(tools, tmp_path_factory):  # noqa: F811
    """A film of five seconds."""
    path = tmp_path_factory.mktemp("talk") / "talk.mp4"
    options = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -movflags +faststart"
    ffmpeg(*drawn(seconds=5), *options.split(), path)
    return path.read_bytes()


@pytest.fixture
def ours(published, talk):
    """The path of a video with a film of ours."""
    kept = uploaded.keep(SimpleUploadedFile("talk.mp4", talk))
    return published(**OURS, **{name: kept[name] for name in ("film", "film_bytes", "film_width", "film_height")})


@pytest.fixture
def watch(browser, live_server, complaints):
    """``watch(path, **options)``: (a page, the addresses that it asked for). Whoever holds a film answers from here."""
    contexts = []

    def watch(path, **options):
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        here, asked = urlsplit(live_server.url).netloc, []
        context.on("request", lambda request: asked.append(request.url))
        elsewhere = lambda url: urlsplit(url).netloc != here  # noqa: E731
        context.route(elsewhere, lambda route: route.fulfill(content_type="text/html", body=PLAYER))
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
        page.goto(path)
        page.wait_for_load_state("networkidle")
        return page, asked

    yield watch
    for context in contexts:
        context.close()
    assert not complaints


def media(asked):
    return [address for address in asked if re.search(r"\.(?:mp4|webm|vtt)$", address)]


def elsewhere(asked, live_server):
    return [address for address in asked if not address.startswith(live_server.url)]


def until(page, holds):
    """Waits until an expression is true; a page that allows no "eval" cannot be asked to wait itself."""
    for _turn in range(100):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"Not within ten seconds: {holds}")


def spoken(page):
    return page.locator(".said[aria-current]")


def test_a_film_of_ours_plays_with_captions_after_play_was_pressed_and_not_before(ours, watch):
    page, asked = watch(ours)
    assert media(asked) == []
    page.get_by_role("button", name="Play").click()
    expect(page.locator("video")).to_be_focused()
    until(page, "document.querySelector('video').currentTime > 0.2")
    shown = page.evaluate("[...document.querySelector('video').textTracks].map(t => [t.kind, t.mode, t.cues.length])")
    assert shown == [["captions", "showing", 2]]
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
    expect(page.get_by_label("Find in the transcript")).to_be_hidden()


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
