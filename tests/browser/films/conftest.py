"""A browser that watches films, and live videos whose films play for five seconds."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from markup import films as uploaded
from tests.conftest import KINDS
from tests.videos.conftest import tools  # noqa: F401
from tests.videos.made import TALK, drawn, ffmpeg

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
