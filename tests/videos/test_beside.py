"""Videos beside other pages: on articles and terms those that are near, on profiles their own."""

import pytest

from editions import guards
from tests.conftest import KINDS
from tests.editions.conftest import change
from videos import beside

pytestmark = pytest.mark.django_db
FILM = {"chapters": "", "corrections": ""}


@pytest.fixture
def offered(read):
    """``offered(path)``: the addresses of the videos beside a page."""

    def offered(path):
        found = [one for one in read(path).all("section") if one["aria-labelledby"] == "videos"]
        return [link["href"] for one in found for link in one.all("a")]

    return offered


def test_an_article_leads_to_videos_of_its_topics(publish, offered):
    publish("bone-pain", topics=["Bone pain"])
    assert offered("/articles/bone-pain/") == []
    publish("other", "video", ["Tiredness"])
    assert offered("/articles/bone-pain/") == []
    publish("film", "video", ["Bone pain", "Tiredness"])
    assert offered("/articles/bone-pain/") == ["/videos/film/"]


def test_and_to_those_that_use_its_terms(publish, offered):
    publish("fulvestrant", "term")
    publish("hormones", body="## What helps\n\nFulvestrant is one of them. [@who-pain]\n")
    publish("pain", body="## What helps\n\nRadiotherapy helps. [@who-pain]\n")
    publish("of-it", "video", transcript="0:00 | Ella | Faslodex is given each month.", **FILM)
    publish("of-nothing", "video", transcript="0:00 | Ella | Exercise helps.", **FILM)
    assert offered("/articles/hormones/") == ["/videos/of-it/"]
    assert offered("/glossary/fulvestrant/") == ["/videos/of-it/"]
    assert offered("/articles/pain/") == []


def test_the_nearest_ones_first_and_no_more_than_two(publish, offered):
    publish("bone-pain", topics=["Bone pain"])
    for name in ("first", "second", "third"):
        publish(name, "video", ["Bone pain"])
    assert offered("/articles/bone-pain/") == ["/videos/third/", "/videos/second/"]
    assert beside.MOST == 2


def test_a_profile_leads_to_its_own(publish, offered):
    ella = publish("ella", "expert")
    other = publish("tom", "expert", title="Tom Other")
    assert offered("/experts/ella/") == []
    publish("hers", "video", expert=ella.page_id)
    publish("his", "video", expert=other.page_id)
    publish("nobodys", "video")
    assert offered("/experts/ella/") == ["/videos/hers/"]
    assert offered("/experts/tom/") == ["/videos/his/"]


def test_only_what_is_live_and_signed_is_offered(publish, offered, editor, writer):
    ella = publish("ella", "expert")
    publish("bone-pain", topics=["Bone pain"])
    KINDS["video"].begin(writer, slug="draft", expert=ella.page_id)
    forged = publish("forged", "video", ["Bone pain"], expert=ella.page_id)
    gone = publish("gone", "video", ["Bone pain"], expert=ella.page_id)
    assert offered("/experts/ella/") == ["/videos/forged/", "/videos/gone/"]
    assert len(offered("/articles/bone-pain/")) == 2
    with guards.lifted("forged words", "words_only_in_a_draft", "keeps_words"):
        change(forged, title="Forged")
    gone.page.withdraw(by=editor, reason="wrong")
    assert offered("/experts/ella/") == offered("/articles/bone-pain/") == []


def test_a_video_offers_itself_nowhere_as_what_to_read_next(publish, read):
    publish("bone-pain", topics=["Bone pain"])
    publish("film", "video", ["Bone pain"])
    page = read("/articles/bone-pain/")
    assert [link["href"] for link in page.one("main").all("a") if link["href"].startswith("/videos/")] == [
        "/videos/film/"
    ]


def test_topics_lead_to_videos_too(publish, read):
    publish("film", "video", ["Bone pain"], title="A film of it")
    assert [
        link.text for link in read("/topics/bone-pain/").one("main").all("a") if link["href"] == "/videos/film/"
    ] == ["A film of it"]
