"""The page of a video: three dates, the player around the frozen words, and what is said of it to machines."""

import datetime
import json
import re
from xml.etree import ElementTree

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
from tests.videos.made import TALK

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
YOUTUBE = "https://youtu.be/dQw4-_9WgXc?t=5"
ACCOUNT = {"film_address": "", "captions": "", "seconds": None, "licence": ""}
VIDEO_XML = "{http://www.google.com/schemas/sitemap-video/1.1}"
PAGE_XML = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def schema_of(page):
    return json.loads(page.one("script", type="application/ld+json").raw)


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


# To machines ------------------------------------------------------------------------------------


def test_what_machines_read_is_what_is_seen(own_film, read, portrait):  # noqa: F811
    live = own_film(
        captions=TALK,
        transcript_sort="verbatim",
        transcript="0:00 | Ella Expert | Pain *can* be [treated](/urgent/gb/). [@who-pain]\n0:05 | A | B &amp; C",
        chapters="0:00 | What pain is\n0:05 | Whom to tell\n1:00 | The end",
        licence="https://creativecommons.org/licenses/by/4.0/",
        poster=f"![A clinic]({portrait})",
    )
    page = read("/videos/a-film/")
    said = schema_of(page)
    assert said["@type"] == "MedicalWebPage"
    video = said["video"]
    assert (video["@type"], video["name"]) == ("VideoObject", page.one("h1").text)
    assert video["description"] == page.one("p", class_="summary").text
    assert video["dateCreated"] == "2024-03-01"
    assert video["duration"] == "PT1M30S"
    assert datetime.datetime.fromisoformat(video["uploadDate"]).date() == timezone.localdate()
    assert video["contentUrl"] == f"{SITE}/media/{live.film}"
    assert video["thumbnailUrl"] == f"{SITE}{portrait}"
    assert video["caption"]["contentUrl"] == f"{SITE}/media/{live.captions_file}"
    assert video["actor"] == {"@type": "Person", "name": "Ella Expert, MB BS"}
    assert video["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "embedUrl" not in video
    passages = [re.sub(r"^\S+ ", "", one.text) for one in page.all("p", class_="said")]
    assert video["transcript"].replace("\xa0", " ") == " ".join(passages)
    ids = {one["id"] for one in page.walk()}
    links = [
        (f"{SITE}/videos/a-film/{link['href']}", link.text) for link in page.one("section", class_="chapters").all("a")
    ]
    assert [one["url"] for one in video["hasPart"]] == [address for address, _words in links]
    assert all(one["url"].partition("#")[2] in ids for one in video["hasPart"])
    assert [(one["name"], one["startOffset"], one["endOffset"]) for one in video["hasPart"]] == [
        ("What pain is", 0, 5),
        ("Whom to tell", 5, 60),
        ("The end", 60, 90),
    ]


def test_an_account_is_no_transcript_and_a_player_is_not_ours(publish, read):
    publish("held", "video")
    video = schema_of(read("/videos/held/"))["video"]
    assert video["embedUrl"] == "https://player.vimeo.com/video/123456789"
    assert not {"transcript", "contentUrl", "license", "thumbnailUrl"} & set(video)


def test_where_there_is_no_film_the_page_is_about_one(publish, read):
    publish("account", "video", recorded_on=None, chapters="", **ACCOUNT)
    said = schema_of(read("/videos/account/"))
    assert "video" not in said
    assert not {"duration", "uploadDate", "contentUrl", "embedUrl", "transcript"} & set(said["about"])


def test_no_word_leaves_its_script(publish, client):
    publish("pain", "video", title="</script><script>alert(1)</script>", speaker="</script>")
    page = client.get("/videos/pain/").content.decode()
    assert "<script>alert" not in page


def test_films_are_in_a_sitemap(own_film, publish, client, portrait, editor):  # noqa: F811
    live = own_film("ours", captions=TALK, poster=f"![A clinic]({portrait})", title="A & B <c>")
    publish("held", "video", title="Held")
    publish("account", "video", title="No film", recorded_on=None, chapters="", **ACCOUNT)
    publish("gone", "video").page.withdraw(by=editor, reason="wrong")
    answer = client.get("/videos/sitemap.xml")
    assert answer["Content-Type"].startswith("application/xml")
    entries = ElementTree.fromstring(answer.content).findall(f"{PAGE_XML}url")
    found = {one.find(f"{PAGE_XML}loc").text: one.find(f"{VIDEO_XML}video") for one in entries}
    assert set(found) == {f"{SITE}/videos/ours/", f"{SITE}/videos/held/"}
    ours, held = ({part.tag.removeprefix(VIDEO_XML): part.text for part in one} for one in found.values())
    assert (ours["title"], ours["duration"]) == ("A & B <c>", "90")
    assert (ours["thumbnail_loc"], ours["content_loc"]) == (f"{SITE}{portrait}", f"{SITE}/media/{live.film}")
    assert "player_loc" not in ours
    assert held["player_loc"] == "https://player.vimeo.com/video/123456789"
    assert not {"content_loc", "thumbnail_loc"} & set(held)


@pytest.mark.parametrize("letter", ["\x01", "\x0b", "\x1b", "\ufffe", "\uffff"])
def test_a_letter_that_xml_does_not_know_takes_no_video_out_of_it(publish, client, letter):
    publish("pain", "video", title=f"Bone{letter} pain", summary=f"What{letter} it is.")
    root = ElementTree.fromstring(client.get("/videos/sitemap.xml").content)
    assert [one.text for one in root.iter(f"{VIDEO_XML}title")] == ["Bone pain"]


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
