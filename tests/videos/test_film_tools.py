"""What ffprobe and ffmpeg tell of a film, where they are there; where they are not, it is asked for."""

import pytest

from editions.models import Picture
from markup import uploads
from markup.probing import picture_of, probe
from tests.videos.made import address, box, drawn, errors, ffmpeg, mp4, sent, shown, upload, webm
from tests.videos.test_films import BROKEN, refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "seconds"), [("mp4", 2), ("webm", 3)])
def test_what_a_film_says_of_itself_is_read(films, browser, draft, name, seconds):
    given = sent(film_address="", seconds="", captions="")
    answer = browser.post(address(draft), {**given, "film_upload": upload(films(name), "x")})
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.film.endswith(f".{name}")
    assert (draft.seconds, draft.film_width, draft.film_height) == (seconds, 320, 180)
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (320, 180)
    assert f"/media/{picture.name})" in draft.poster
    assert [one.field for one in draft.problems() if one.field == "poster"] == ["poster"]  # its words


def test_a_film_that_is_received_on_the_disk_gets_its_picture_too(films, browser, draft):
    content = films("mp4") + box(b"free", b"\0" * 3_000_000)
    browser.post(address(draft), {**sent(film_address="", seconds=""), "film_upload": upload(content)})
    draft.refresh_from_db()
    assert (draft.seconds, draft.film_bytes) == (2, len(content))
    assert Picture.objects.get().name in draft.poster
    assert uploads.holds(draft.film)


def test_a_picture_that_somebody_chose_stays(films, browser, draft):
    chosen = f"![What it shows](/media/{'a' * 64}.webp)"
    browser.post(address(draft), {**sent(film_address="", poster=chosen), "film_upload": upload(films("mp4"))})
    draft.refresh_from_db()
    assert draft.poster == chosen


@pytest.mark.parametrize(("another", "left"), [({"film_upload": "webm"}, 1), ({"without_film": "on"}, 0)])
def test_the_picture_of_a_film_goes_with_it_as_long_as_nobody_described_it(films, browser, draft, another, left):
    browser.post(address(draft), {**sent(film_address=""), "film_upload": upload(films("mp4"))})
    first = Picture.objects.get()
    upload_of = {name: upload(films(value)) if name == "film_upload" else value for name, value in another.items()}
    browser.post(address(draft), {**shown(browser.get(address(draft))), **upload_of})
    draft.refresh_from_db()
    assert first.name not in draft.poster
    assert draft.poster.count("/media/") == left


def test_a_film_whose_picture_is_hard_to_press_is_taken(films, browser, draft):
    answer = browser.post(address(draft), {**sent(film_address=""), "film_upload": upload(films("noise"))})
    assert answer.status_code == 302, errors(answer)
    draft.refresh_from_db()
    assert (draft.film_width, draft.film_height) == (2560, 1440)
    assert Picture.objects.get().name in draft.poster


def test_without_the_tools_it_is_asked_for(no_tools, browser, draft):
    browser.post(address(draft), {**sent(film_address="", seconds=""), "film_upload": upload(mp4())})
    draft.refresh_from_db()
    assert (draft.seconds, draft.film_width, draft.poster) == (None, None, "")
    assert [str(one) for one in draft.problems()] == ["Write how long the film is, in seconds."]
    browser.post(address(draft), {**shown(browser.get(address(draft))), "seconds": 9})
    draft.refresh_from_db()
    assert (draft.seconds, draft.problems()) == (9, [])


def test_a_length_that_was_typed_stays_where_the_film_does_not_tell_it(films, browser, draft):
    content = films("endless")
    browser.post(address(draft), {**sent(film_address="", seconds=7), "film_upload": upload(content)})
    draft.refresh_from_db()
    assert (draft.seconds, draft.film_width) == (7, 320)


def test_of_another_film_nothing_stays(films, browser, draft, monkeypatch, tmp_path):
    browser.post(address(draft), {**sent(film_address="", seconds=""), "film_upload": upload(films("mp4"))})
    monkeypatch.setenv("PATH", str(tmp_path))
    again = {**shown(browser.get(address(draft))), "film_upload": upload(mp4())}
    browser.post(address(draft), again)
    draft.refresh_from_db()
    assert (draft.film_bytes, draft.film_width, draft.film_height) == (len(mp4()), None, None)


def test_a_film_that_browsers_do_not_play_is_refused(films, browser, draft):
    assert "its picture is HEVC." in refused(browser, draft, films("hevc"))


def test_sound_alone_is_refused(films, browser, draft):
    assert refused(browser, draft, films("sound")) == "There is sound in this file, but no picture."


def test_boxes_with_nothing_in_them_are_refused(tools, browser, draft):
    assert refused(browser, draft, mp4()).startswith(BROKEN)
    assert refused(browser, draft, webm()).startswith(BROKEN)


def test_a_picture_that_would_fill_the_memory_is_not_unpacked(tools, browser, draft, tmp_path):
    film = tmp_path / "film.mp4"
    ffmpeg(*drawn(seconds=1, size="6400x6400", source="color"), "-frames:v", 1, "-preset", "ultrafast", film)
    assert film.stat().st_size < 200_000
    assert refused(browser, draft, film.read_bytes()).startswith(BROKEN)


def test_what_the_tools_know_beside_mp4_and_webm_is_not_read(films):
    """The shell is looked at before; should it ever let something else pass, they do not open it."""
    assert [probe(upload(films(name))).pictures for name in ("mp4", "webm", "avi")] == [("h264",), ("vp9",), ()]
    assert picture_of(upload(films("avi"))) is None


def test_sound_that_browsers_do_not_play_is_refused(films, browser, draft):
    content = films("mp4").replace(b"mp4a", b"zzzz").replace(b"esds", b"zzzz")
    assert "the sound of this film: it is zzzz." in refused(browser, draft, content)


def test_what_only_the_tools_find_is_refused(films, browser, draft):
    """One description of an MP4 film stands for several sorts of sound."""
    assert "the sound of this film: it is dts." in refused(browser, draft, films("dts"))


def test_nothing_beside_the_film_is_read(films, browser, draft, tmp_path):
    """A film may name other files; ffprobe follows none."""
    secret = tmp_path / "secret.mp4"
    secret.write_bytes(films("mp4"))
    data = box(b"alis", b"\0\0\0\0" + str(secret).encode())
    content = films("mp4").replace(box(b"url ", b"\0\0\0\1"), data[:12])
    answer = browser.post(address(draft), {**sent(film_address=""), "film_upload": upload(content)})
    assert answer.status_code in {200, 302}
