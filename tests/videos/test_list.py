"""The list of videos: only what there is can be chosen, and only what a second clinician approved is shown."""

import pytest

from editions import guards, reading
from tests.conftest import KINDS
from tests.editions.conftest import change
from tests.videos.made import TALK
from videos import views

pytestmark = pytest.mark.django_db
ACCOUNT = {"film_address": "", "captions": "", "seconds": None, "licence": ""}


@pytest.fixture
def several(publish, own_film):
    """Four videos, each of another length."""
    publish("short", "video", ["Bone pain"], title="Short one", seconds=180)
    publish("middling", "video", ["Tiredness"], title="Middling one", seconds=600, captions="")
    own_film(
        "long", topics=["Bone pain", "Tiredness"], title="Long one", seconds=601, speaker="Tom Other", captions=TALK
    )
    publish("account", "video", title="Account alone", recorded_on=None, chapters="", **ACCOUNT)


@pytest.fixture
def titles(read):
    """``titles(query)``: the titles on the list, newest review first."""

    def titles(query=""):
        lists = list(read(f"/videos/?{query}").one("main").all("ul", class_="films"))
        return [heading.text for one in lists for heading in one.all("h2")]

    return titles


ALL = ["Account alone", "Long one", "Middling one", "Short one"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ALL),
        ("topic=bone-pain", ["Long one", "Short one"]),
        ("topic=tiredness&captions=yes", ["Long one"]),
        ("speaker=Tom+Other", ["Long one"]),
        ("speaker=Ella+Expert,+MB+BS", ["Account alone", "Middling one", "Short one"]),
        ("length=short", ["Short one"]),
        ("length=middling", ["Middling one"]),
        ("length=long", ["Long one"]),
        ("length=none", ["Account alone"]),
        ("captions=yes", ["Long one", "Short one"]),
        ("captions=no", ["Account alone", "Middling one"]),
        ("language=en", ALL),
        ("length=short&captions=no", []),
        # What there is not is not chosen.
        ("topic=none&speaker=Nobody&length=x&captions=maybe&language=de", ALL),
        ("topic=&speaker=&length=&captions=&language=", ALL),
        ("topic=bone-pain'--&length=<script>", ALL),
        ("speaker=ella expert, mb bs", ALL),
        ("page=99", ALL),
        ("page=x", ALL),
    ],
)
def test_it_is_filtered(several, titles, query, found):
    assert titles(query) == found


def test_only_what_there_is_can_be_chosen(several, read):
    form = read("/videos/?topic=tiredness").one("form", class_="filter")
    offered = {one["name"]: [option["value"] for option in one.all("option")] for one in form.all("select")}
    assert offered == {
        "topic": ["", "bone-pain", "tiredness"],
        "speaker": ["", "Ella Expert, MB BS", "Tom Other"],
        "length": ["", "short", "middling", "long", "none"],
        "captions": ["", "yes", "no"],
    }  # all are in one language
    assert [one["value"] for one in form.all("option") if "selected" in one.attributes] == ["tiredness"]
    for select in form.all("select"):
        assert form.one("label", **{"for": select["id"]}).text


def test_a_filter_that_nothing_passes_says_so_and_leads_back(several, read):
    main = read("/videos/?length=short&captions=no").one("main")
    assert "0 videos" in main.text
    assert "No video is all of this." in main.text
    assert [link["href"] for link in main.all("a") if link.text == "Show all"] == ["/videos/"]


def test_what_a_list_says_of_a_video(several, read):
    said = {one.one("h2").text: one.text for one in read("/videos/").all("li") if list(one.all("h2"))}
    assert (
        "A film says what pain in the bones is. Tom Other · 10:01 · captions Recorded on 1 March 2024"
        in said["Long one"]
    )
    assert "by Rosa Reviewer" in said["Long one"]
    assert "captions" not in said["Middling one"]
    assert "to read: the film is not here" in said["Account alone"]
    assert "We do not know when it was recorded" in said["Account alone"]


def test_an_empty_list_says_why(read, writer):
    KINDS["video"].begin(writer, title="A draft")
    main = read("/videos/").one("main")
    assert "No video is published yet." in main.text
    assert "A draft" not in main.text
    assert not list(main.all("form"))


def test_a_long_list_is_in_parts_and_keeps_what_was_chosen(several, titles, read, monkeypatch):
    monkeypatch.setattr(views, "PER_PAGE", 1)
    assert [titles("topic=bone-pain"), titles("topic=bone-pain&page=2")] == [["Long one"], ["Short one"]]
    links = [link["href"] for link in read("/videos/?topic=bone-pain").one("main").all("a") if "page=2" in link["href"]]
    assert links
    assert set(links) == {"?topic=bone-pain&page=2"}
    assert read("/videos/?page=2").one("link", rel="canonical")["href"].endswith("/videos/?page=2")


def test_a_row_that_nobody_signed_is_never_shown(several, titles, client, publish):
    live = publish("forged", "video", title="Approved title")
    assert "Approved title" in titles()
    with guards.lifted("forged words", "words_only_in_a_draft", "keeps_words"):
        change(live, title="Forged title")
    reading.forget()
    assert titles() == ALL
    assert "Forged" not in client.get("/videos/sitemap.xml").content.decode()


def test_what_was_withdrawn_is_gone_at_once(several, titles, publish, editor):
    live = publish("one-more", "video", title="One more")
    assert titles()[0] == "One more"
    live.page.withdraw(by=editor, reason="wrong")
    assert titles() == ALL


def test_readers_only_read(client, db):
    for path in ("/videos/", "/videos/sitemap.xml"):
        assert client.head(path).status_code == 200
        assert client.post(path).status_code == 405


def test_the_list_takes_few_queries(several, client, django_assert_max_num_queries):
    client.get("/videos/")
    with django_assert_max_num_queries(8):
        client.get("/videos/")
