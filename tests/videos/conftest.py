"""Small films that the tests make themselves, and live videos."""

import os
import shutil

import pytest
from django.core.files.base import ContentFile

from markup import uploads
from tests.conftest import KINDS
from tests.editions.desk.browsing import signed_in
from tests.site.conftest import publish, read  # noqa: F401
from tests.videos.made import drawn, ffmpeg, mp4, webm

_MADE = {
    "mp4": ("film.mp4", drawn(), "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -movflags +faststart"),
    "webm": ("film.webm", drawn(seconds=3), "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus"),
    "hevc": ("hevc.mp4", drawn(seconds=1), "-c:v libx265 -preset ultrafast -x265-params log-level=none -c:a aac"),
    "sound": ("sound.mp4", drawn(seconds=1), "-map 1:a -c:a aac"),
    "quicktime": ("film.mov", drawn(seconds=1), "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac"),
    "matroska": ("film.mkv", drawn(seconds=1), "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac"),
    "avi": ("film.avi", drawn(seconds=1), "-c:v mpeg4 -c:a mp2"),
    "dts": (
        "dts.mp4",
        drawn(seconds=1),
        "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a dca -ar 48000 -strict -2",
    ),
    "fragments": (
        "fragments.mp4",
        drawn(seconds=1),
        "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -movflags frag_keyframe+empty_moov+default_base_moof",
    ),
    # As a browser records it: it does not say how long it is.
    "endless": ("live.webm", drawn(seconds=1), "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus -live 1"),
    # What is hard to press: a picture of it, whole, is larger than pictures may be.
    "noise": (
        "noise.mp4",
        drawn(seconds=1, size="2560x1440", source="nullsrc"),
        "-vf format=rgb24,noise=alls=100:allf=t -frames:v 2 -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac",
    ),
}


@pytest.fixture(scope="session")
def tools():
    """Where ffmpeg and ffprobe are missing, a test is left out; in CI it fails."""
    if not (shutil.which("ffmpeg") and shutil.which("ffprobe")):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("ffmpeg is not installed (Debian's package ffmpeg).")


@pytest.fixture(scope="session")
def films(tools, tmp_path_factory):
    """``films(name)``: the bytes of a film of _MADE, which is made once."""
    folder, known = tmp_path_factory.mktemp("films"), {}

    def films(name):
        if name not in known:
            file, source, options = _MADE[name]
            ffmpeg(*source, *options.split(), folder / file)
            known[name] = (folder / file).read_bytes()
        return known[name]

    return films


@pytest.fixture
def no_tools(monkeypatch, tmp_path):
    """A machine on which neither ffprobe nor ffmpeg can be found."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def draft(writer):
    return KINDS["video"].begin(writer)


@pytest.fixture
def browser(writer):
    return signed_in(writer)


def kept(content=None, kind="mp4"):
    """The name of a film that is stored; whether it plays does not matter."""
    content = content or (mp4() if kind == "mp4" else webm())
    name = f"{uploads.digest([content])}.{kind}"
    uploads.keep(name, ContentFile(content))
    return name


@pytest.fixture
def own_film(publish):  # noqa: F811
    """``own_film(slug, **words)``: a live video with a film of ours of 1,000 bytes or so."""

    def own_film(slug="a-film", content=None, **words):
        content = content or mp4(bytes(range(256)) * 4)
        name = kept(content)
        return publish(slug, "video", film=name, film_bytes=len(content), film_address="", **words)

    return own_film
