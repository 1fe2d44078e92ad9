"""Uploading a film: judged by what it is, named by its content, and nothing typed is lost when it is refused."""

import hashlib

import pytest
from django.core.files.storage import default_storage

from markup import films as film_files
from markup import uploads
from tests.conftest import KINDS, VIDEO_WORDS
from tests.editions.desk.browsing import desk_address
from tests.videos.made import (
    address,
    box,
    brand,
    element,
    errors,
    large_box,
    mp4,
    sent,
    shown,
    track,
    upload,
    webm,
)

pytestmark = pytest.mark.django_db
NO_FILM = "This is not an MP4 or WebM film."
BROKEN = "The film is broken, or was not uploaded whole."


def stored():
    """The names of all films that are kept."""
    names = default_storage.listdir("films")[1] if default_storage.exists("films") else []
    return sorted(name for name in names if not name.endswith(".vtt"))


def refused(browser, draft, content, name="film.mp4", **changes):
    """What is said of an upload; all that was typed came back, and nothing was kept."""
    typed = sent(title="Typed <b>", transcript="0:00 | Ella | Typed.", **changes)
    answer = browser.post(address(draft), {**typed, "film_upload": upload(content, name)})
    said = errors(answer)
    assert set(said) == {"film_upload"}
    back = shown(answer)
    assert {name: back[name] for name in typed} == typed
    assert stored() == []
    draft.refresh_from_db()
    assert (draft.saved, draft.film) == (0, "")
    return said["film_upload"]


# What it is, and not what it is called ----------------------------------------------------------

NAMES = [
    "film.mp4", "film.webm", "film", "FILM.MP4", "film.html", "film.mp4.html", "../../x.mp4", "..\\..\\x.mp4",
    "/etc/passwd", "a.mp4\x00.html", "<script>alert(1)</script>.mp4", "\u202e4pm.exe", "x" * 240 + ".mp4", ".htaccess",
    "CON",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_a_film_is_named_by_its_content_whatever_it_was_called(no_tools, browser, draft, kind, name):
    content = mp4() if kind == "mp4" else webm()
    answer = browser.post(address(draft), {**sent(film_address=""), "film_upload": upload(content, name)})
    assert (answer.status_code, answer.url) == (302, desk_address(draft))
    draft.refresh_from_db()
    assert draft.film == f"{hashlib.sha256(content).hexdigest()}.{kind}"
    assert (draft.film_bytes, stored()) == (len(content), [draft.film])
    with uploads.opened(draft.film) as file:
        assert file.read() == content


HTML = b"<!doctype html><script>alert(1)</script>"
OTHERS = {
    "html": HTML,
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "zip": b"PK\x03\x04" + b"\0" * 60,
    "exe": b"MZ\x90\x00" + b"\0" * 60,
    "playlist": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
    "concat": b"ffconcat version 1.0\nfile /etc/passwd\n",
    "text": b"ftyp",
    "old QuickTime": box(b"moov", b"\0" * 20) + box(b"mdat", b"moving"),
    "QuickTime": mp4(head=brand(b"qt  ")),
    "sound": mp4(head=brand(b"M4A ")),
    "picture": mp4(head=brand(b"heic")),
    "html before": HTML + mp4(),
}


@pytest.mark.parametrize("content", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("name", ["film.mp4", "film.webm"])
def test_what_is_no_film_is_refused_whatever_it_is_called(browser, draft, content, name):
    assert refused(browser, draft, content, name).startswith(NO_FILM)


@pytest.mark.parametrize("name", ["quicktime", "avi"])
def test_a_film_of_another_kind_is_refused(films, browser, draft, name):
    assert refused(browser, draft, films(name)).startswith(NO_FILM)


def test_matroska_is_not_webm(films, browser, draft):
    assert refused(browser, draft, films("matroska"), "film.webm").startswith("This is a Matroska file, but not WebM.")


def test_matroska_that_speaks_of_webm_is_not_webm_either(no_tools, browser, draft):
    content = webm(b"matroska", segment=element(b"\x57\x41", b"written by webm and others"))
    assert refused(browser, draft, content, "film.webm").startswith("This is a Matroska file, but not WebM.")


MOOV, MDAT = box(b"moov", track()), box(b"mdat", b"moving")
BROKEN_ONES = {
    "cut": mp4()[:-1],
    "cut in a head": brand() + MOOV + MDAT[:5],
    "head alone": brand(),
    "no words on the tracks": brand() + MDAT,
    "no data": brand() + MOOV,
    "too long a box": brand() + MOOV + box(b"mdat", b"moving", size=2**32 - 1),
    "a box shorter than its head": brand() + MOOV + box(b"mdat", b"moving", size=7),
    "large box that lies": brand() + MOOV + large_box(b"mdat", b"moving", size=2**64 - 1),
    "large box shorter than its head": brand() + MOOV + large_box(b"mdat", b"moving", size=15),
    "large box without its size": brand() + MOOV + (1).to_bytes(4) + b"mdat",
    "a box too many": mp4() + b"<script>alert(1)</script>",
    "boxes without end": brand() + MOOV + MDAT + box(b"free") * 10_001,
    "webm cut": webm()[:-1],
    "webm that lies": webm(size=2**55),
    "webm without a segment": webm()[:20],
    "webm without a size": webm()[: webm().index(b"\x18\x53\x80\x67") + 4] + b"\0",
    "webm head alone": b"\x1a\x45\xdf\xa3webm",
}


@pytest.mark.parametrize("content", BROKEN_ONES.values(), ids=BROKEN_ONES)
def test_a_broken_film_is_refused(no_tools, browser, draft, content):
    assert refused(browser, draft, content).startswith(BROKEN)


WHOLE = {
    "64 bits": brand() + large_box(b"moov", track()) + large_box(b"mdat", b"moving"),
    "to the end": brand() + MOOV + box(b"mdat", b"moving", size=0),
    "moov last": brand() + box(b"free") + MDAT + MOOV,
    "empty mdat": brand() + MOOV + box(b"mdat"),
}


@pytest.mark.parametrize("content", WHOLE.values(), ids=WHOLE)
def test_unusual_boxes_are_read(no_tools, browser, draft, content):
    assert browser.post(address(draft), {**sent(film_address=""), "film_upload": upload(content)}).status_code == 302
    assert len(stored()) == 1


def test_a_webm_that_does_not_say_how_much_follows_is_taken(no_tools, browser, draft):
    content = webm(size=2**56 - 1)
    assert browser.post(address(draft), {**sent(film_address=""), "film_upload": upload(content)}).status_code == 302
    assert stored()[0].endswith(".webm")


def test_an_empty_file_is_refused(browser, draft):
    assert "empty" in refused(browser, draft, b"")


def test_something_else_in_the_shell_of_a_film_is_served_as_nothing_but_a_film(no_tools, browser, draft):
    """A polyglot: boxes in order, and a page within one of them."""
    content = brand() + box(b"free", HTML) + MOOV + MDAT
    browser.post(address(draft), {**sent(film_address=""), "film_upload": upload(content, "x.html", "text/html")})
    answer = browser.get(uploads.address_of(stored()[0]))
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("video/mp4", "nosniff")
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


# A good film stays ------------------------------------------------------------------------------


def test_a_good_film_is_not_lost_when_another_field_has_a_mistake(no_tools, browser, draft):
    given = {**sent(film_address="", seconds="two"), "film_upload": upload(mp4())}
    answer = browser.post(address(draft), given)
    assert set(errors(answer)) == {"seconds"}
    again = shown(answer)
    assert (again["film"], again["film_bytes"]) == (stored()[0], len(mp4()))
    assert browser.post(address(draft), {**again, "seconds": 2}).status_code == 302
    draft.refresh_from_db()
    assert (draft.film, draft.film_bytes, draft.seconds) == (stored()[0], len(mp4()), 2)


def test_nor_when_another_tab_saved_meanwhile(no_tools, browser, draft):
    browser.post(address(draft), sent(title="From the other tab"))
    answer = browser.post(address(draft), {**sent(film_address=""), "film_upload": upload(mp4())})
    assert "saved elsewhere" in errors(answer)["__all__"]
    again = shown(answer)
    assert again["film"] == stored()[0]
    assert browser.post(address(draft), {**again, "_keep_mine": "1"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.film, draft.title) == (stored()[0], VIDEO_WORDS["title"])


def test_nor_when_the_captions_beside_it_cannot_be_read(no_tools, browser, draft):
    files = {"film_upload": upload(mp4()), "captions_upload": upload(b"\xff\xfe", "a.vtt")}
    answer = browser.post(address(draft), {**sent(film_address=""), **files})
    assert set(errors(answer)) == {"captions_upload"}
    assert shown(answer)["film"] == stored()[0]


def test_a_film_is_kept_from_save_to_save_and_taken_out_on_request(no_tools, browser, draft):
    browser.post(address(draft), {**sent(film_address=""), "film_upload": upload(mp4())})
    again = shown(browser.get(address(draft)))
    assert browser.post(address(draft), again).status_code == 302
    draft.refresh_from_db()
    assert draft.film == stored()[0]
    again = shown(browser.get(address(draft)))
    assert browser.post(address(draft), {**again, "without_film": "on"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.film, draft.film_bytes, draft.film_width, draft.seconds) == ("", None, None, None)
    assert len(stored()) == 1  # an earlier edition may show it


def test_who_takes_a_film_out_and_brings_another_has_the_other(no_tools, browser, draft):
    files = {"film_upload": upload(mp4())}
    answer = browser.post(address(draft), {**sent(film_address="", seconds="two"), "without_film": "on", **files})
    assert set(errors(answer)) == {"seconds"}
    assert browser.post(address(draft), {**shown(answer), "seconds": 2}).status_code == 302
    draft.refresh_from_db()
    assert (draft.film, draft.seconds) == (stored()[0], 2)


@pytest.mark.parametrize(
    "name", ["../secret.mp4", "0" * 64 + ".mp4", "x.mp4", "/etc/passwd", "https://evil.example/a.mp4"]
)
def test_nobody_writes_a_name_of_a_file(no_tools, browser, draft, name):
    browser.post(address(draft), {**sent(film_address=""), "film_upload": upload(mp4())})
    browser.post(address(draft), sent(saved=1, film_address="", film=name))
    draft.refresh_from_db()
    assert draft.film == stored()[0]


def test_a_stored_film_is_never_written_anew(no_tools, browser, draft, writer):
    browser.post(address(draft), {**sent(film_address=""), "film_upload": upload(mp4())})
    path = default_storage.path(uploads.path_of(stored()[0]))
    before = default_storage.get_modified_time(uploads.path_of(stored()[0]))
    other = KINDS["video"].begin(writer, slug="other")
    browser.post(address(other), {**sent(film_address=""), "film_upload": upload(mp4(), "again.webm")})
    assert default_storage.get_modified_time(uploads.path_of(stored()[0])) == before
    other.refresh_from_db()
    assert path.endswith(other.film)
    browser.post(address(draft), {**sent(saved=1, film_address=""), "film_upload": upload(mp4(b"another"))})
    assert len(stored()) == 2


def test_half_a_film_that_a_crash_left_is_mended_by_the_next_upload(no_tools, browser, draft):
    browser.post(address(draft), {**sent(film_address=""), "film_upload": upload(mp4())})
    (name,) = stored()
    with default_storage.open(uploads.path_of(name), "wb") as file:
        file.write(mp4()[:9])
    browser.post(address(draft), {**sent(saved=1, film_address=""), "film_upload": upload(mp4())})
    assert stored() == [name]
    assert uploads.holds(name)


# How large --------------------------------------------------------------------------------------


@pytest.mark.parametrize("large", [False, True])
def test_a_film_that_is_too_large_is_refused_and_the_form_is_kept(no_tools, browser, draft, settings, large):
    """Small films are held in memory, larger ones stand on the disk while they are received."""
    content = mp4(b"x" * (3_000_000 if large else 1000))
    settings.FILM_MAX_BYTES = len(content) - 1
    said = refused(browser, draft, content)
    assert said.startswith("The film is larger than")
    settings.FILM_MAX_BYTES = len(content)
    assert browser.post(address(draft), {**sent(film_address=""), "film_upload": upload(content)}).status_code == 302
    assert len(stored()) == 1


def test_the_limit_is_named_in_words(settings):
    settings.FILM_MAX_BYTES = 300 * 1024 * 1024
    assert "300.0" in film_files.too_large().replace("\xa0", " ")


def test_captions_larger_than_a_film_may_be_are_not_left_out_in_silence(browser, draft, settings):
    settings.FILM_MAX_BYTES = 10
    answer = browser.post(address(draft), {**sent(), "captions_upload": upload(b"WEBVTT" * 9, "a.vtt")})
    assert "larger than" in errors(answer)["captions_upload"]
