"""The search within a transcript without scripts: the server marks what is found, and keeps no page of it."""

import re

import pytest
from django.core.cache import caches
from django.utils.http import urlencode

from editions import reading
from tests.conftest import KINDS
from tests.editions.previewing import link_to, opened

pytestmark = pytest.mark.django_db
SAID = """0:00 | Ella | Pain can be *treated*.
0:05 | Ella | Tell your team.
Otto | Pain <b>waits</b> &amp; waits.
0:09 | Ella | For nobody."""
WORDS = {"transcript": SAID, "chapters": "", "corrections": "0:05 | 2026-01-01 | Pain nurses, too. [@who-pain]"}
PATH = "/videos/pain/"


@pytest.fixture
def live(publish):
    return publish("pain", "video", **WORDS)


def found(page):
    """What is said of it, where it leads, and what is marked."""
    form = page.one("form", class_="film-find")
    said = " ".join(form.one("p", role="status").text.split())
    return said, [link["href"] for link in form.all("a")], [one.text for one in page.one("main").all("mark")]


@pytest.mark.parametrize(
    ("asked", "said", "places", "marks"),
    [
        ("", "", [], []),
        ("p", "Write two letters at least.", [], []),
        ("PAIN", "It is marked in 3 places.", ["#at-0", "#at-5", "#said-3"], ["Pain", "Pain", "Pain"]),
        (" be  treated ", "It is marked in 1 place.", ["#at-0"], ["be", "treated"]),
        ("<b>waits</b> &", "It is marked in 1 place.", ["#said-3"], ["<b>waits</b> &"]),
        ("rain", "Not in this transcript.", [], []),
        ("radiotherapy", "Not in this transcript.", [], []),  # it stands above it
        ("guidelines", "Not in this transcript.", [], []),  # and below
    ],
)
def test_what_is_found_is_counted_marked_and_led_to(live, read, asked, said, places, marks):
    page = read(f"{PATH}?{urlencode({'find': asked})}")
    assert found(page) == (said, places, marks)
    assert page.one("input", id="film-find")["value"] == " ".join(asked.split())


def test_nothing_of_the_words_is_changed(live, client):
    def words(**asked):
        page = client.get(PATH, asked).content.decode()
        return re.sub(r"</?mark>", "", re.search(r'<section class="transcript".*?</section>', page, re.DOTALL)[0])

    form = re.compile(r'<form class="film-find".*?</form>', re.DOTALL)
    assert form.sub("", words(find="a")) == form.sub("", words(find="pain")) == form.sub("", words())


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</mark><mark>",
    "\x00\x0b",
    "{{ edition }}",
    "x" * 9_000,
]


@pytest.mark.parametrize("asked", HOSTILE)
def test_what_is_typed_is_text(live, client, asked):
    answer = client.get(PATH, {"find": asked})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert len(page) < 100_000


def test_a_search_is_found_by_no_search_engine(live, read):
    page, plain = read(f"{PATH}?find=pain"), read(PATH)
    robots = [one["content"] for one in page.all("meta") if one["name"] == "robots"]
    assert robots == ["noindex"]
    assert "robots" not in [one["name"] for one in plain.all("meta")]
    assert page.one("link", rel="canonical")["href"] == plain.one("link", rel="canonical")["href"]


@pytest.mark.django_db(transaction=True)
def test_each_search_is_a_page_of_its_own_for_caches(live, client):
    reading.forget()
    answers = [client.get(PATH, asked) for asked in ({}, {"find": "pain"}, {"find": "team"})]
    assert len({answer["ETag"] for answer in answers}) == 3
    assert {answer["Cache-Control"] for answer in answers} == {"no-cache"}
    assert all("Accept-Encoding" in answer["Vary"] for answer in answers)
    assert len(caches["pages"]._cache) == 1  # the page alone
    assert client.get(PATH, {"find": "pain"}, headers={"If-None-Match": answers[1]["ETag"]}).status_code == 304
    assert client.get(PATH, {"find": "team"}, headers={"If-None-Match": answers[1]["ETag"]}).status_code == 200
    assert "<mark>" not in client.get(PATH).content.decode()


def test_a_short_transcript_is_read_at_a_glance(publish, read):
    publish("pain", "video")
    assert not list(read(f"{PATH}?find=pain").all("form", class_="film-find"))


def test_a_preview_has_it_too(writer):
    draft = KINDS["video"].begin(writer, **WORDS)
    link = link_to(draft, writer)
    _answer, browser = opened(link)
    page = browser.get(f"{link.path}?find=nurses").content.decode()
    assert "<mark>nurses</mark>" in page
    assert "transcript.js" in page
