"""Terms in the pages of the site: linked and explained while they are live and signed, and never a word changed."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editions import guards, reading
from editions.models import Edition
from glossary.models import TermEdition
from tests.editions.conftest import change
from tests.editions.desk.browsing import text_of

pytestmark = pytest.mark.django_db

ARTICLE = "/articles/an-article/"
BODY = "## One\n\nHER2 and Herceptin. [@who-pain]\n\n## Two\n\nHER2. [@who-pain]\n"
LINK = re.compile(r'<a class="term" href="([^"]*)">(.*?)</a>')


@pytest.fixture
def her2(shelf):
    return shelf.term("her2", "HER2", "A protein on cells.", say="HER-too")


@pytest.fixture
def article(shelf):
    return shelf.article(body=BODY)


def links(client, path=ARTICLE):
    return [words for _path, words in LINK.findall(client.get(path).content.decode())]


def words_area(page):
    said = page.content.decode()
    return said[said.index('<div class="words">') : said.index('<footer class="page-foot">')]


def test_the_first_use_in_each_section_leads_to_its_term_and_to_its_definition(her2, article, client):
    said = client.get(ARTICLE).content.decode()
    found = LINK.findall(said)
    assert found == [("/glossary/her2/", "HER2")] * 2
    definition = re.search(r'<div class="definition" popover.*?</div>', said, re.DOTALL)[0]
    for part in ("<strong>HER2</strong>", "(HER-too)", "A protein on cells.", 'href="/glossary/her2/"'):
        assert part in definition
    assert said.count('<div class="definition"') == 1


def test_the_words_area_is_what_was_approved_but_for_the_links(her2, article, client):
    area = words_area(client.get(ARTICLE))
    assert LINK.sub(r"\2", area).strip() == f'<div class="words">\n{article.html}\n</div>'.strip()
    assert "A protein on cells." not in area


def test_a_page_without_terms_has_no_definitions(article, client):
    said = client.get(ARTICLE).content.decode()
    assert 'class="definition' not in said


def test_a_term_is_not_explained_on_its_own_page_but_others_are(her2, shelf, client):
    shelf.term("low", "HER2-low", "Little of it.", body="HER2-low is a little HER2.\n")
    assert links(client, "/glossary/low/") == ["HER2"]


def test_a_term_that_the_author_switched_off_is_not_explained_by_any_of_its_names(her2, shelf, client):
    shelf.drug("trastuzumab", "trastuzumab", names="brand | Herceptin")
    live = shelf.article(body=BODY, unexplained="trastuzumab")
    assert links(client) == ["HER2", "HER2"]
    shelf.following(live, unexplained="Her2\nherceptin")
    assert links(client) == []


def test_names_that_two_terms_share_and_misspellings_are_not_linked(shelf, client):
    shelf.term("one", "one", names="abbreviation | ABC\nmisspelling | Herceptin")
    shelf.term("two", "two", names="abbreviation | ABC | | the other")
    shelf.article(body="## One\n\nABC and Herceptin. [@who-pain]\n")
    assert links(client) == []


def test_a_new_definition_is_there_at_the_next_request(her2, article, shelf, client):
    assert "A protein on cells." in client.get(ARTICLE).content.decode()
    shelf.following(her2, summary="Another definition.", meaning="same")
    said = client.get(ARTICLE).content.decode()
    assert "Another definition." in said
    assert "A protein on cells." not in said


def test_a_term_that_goes_live_is_linked_at_the_next_request(article, shelf, client):
    assert links(client) == []
    shelf.drug("trastuzumab", "trastuzumab", names="brand | Herceptin")
    assert links(client) == ["Herceptin"]


def test_a_withdrawn_term_is_gone_and_unlinked_everywhere_at_the_next_request(her2, article, editor, client):
    assert links(client) == ["HER2", "HER2"]
    assert client.get("/glossary/names.json?q=her2").json()["found"]
    her2.page.withdraw(by=editor, reason="wrong")
    said = client.get(ARTICLE).content.decode()
    assert LINK.findall(said) == []
    assert "A protein on cells." not in said
    assert client.get("/glossary/her2/").status_code == 410
    assert "her2" not in client.get("/glossary/").content.decode().lower().replace("/glossary/her2", "")
    assert client.get("/glossary/names.json?q=her2").json() == {"found": []}
    assert client.get("/glossary/?q=HER2").status_code == 200


@pytest.mark.parametrize(
    ("where", "column", "forged"),
    [
        (Edition, "summary", "Forged."),
        (Edition, "title", "Herceptin"),
        (TermEdition, "names", "brand | Herceptin"),
        (TermEdition, "say", "forged"),
        (Edition, "reviewer_name", "Forged"),
    ],
)
def test_a_term_whose_words_were_changed_is_not_linked_not_listed_and_not_found(
    her2, article, client, where, column, forged
):
    with guards.lifted("a forged term", "keeps_words", "words_only_in_a_draft", "keeps_what_was_signed"):
        if where is Edition:
            change(her2, **{column: forged})
        else:
            TermEdition.objects.filter(pk=her2.pk).update(**{column: forged})
    assert links(client) == []
    assert "Nothing is explained yet." in text_of(client.get("/glossary/"))
    assert client.get("/glossary/names.json?q=her").json() == {"found": []}
    assert client.get("/glossary/herceptin/").status_code == 404
    assert client.get("/glossary/her2/").status_code == 503


def queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_a_page_takes_as_many_queries_whatever_terms_there_are(her2, article, shelf, client):
    shelf.in_a_new_process()
    few = queries(client, ARTICLE)
    for number in range(6):
        shelf.term(f"term-{number}", f"Word{number}", names=f"brand | Brand{number}")
    shelf.following(article, body="## One\n\n" + " ".join(f"Word{number}, " for number in range(6)) + "[@who-pain]\n")
    shelf.in_a_new_process()
    assert queries(client, ARTICLE) == few
    # Another page of the same generation: its generation and its own row, and nothing for the terms.
    assert queries(client, f"{ARTICLE}?again") <= 3
    assert queries(client, ARTICLE) == 1
    assert queries(client, "/glossary/?again") <= 3


def test_every_process_notices_a_withdrawal_at_its_next_request(her2, article, editor, client, monkeypatch):
    one, other = {}, {}  # what two processes keep
    for process in (one, other):
        monkeypatch.setattr(reading, "_by_generation", process)
        assert len(links(client, f"{ARTICLE}?n={id(process)}")) == 2
    her2.page.withdraw(by=editor, reason="wrong")
    for process in (one, other):
        monkeypatch.setattr(reading, "_by_generation", process)
        assert links(client) == links(client, f"{ARTICLE}?n={id(process)}") == []
