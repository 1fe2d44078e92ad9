"""Films and captions as players ask for them: in parts, to the public only while a live video shows them."""

import os
import re
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from editions.verification import problems
from markup import uploads
from people.models import User
from tests.conftest import KINDS
from tests.editions.desk.browsing import signed_in
from tests.editions.previewing import link_to, opened
from tests.videos.conftest import kept
from tests.videos.made import TALK, mp4

pytestmark = pytest.mark.django_db
CONTENT = mp4(bytes(range(256)) * 300)  # more than is sent at once
SIZE = len(CONTENT)


@pytest.fixture
def live(own_film):
    return own_film(content=CONTENT, captions=TALK, corrections="")


@pytest.fixture
def film(live):
    return uploads.address_of(live.film)


@pytest.fixture
def captions(live):
    return uploads.address_of(live.captions_file)


# In parts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, SIZE - 1),
        ("bytes=0-0", 0, 0),
        ("bytes=0-9", 0, 9),
        ("bytes=65530-65545", 65530, 65545),
        ("bytes=100-", 100, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        (f"bytes=100-{10**17}", 100, SIZE - 1),
        ("bytes=-1", SIZE - 1, SIZE - 1),
        ("bytes=-70000", SIZE - 70000, SIZE - 1),
        (f"bytes=-{10**17}", 0, SIZE - 1),
        ("bytes = 5 - 9", 5, 9),
    ],
)
def test_a_part_is_sent(client, film, asked, first, last):
    answer = client.get(film, headers={"Range": asked})
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert answer.getvalue() == CONTENT[first : last + 1]
    assert answer["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={10**17}-{10**17}", "bytes=-0", "bytes=9-5"])
def test_what_is_not_there_cannot_be_sent(client, film, asked):
    answer = client.get(film, headers={"Range": asked})
    assert (answer.status_code, answer["Content-Range"], answer.content) == (416, f"bytes */{SIZE}", b"")


@pytest.mark.parametrize(
    "asked",
    [
        "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=0-1,5-6", "bytes=0-0,-1", "items=0-5", "bytes=--5",
        "bytes=1.5-2", "bytes=0x1-5", "bytes=+1-5", "bytes=٠-٥", "bytes=1-" + "9" * 5000, "bytes=0-5\x00", "bytes=0-,",
        "0-5", "x" * 9000,
    ],
)  # fmt: skip
def test_the_whole_is_sent_for_several_parts_and_for_what_is_no_range(client, film, asked):
    answer = client.get(film, headers={"Range": asked})
    assert (answer.status_code, answer["Content-Length"]) == (200, str(SIZE))
    assert answer.getvalue() == CONTENT
    assert "Content-Range" not in answer


def test_the_rest_is_sent_only_of_the_same_content(client, live, film):
    etag = f'"{live.film}"'
    for known in (etag, f"W/{etag}", '"another"', "Wed, 21 Oct 2026 07:28:00 GMT", "x"):
        answer = client.get(film, headers={"Range": "bytes=5-9", "If-Range": known})
        assert answer.status_code == (206 if known == etag else 200)
        answer.getvalue()


def test_what_a_browser_has_is_not_sent_again(client, live, film):
    etag = client.head(film)["ETag"]
    assert etag == f'"{live.film}"'
    for known in (etag, f'"x", {etag}', f"W/{etag}", "*"):
        answer = client.get(film, headers={"If-None-Match": known, "Range": "bytes=0-5"})
        assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)
    answer = client.get(film, headers={"If-None-Match": '"x"'})
    assert answer.status_code == 200
    answer.getvalue()


def test_a_question_for_the_head_gets_the_head(client, film):
    for headers in ({}, {"Range": "bytes=0-5"}):  # parts are of what is got, RFC 9110, 14.2
        answer = client.head(film, headers=headers)
        assert (answer.status_code, answer["Content-Length"], answer.getvalue()) == (200, str(SIZE), b"")
        assert answer["Accept-Ranges"] == "bytes"


def test_it_is_only_ever_read(client, film):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(film).status_code == 405


def test_no_file_stays_open(client, film):
    def count():
        return len(list(Path("/proc/self/fd").iterdir()))

    client.get(film).getvalue()
    before = count()
    for _ in range(20):
        client.get(film, headers={"Range": "bytes=0-5"}).getvalue()
        client.head(film, headers={"Range": "bytes=0-5"}).getvalue()
        client.get(film, headers={"Range": "bytes=9-5"})
        client.get(film, headers={"If-None-Match": "*"})
        client.get(film).getvalue()
    assert count() <= before


# As nothing else --------------------------------------------------------------------------------


def test_a_film_is_served_as_nothing_but_a_film(client, film):
    for headers in ({}, {"Range": "bytes=0-5"}, {"Range": f"bytes={SIZE}-"}):
        answer = client.get(film, headers=headers)
        assert answer["Content-Type"] == "video/mp4"
        assert answer["X-Content-Type-Options"] == "nosniff"
        policy = "sandbox; default-src 'none'; media-src 'self'; style-src 'unsafe-inline'"
        assert answer["Content-Security-Policy"] == policy
        assert answer["Cache-Control"] == "no-cache"
        answer.getvalue()


def test_captions_are_served_as_they_were_sealed(client, live, captions):
    answer = client.get(captions)
    assert answer.getvalue() == f"{live.captions}\n".encode() == TALK.encode()
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert uploads.digest([TALK.encode()]) in captions


# To whom ----------------------------------------------------------------------------------------


def statuses(client, *addresses):
    return [client.head(one).status_code for one in addresses]


def test_the_public_gets_it_only_while_a_live_video_shows_it(client, writer, reviewer, editor):
    draft = KINDS["video"].begin(writer, film=kept(), film_bytes=9, film_address="")
    files = [uploads.address_of(draft.film), uploads.address_of(draft.captions_file)]
    draft.keep_captions()
    assert statuses(client, *files) == [404, 404]
    draft.submit(by=writer, saved=0)
    assert statuses(client, *files) == [404, 404]
    draft.approve(by=reviewer, seal=draft.seal)
    assert statuses(client, *files) == [200, 200]
    draft.page.withdraw(by=editor, reason="rights")
    assert statuses(client, *files) == [404, 404]
    assert client.get(files[0], headers={"Range": "bytes=0-5"}).status_code == 404
    assert client.get(files[0], headers={"If-None-Match": f'"{draft.film}"'}).status_code == 404


def test_of_a_film_that_was_replaced_nothing_is_left(client, live, film, captions, writer, reviewer):
    other = uploads.digest([mp4()])
    words = {"film": kept(), "film_bytes": len(mp4()), "captions": TALK.replace("team", "nurse")}
    draft = live.page.start_draft(by=writer, change_note="Another.", **words)
    draft.submit(by=writer, saved=0)
    assert statuses(client, film, captions) == [200, 200]
    draft.approve(by=reviewer, seal=draft.seal, answers={one.key: "Looked at." for one in draft.warnings()})
    assert statuses(client, film, captions) == [404, 404]
    assert statuses(client, f"/media/{other}.mp4") == [200]


@pytest.mark.parametrize("person", ["writer", "reviewer", "moderator", "editor", "superuser"])
def test_colleagues_get_it_always(person, request):
    name = kept(CONTENT)
    browser = signed_in(request.getfixturevalue(person))
    assert statuses(browser, f"/media/{name}") == [200]


def test_who_left_is_the_public(writer):
    browser = signed_in(writer)
    User.objects.filter(pk=writer.pk).update(is_active=False)
    assert statuses(browser, f"/media/{kept()}") == [404]


@pytest.mark.parametrize(
    "name", ["{}.mov", "{}", "{}.mp4.html", "{}.webm", "films/{}.mp4", "../films/{}.mp4", "{}.mp4%00"]
)
def test_there_is_no_other_name_of_it(writer, name):
    digest = kept().partition(".")[0]
    assert statuses(signed_in(writer), "/media/" + name.format(digest)) == [404]


# A preview --------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_submitted", [False, True])
def test_a_preview_has_its_own_addresses(writer, reviewer, is_submitted):
    draft = KINDS["video"].begin(writer, film_address="", film="", captions="")
    words = {name: getattr(draft, name) for name in ("title", "transcript")}
    draft.save_draft(by=writer, saved=0, film=kept(), film_bytes=9, captions=TALK, **words)
    link = link_to(draft, writer)
    if is_submitted:
        draft.submit(by=writer, saved=1)
    answer, browser = opened(link)
    page = answer.content.decode()
    for name, kind in ((draft.film, "video/mp4"), (draft.captions_file, "text/vtt; charset=utf-8")):
        assert f'href="{link.path}{name}"' in page
        assert f"/media/{name}" not in page
        assert re.findall(rf'src="([^"]*){name}"', page) == [link.path]
        shown = browser.get(f"{link.path}{name}")
        assert (shown.status_code, shown["Content-Type"], shown["Cache-Control"]) == (200, kind, "no-store")
        shown.getvalue()
        assert statuses(browser, f"/media/{name}") == [404]
        assert statuses(Client(), f"{link.path}{name}") == [404]
    part = browser.get(f"{link.path}{draft.film}", headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.getvalue()) == (206, b"ftyp")
    other = link_to(KINDS["video"].begin(writer, slug="other"), writer)
    assert statuses(opened(other)[1], f"{other.path}{draft.film}") == [404]
    link.revoke(by=writer)
    assert statuses(browser, f"{link.path}{draft.film}") == [404]


# Another content --------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["film", "captions_file"])
@pytest.mark.parametrize("change", [b"exchanged", None])
def test_changed_bytes_are_not_served_and_verify_tells(client, live, writer, which, change):
    name = getattr(live, which)
    assert list(problems()) == []
    assert statuses(client, f"/media/{name}") == [200]
    path = Path(default_storage.path(uploads.path_of(name)))
    content = bytearray(path.read_bytes())
    content[-3] ^= 1  # of the same length
    path.write_bytes(change or content)
    assert statuses(client, f"/media/{name}") == [404]
    assert statuses(signed_in(writer), f"/media/{name}") == [404]
    assert list(problems()) == [f"the file {name} is not the one that its name, its SHA-256, promises"]
    default_storage.delete(uploads.path_of(name))
    assert statuses(client, f"/media/{name}") == [404]
    assert list(problems()) == [f"the file {name}, which a sealed edition shows, is missing"]


def exchange(name):
    """Another content of the same size, in a file whose clock says that nothing happened."""
    path = Path(default_storage.path(uploads.path_of(name)))
    clock, content = path.stat(), bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(clock.st_atime_ns, clock.st_mtime_ns))


def test_verify_reads_a_film_anew_whatever_its_clock_says(live):
    uploads.holds(live.film)
    exchange(live.film)
    assert len(list(problems())) == 1


def test_a_film_that_was_exchanged_is_not_served_whatever_its_clock_says(client, live, film):
    assert statuses(client, film) == [200]
    exchange(live.film)
    assert statuses(client, film) == [404]


def test_captions_are_read_anew_whenever_they_are_shown(client, live, captions):
    """They are words: nobody trusts a clock for them. A film is too large for that."""
    assert statuses(client, captions) == [200]
    exchange(live.captions_file)
    assert statuses(client, captions) == [404]


def test_what_is_put_back_from_a_backup_is_served_again(client, live, film):
    """With the size and the time that the broken one had."""
    exchange(live.film)
    assert statuses(client, film) == [404]
    exchange(live.film)
    assert statuses(client, film) == [200]
