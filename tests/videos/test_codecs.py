"""What browsers do not play is told to its writer, whether ffprobe is there or not: it is read from the file itself."""

import random

import pytest

from markup import codecs
from tests.timing import seconds
from tests.videos.made import address, box, element, entry, mp4, sent, track, upload, webm
from tests.videos.test_films import BROKEN, refused

pytestmark = pytest.mark.django_db
VIDE, SOUN = "vide", "soun"
TRACKS = b"\x16\x54\xae\x6b"


def read(content):
    film = codecs.Film(upload(content))
    if content[:4] == b"\x1a\x45\xdf\xa3":
        return codecs.of_webm(film)
    parts = {kind: part for kind, *part in codecs.boxes(film, 0, film.size)}
    return codecs.of_mp4(film, *parts[b"moov"])


# Of films that were made by a program -----------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("mp4", {VIDE: ["avc1"], SOUN: ["mp4a"]}),
        ("webm", {VIDE: ["V_VP9"], SOUN: ["A_OPUS"]}),
        ("endless", {VIDE: ["V_VP9"], SOUN: ["A_OPUS"]}),
        ("hevc", {VIDE: ["hev1"], SOUN: ["mp4a"]}),
        ("sound", {VIDE: [], SOUN: ["mp4a"]}),
        ("fragments", {VIDE: ["avc1"], SOUN: ["mp4a"]}),
    ],
)
def test_the_codecs_of_a_film_are_read(films, name, found):
    assert read(films(name)) == found


# What is said without the tools -----------------------------------------------------------------

TEXT = track(b"tx3g", b"text")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        *((mp4(tracks=track(name)), "its picture is HEVC. Export it as H.264 in MP4.") for name in (b"hvc1", b"hev1")),
        (mp4(tracks=track(b"mp4v")), "its picture is MPEG-4 Visual."),
        (mp4(tracks=track(b"encv")), "its picture is protected against copying."),
        (mp4(tracks=track(b"\x00\xffx\x1b")), "its picture is ?."),
        (mp4(tracks=track() + track(b"hvc1")), "its picture is HEVC."),
        (mp4(tracks=track() + track(b"ac-3", b"soun")), "the sound of this film: it is AC-3. Export it with AAC"),
        (mp4(tracks=track(b"mp4a", b"soun") + TEXT), "There is sound in this file, but no picture."),
        (mp4(tracks=TEXT), BROKEN),
        (webm(tracks=entry(b"V_MPEG4/ISO/AVC")), "its picture is V_MPEG4/ISO/AVC."),
        (webm(tracks=entry() + entry(b"A_AAC", 2)), "the sound of this film: it is A_AAC."),
        (webm(tracks=entry(b"A_OPUS", 2)), "There is sound in this file, but no picture."),
        (webm(tracks=entry(b"S_TEXT/UTF8", 17)), BROKEN),
    ],
)  # fmt: skip
def test_what_is_not_played_is_refused_by_its_name(no_tools, browser, draft, content, said):
    assert said in refused(browser, draft, content)


@pytest.mark.parametrize(
    "content",
    [
        *(mp4(tracks=track(name) + track(b"Opus", b"soun")) for name in (b"avc1", b"avc3", b"av01", b"vp09")),
        mp4(tracks=TEXT + track() + track(b"mp4a", b"soun") + track(b".mp3", b"soun")),
        mp4(tracks=track() + bytes(4)),  # fewer bytes than a box has
        webm(tracks=entry(b"V_AV1\0\0") + entry(b"A_VORBIS", 2) + entry(b"S_TEXT", 17)),
        webm(segment=element(b"\xec", bytes(9))),
    ],
)
def test_what_is_played_is_taken(no_tools, browser, draft, content):
    answer = browser.post(address(draft), {**sent(film_address=""), "film_upload": upload(content)})
    assert answer.status_code == 302


# Hostile ----------------------------------------------------------------------------------------

HOSTILE = {
    "no tracks": mp4(tracks=b""),
    "a track with nothing in it": mp4(tracks=box(b"trak")),
    "no descriptions": mp4(tracks=track().replace(b"stsd", b"free")),
    "descriptions cut": mp4(tracks=track().replace(box(b"avc1", bytes(28)), box(b"avc1", bytes(28), size=99))),
    "descriptions of no length": mp4(tracks=track().replace(b"\0\0\0\x24avc1", b"\0\0\0\x07avc1")),
    "a box larger than what holds it": mp4(tracks=box(b"trak", track()[8:], size=2**31)),
    "tracks without end": mp4(tracks=box(b"trak") * 20_000),
    "tracks within tracks": mp4(tracks=box(b"trak", box(b"mdia") * 3_000) * 100),
    "webm without tracks": webm(tracks=b""),
    "webm with a picture before its tracks": webm(segment=element(b"\x1f\x43\xb6\x75", b"moving")),
    "webm whose tracks are cut": webm(tracks=element(b"\xae", b"", size=9)),
    "webm whose tracks are longer than it": webm(segment=element(TRACKS, b"", size=2**40)),
    "webm with a name of no length": webm(segment=b"\0\0\0\0"),
    "webm with a size of no length": webm(segment=b"\xec\0"),
    "webm with elements without end": webm(segment=b"\xec\x80" * 20_000),
    "webm with tracks without end": webm(tracks=entry(b"S_TEXT", 17) * 20_000),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_be_is_broken_and_soon_found_out(no_tools, browser, draft, content):
    said = []
    assert seconds(lambda: said.append(refused(browser, draft, content))) < 3
    assert said[0].startswith(BROKEN)


@pytest.mark.parametrize("whole", [mp4(), webm(), webm(segment=element(b"\xec", bytes(3)))])
def test_no_byte_that_is_missing_or_another_breaks_the_reading(whole):
    chance = random.Random(4)
    damaged = [whole[:length] for length in range(1, len(whole))]
    for _time in range(2_000):
        other = bytearray(whole)
        other[chance.randrange(len(other))] = chance.randrange(256)
        damaged.append(bytes(other))
    for content in damaged:
        try:
            found = read(content)
        except (codecs.Broken, KeyError):  # there is no "moov"
            continue
        assert all(isinstance(codecs.called(one), str) for sort in found.values() for one in sort)
