"""What is said of a video to machines, in schema.org's words and in the sitemap: what readers see, and no more."""

import datetime
import json
import re
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tests.experts.conftest import portrait  # noqa: F401
from tests.videos.made import TALK

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
ACCOUNT = {"film_address": "", "captions": "", "seconds": None, "licence": ""}
VIDEO_XML = "{http://www.google.com/schemas/sitemap-video/1.1}"
PAGE_XML = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def schema_of(page):
    return json.loads(page.one("script", type="application/ld+json").raw)


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
    assert not {"duration", "uploadDate", "contentUrl", "embedUrl", "transcript"} & set(said["about"][-1])


def test_what_is_no_longer_so_goes_to_machines_with_its_correction(own_film, read):
    own_film(transcript_sort="verbatim", captions=TALK)
    page = read("/videos/a-film/")
    said = schema_of(page)["video"]
    assert said["correction"] == ["Correction, 1 January 2026: There are more ways now."]
    assert said["correction"][0] in page.one("div", class_="correction").text
    own_film("another", captions=TALK, corrections="", in_short="A.\nB.\nC. [@who-pain]")
    assert "correction" not in schema_of(read("/videos/another/"))["video"]


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


def test_search_engines_are_led_to_the_sitemap_and_away_from_the_desk(client):
    said = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://127.0.0.1:8000/videos/sitemap.xml" in said
    assert "Disallow: /admin/" in said
