"""The short version of an article: the approved words of its summary and "In short", and nothing that is not live."""

import pytest

from editions import guards
from editions.models import Address, Edition
from tests.editions.conftest import change
from tests.site.tree import parse

pytestmark = pytest.mark.django_db

WHOLE = "/articles/bone-pain/"
SHORT = f"{WHOLE}short/"


def test_it_holds_summary_and_in_short_and_leads_to_the_whole_page(publish, read):
    live = publish()
    page = read(SHORT)
    words = page.one("div", class_="words")
    assert words.one("p", class_="summary").text == live.summary
    assert [one.text for one in words.one("section", class_="in-short").all("li")] == [
        "Pain can be treated.",
        "Tell your team early.",
        "Radiotherapy often helps. [1]",
    ]
    assert page.one("h1").text == "Bone pain, in short"
    assert not list(page.all("div", class_="body"))
    assert "Radiotherapy eases bone pain" not in page.text
    assert "Read the whole page (1 minute)" in {link.text for link in words.all("a") if link["href"] == WHOLE}


def test_it_says_who_stands_behind_it_and_whom_to_call(publish, read):
    publish()
    page = read(SHORT)
    assert "Reviewed by Rosa Reviewer" in page.one("p", class_="byline").text
    assert "In an emergency call" in page.one("aside", class_="emergency").text
    assert [one.text for one in page.one("section", class_="sources").all("li")] == [
        "WHO. Guidelines for cancer pain. 2018. https://www.ncbi.nlm.nih.gov/books/NBK537497/"
    ]


def test_without_citations_it_lists_no_sources(publish, read):
    publish(in_short="Pain can be treated.\nTell your team early.\nAsk.")
    assert not list(read(SHORT).all("section", class_="sources"))


def test_search_engines_are_led_to_the_whole_page(publish, read):
    publish()
    head = read(SHORT).one("head")
    assert head.one("meta", name="robots")["content"] == "noindex"
    assert head.one("link", rel="canonical")["href"].endswith(WHOLE)


def test_the_whole_page_leads_to_it(publish, read):
    publish()
    link = next(one for one in read(WHOLE).all("a") if one["href"] == SHORT)
    assert link.text == "Short version (1 minute)"


def test_it_is_there_only_while_the_page_is(publish, client, editor, writer):
    assert client.get(SHORT).status_code == 404
    live = publish()
    assert client.get(SHORT).status_code == 200
    live.page.start_draft(by=writer, summary="A draft's summary.")
    assert "A draft's summary" not in client.get(SHORT).content.decode()
    live.page.withdraw(by=editor, reason="wrong")
    gone = client.get(SHORT)
    assert gone.status_code == 410
    assert "Pain can be treated." not in gone.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(publish, client, method):
    publish()
    assert getattr(client, method)(SHORT).status_code == 405


def test_an_earlier_address_leads_to_the_short_version_at_the_new_one(publish, client):
    live = publish()
    Address.objects.create(page=live.page, path="/articles/sore-bones/", canonical=False)
    answer = client.get("/articles/sore-bones/short/")
    assert (answer.status_code, answer["Location"]) == (301, SHORT)


@pytest.mark.parametrize("column", ["html", "summary", "in_short"])
def test_what_is_not_as_it_was_signed_is_held_back(publish, client, column):
    live = publish()
    guards.lift()
    if column == "in_short":
        type(live).objects.filter(pk=live.pk).update(in_short="Other\npoints\nstand here")
    else:
        change(live, **{column: getattr(live, column).replace("bones", "stones")})
    guards.install()
    answer = client.get(SHORT)
    assert answer.status_code == 503
    assert "Pain can be treated." not in answer.content.decode()


def test_the_next_edition_is_shown_at_once(publish, replace, client):
    live = publish()
    assert "What helps when" in client.get(SHORT).content.decode()
    replace(live, "Changed.", summary="What else helps.")
    assert parse(client.get(SHORT).content.decode()).one("p", class_="summary").text == "What else helps."
    assert Edition.objects.live().count() == 1
