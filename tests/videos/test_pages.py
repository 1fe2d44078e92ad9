"""The page of a video: three dates, the player around the frozen words, what it may frame; its PDF, and the search."""

import datetime
import re

import pytest
import time_machine
from django.utils import timezone

from editions import reading
from editions.models import Edition
from printouts import files, making
from tests.conftest import KINDS
from tests.editions.desk.browsing import text_of
from tests.experts.conftest import portrait  # noqa: F401
from tests.printouts.conftest import pango, words_in  # noqa: F401
from tests.videos.conftest import kept
from tests.videos.made import TALK
from tests.videos.test_to_machines import schema_of
from videos.player import put_player

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
YOUTUBE = "https://youtu.be/dQw4-_9WgXc?t=5"
ACCOUNT = {"film_address": "", "captions": "", "seconds": None, "licence": ""}


# Dates ------------------------------------------------------------------------------------------


def dates(page):
    listed = page.one("dl", class_="film-dates")
    return dict(zip([one.text for one in listed.all("dt")], [one.text for one in listed.all("dd")], strict=True))


def test_when_it_was_recorded_reviewed_and_is_due_are_three_dates(publish, read):
    live = publish("pain", "video")
    page = read("/videos/pain/")
    assert dates(page) == {
        "Recorded": "1 March 2024",
        "Reviewed": f"{timezone.localtime(live.reviewed_at):%-d %B %Y}",
        "Next review due": f"{live.review_due_on:%-d %B %Y}",
    }
    times = [one["datetime"] for one in page.one("dl", class_="film-dates").all("time")]
    assert times == ["2024-03-01", f"{timezone.localtime(live.reviewed_at):%Y-%m-%d}", f"{live.review_due_on:%Y-%m-%d}"]


@pytest.mark.parametrize(
    ("recorded", "reviewed", "age"),
    [
        (datetime.date(2024, 3, 1), "2026-03-02T12:00:00Z", "2 years"),
        (datetime.date(2026, 3, 1), "2026-03-02T12:00:00Z", "1 day"),
        (datetime.date(2026, 3, 2), "2026-03-02T12:00:00Z", None),
        # Half an hour after midnight in London, where it is not yet so in UTC.
        (datetime.date(2026, 7, 1), "2026-07-01T23:30:00Z", "1 day"),
    ],
)
def test_what_is_older_than_its_review_says_so(publish, read, recorded, reviewed, age):
    with time_machine.travel(reviewed, tick=False):
        publish("pain", "video", recorded_on=recorded, corrections="")
        said = [" ".join(one.text.split()) for one in read("/videos/pain/").all("p", class_="film-age")]
    assert len(said) == (1 if age else 0)
    assert all(age in one.replace("\xa0", " ") for one in said)


def test_so_does_what_nobody_knows_the_day_of(publish, read):
    publish("account", "video", recorded_on=None, chapters="", **ACCOUNT)
    page = read("/videos/account/")
    assert dates(page)["Recorded"] == "We do not know when."
    assert "older than its review" in page.one("p", class_="film-age").text


def test_a_review_that_is_overdue_is_told(publish, read):
    live = publish("pain", "video")
    assert "was due for review" not in read("/videos/pain/").one("main").text
    with time_machine.travel(live.review_due_on + datetime.timedelta(days=2)):
        reading.forget()
        assert f"due for review on {live.review_due_on:%-d %B %Y}" in read("/videos/pain/").one("main").text


# The player -------------------------------------------------------------------------------------


def test_a_film_of_ours_plays_without_a_script_and_asks_for_nothing_before(own_film, read):
    live = own_film(captions=TALK, film_width=320, film_height=180)
    page = read("/videos/a-film/")
    video = page.one("noscript").one("video")
    assert (video["preload"], video["width"], video["height"]) == ("none", "320", "180")
    assert (video.one("source")["src"], video.one("source")["type"]) == (f"/media/{live.film}", "video/mp4")
    track = video.one("track")
    assert (track["src"], track["srclang"], track["kind"]) == (f"/media/{live.captions_file}", "en", "captions")
    assert "default" in track.attributes
    assert "controls" in video.attributes
    assert page.one("a", class_="film-poster")["href"] == f"/media/{live.film}"
    assert not list(page.all("iframe"))


def test_captions_that_are_being_typed_have_no_file_yet(writer):
    draft = KINDS["video"].begin(writer, film=kept(), film_address="", captions=TALK)
    html, _more = put_player(None, draft, draft.render())
    assert "<source" in html
    assert "<track" not in html
    draft.keep_captions()
    assert "<track" in put_player(None, draft, draft.render())[0]


@pytest.mark.parametrize(
    ("address", "name", "watch", "embed"),
    [
        (
            "https://vimeo.com/123456789",
            "Vimeo",
            "https://vimeo.com/123456789",
            "https://player.vimeo.com/video/123456789?",
        ),
        (YOUTUBE, "YouTube", "https://www.youtube.com/watch?v=dQw4-_9WgXc", "https://www.youtube-nocookie.com/embed/"),
    ],
)
def test_a_film_held_elsewhere_is_asked_for_only_after_a_word_about_who_sees_it(
    publish, read, address, name, watch, embed
):
    publish("held", "video", film_address=address)
    page = read("/videos/held/")
    figure = page.one("figure", class_="film")
    assert figure["data-embed"].startswith(embed)
    assert page.one("a", class_="film-poster")["href"] == watch
    assert f"{name}" in page.one("div", class_="film-consent").text
    assert "sees that this device watches this film" in figure.text
    assert "may change there" in figure.text
    loaded = [one["src"] for one in page.all("script", "img", "iframe", "video", "source", "track") if one["src"]]
    loaded += [link["href"] for link in page.all("link") if link["rel"] not in {"canonical"}]
    assert all(one.startswith("/") for one in loaded)


def test_without_a_film_there_is_no_player(publish, read):
    publish("account", "video", recorded_on=None, chapters="", **ACCOUNT)
    page = read("/videos/account/")
    figure = page.one("figure", class_="film")
    assert "data-film" not in figure.attributes
    assert not list(page.all("video", "a", class_="film-poster"))
    assert "The film itself is not on this site." in figure.text


@pytest.mark.parametrize("address", ["", "https://vimeo.com/123456789"])
def test_the_player_takes_no_word_of_what_was_frozen(publish, client, address, portrait):  # noqa: F811
    words = {"film_address": address, "poster": f"![A clinic]({portrait})"}
    live = publish("pain", "video", **words, **({} if address else {"captions": "", "seconds": None}))
    shown = client.get("/videos/pain/").content.decode()
    caption = re.search(r"<figcaption>.*?</figcaption>", live.html, re.DOTALL)[0]
    before, after = re.split(r'<figure class="film">.*?</figure>', live.html, flags=re.DOTALL)
    assert re.search(r"<img[^>]*>", live.html)[0] in shown
    for part in (before, caption, after):
        assert part.strip() in shown


def test_who_speaks_is_shown_with_declared_interests_while_the_profile_is_live(publish, read, editor):
    profile = publish("ella", "expert", interests="Paid by **a maker** of medicines.")
    publish("pain", "video", expert=profile.page_id)
    who = read("/videos/pain/").one("section", class_="film-profile")
    assert "Ella Expert, MB BS, FRCP" in who.text
    assert "Paid by a maker of medicines." in who.text
    assert who.one("a")["href"] == "/experts/ella/"
    assert schema_of(read("/videos/pain/"))["video"]["actor"]["url"] == f"{SITE}/experts/ella/"
    profile.page.withdraw(by=editor, reason="wrong")
    assert not list(read("/videos/pain/").all("section", class_="film-profile"))
    assert "url" not in schema_of(read("/videos/pain/"))["video"]["actor"]


def test_what_is_not_there_is_not_found_and_what_was_withdrawn_is_gone(publish, client, editor, writer):
    KINDS["video"].begin(writer, slug="draft")
    assert client.get("/videos/draft/").status_code == client.get("/videos/none/").status_code == 404
    publish("pain", "video").page.withdraw(by=editor, reason="wrong")
    assert client.get("/videos/pain/").status_code == 410


# What a browser may frame -----------------------------------------------------------------------


def frames(answer):
    found = re.findall(r"frame-src ([^;]*)", answer.headers.get("Content-Security-Policy", ""))
    return found[0].split() if found else []


HELD = {"youtube": ["https://www.youtube-nocookie.com"], "vimeo": ["https://player.vimeo.com"]}


@pytest.mark.django_db(transaction=True)
def test_only_a_page_that_embeds_may_frame_and_only_that_site(publish, own_film, client):
    publish("youtube", "video", film_address=YOUTUBE)
    publish("vimeo", "video")
    own_film("ours", captions=TALK)
    publish("account", "video", recorded_on=None, chapters="", **ACCOUNT)
    paths = {f"/videos/{name}/": HELD.get(name, []) for name in ("youtube", "vimeo", "ours", "account")}
    paths |= {path: [] for path in ("/", "/videos/", "/videos/none/", "/search/?q=pain")}
    for _time in ("rendered", "from what this process keeps"):
        for path, sites in paths.items():
            for packed in ("gzip", "identity"):
                answer = client.get(path, headers={"Accept-Encoding": packed})
                assert frames(answer) == sites, path
                assert "default-src 'none'" in answer["Content-Security-Policy"]
                assert "script-src 'self'" in answer["Content-Security-Policy"]
    for path, sites in paths.items():
        if etag := client.get(path).headers.get("ETag"):
            again = client.get(path, headers={"If-None-Match": etag})
            assert again.status_code == 304
            # What a 304 says of it would take the place of what the page said.
            assert "Content-Security-Policy" not in again, sites


# Taken along, and found -------------------------------------------------------------------------


def test_the_pdf_has_the_transcript(pango, own_film):  # noqa: F811
    words = "0:00 | Ella Expert | Scintigraphy shows it.\n0:05 | Tom | Is it so?"
    live = own_film(captions=TALK, transcript=words, corrections="0:05 | 2026-01-01 | No longer so. [@who-pain]")
    making.make(live.pk)
    said = words_in(files.read(live.seal))
    for one in (
        "What is said, in our words",
        "Ella Expert: Scintigraphy shows it.",
        "0:05",
        "Tom: Is it so?",
        "No longer so.",
    ):
        assert one in said, one
    assert "1 March 2024" in said


def test_it_is_found_by_the_words_of_its_transcript(publish, client):
    publish("pain", "video", transcript="0:00 | Ella | Scintigraphy shows it.", chapters="", corrections="")
    assert Edition.objects.live().get().text.count("Scintigraphy") == 1
    answer = client.get("/search/", {"q": "scintigraphy"})
    assert 'href="/videos/pain/' in answer.content.decode()
    assert "What pain is" in text_of(answer)
