"""Whatever the index says, readers see nothing but what a second clinician signed and nobody took down since."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import ArticleEdition
from editions import guards
from glossary.models import TermEdition
from search import entries
from search.models import Entry, Known, Name
from tests.conftest import KINDS
from tests.editions.conftest import change, sql

pytestmark = pytest.mark.django_db
GUARDS = ("keeps_words", "words_only_in_a_draft", "keeps_what_was_signed")
NAMES = "brand | Herceptin\nabbreviation | TTZ"
TYPED = [
    "trastuzumab",
    "herceptin",
    "pain",
    "bone pain",
    "xylophone",
    "invented",
    "inventd",
    "forged",
    "bone",
    "trumpet",
]
PLACES = [f"/search/?q={typed}" for typed in TYPED] + [
    f"/search/names.json?q={typed}" for typed in (*TYPED, "inv", "tr")
]


@pytest.fixture
def article(publish):
    return publish(topics=["Pain"], body="Trastuzumab, xylophone. [@who-pain]")


@pytest.fixture
def term(shelf):
    return shelf.drug("trastuzumab", "trastuzumab", names=NAMES, drug_class="HER2 antibody")


def printed(client, *more):
    """All that the search prints for many questions, in small letters, without the questions themselves."""
    said = []
    for address in [*PLACES, *more]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        said.append(answer.content.decode().lower())
        sent = address.split("=")[-1]
        typed = sent.replace("+", " ")
        for asked in (f'value="{typed}"', f"“{typed}”", f"q={sent}", *(f"“{one}”" for one in typed.split())):
            said[-1] = said[-1].replace(asked, "")
    return "\n".join(said)


# Changed words ----------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["title", "summary", "sought_as", "reviewer_name", "html"])
def test_a_page_with_a_changed_column_is_not_found(article, term, client, column):
    with guards.lifted("forged words", *GUARDS):
        change(article, **{column: "A forgery of bone pain"})
        entries.put(ArticleEdition.objects.select_related("page").get(pk=article.pk))
    said = printed(client)
    assert "/articles/bone-pain/" not in said
    assert "forgery" not in said
    assert "/glossary/trastuzumab/" in said


def test_a_page_with_a_changed_text_is_not_found(article, term, client):
    with guards.lifted("forged words", *GUARDS):
        ArticleEdition.objects.filter(pk=article.pk).update(body="A forgery. [@who-pain]")
    said = printed(client)
    assert "/articles/bone-pain/" not in said
    assert "forgery" not in said


@pytest.mark.parametrize(
    ("column", "words"), [("names", "brand | Forgery"), ("used_for", "A forgery."), ("say", "forgery")]
)
def test_a_term_with_changed_words_is_not_found_and_widens_nothing(article, term, client, column, words):
    with guards.lifted("forged words", *GUARDS):
        TermEdition.objects.filter(pk=term.pk).update(**{column: words})
        entries.put(TermEdition.objects.select_related("page").get(pk=term.pk))
    said = printed(client, "/search/?q=forgery", "/search/names.json?q=forg", "/search/?q=trastuzumabxyzqq")
    assert "/glossary/trastuzumab/" not in said
    assert "forgery" not in said
    assert "by its other names" not in said
    assert "/articles/bone-pain/" in said


# An invented index ------------------------------------------------------------------------------


def test_invented_rows_of_the_index_print_nothing(article, term, client):
    for edition in (article, term):
        entry = Entry.objects.get(pk=edition.pk)
        Entry.objects.filter(pk=edition.pk).update(
            names=f"{entry.names}\ninvent", points=f"{entry.points} invent", body=f"{entry.body} invent"
        )
        for key in ("invented", "invented cure", "inventedcure"):
            Name.objects.create(entry=entry, key=key, whole=True, stems="invent", shown=True)
        Name.objects.create(entry=entry, key="inventd", whole=True, stems="inventd", shown=False)
    Known.objects.create(word="invented", pages=99)
    Known.objects.create(word="inventable", pages=99)
    assert "invent" not in printed(
        client, "/search/?q=inventad", "/search/?q=pain+invented", "/search/?q=bone+inventad"
    )


def test_a_misspelling_that_the_index_takes_for_a_name_is_not_printed(shelf, client):
    shelf.drug("trastuzumab", "trastuzumab", names="misspelling | hercptn")
    Name.objects.filter(key="hercptn").update(shown=True)
    assert "hercptn" not in printed(client, "/search/names.json?q=hercp", "/search/names.json?q=hercptn")


def test_an_invented_kind_language_and_page_print_nothing(article, term, client):
    if connection.vendor == "postgresql":
        change_of = {"kind": "invented", "language": "invented"}
    else:
        change_of = {"kind": "<b>invented</b>", "language": "<b>invented</b>"}
    Entry.objects.filter(pk=article.pk).update(**change_of)
    said = printed(client)
    assert "invented" not in said
    assert "/articles/bone-pain/" not in said
    Entry.objects.filter(pk=article.pk).update(kind="term", page_id=term.page_id)
    assert "/articles/bone-pain/" not in printed(client)


def test_an_entry_of_another_kind_shows_no_half_page(article, term, client):
    Entry.objects.filter(pk=article.pk).update(kind="term")
    Entry.objects.filter(pk=term.pk).update(kind="article")
    said = printed(client)
    assert "/articles/bone-pain/" not in said
    assert "found-card" not in said


def test_an_index_without_words_fails_at_nothing(article, term, client):
    Name.objects.all().delete()
    Known.objects.all().delete()
    printed(client)
    Entry.objects.update(names="", points="", body="")
    assert "/articles/bone-pain/" not in printed(client)


# What is not live -------------------------------------------------------------------------------


def put_by_hand(edition):
    entries.put(type(edition).objects.select_related("page").get(pk=edition.pk))


@pytest.mark.parametrize("state", ["draft", "in review", "scheduled", "closed"])
def test_what_is_not_live_is_not_shown_though_the_index_has_it(writer, reviewer, client, search, state):
    draft = KINDS["article"].begin(writer, slug="trumpet", title="Trumpet", summary="A trumpet.")
    if state != "draft":
        draft.submit(by=writer, saved=0)
    if state == "scheduled":
        draft.approve(by=reviewer, seal=draft.seal, publish_at=timezone.now() + datetime.timedelta(days=1))
    if state == "closed":
        draft.request_changes(by=reviewer, note="No.")
    put_by_hand(draft)
    assert Entry.objects.filter(pk=draft.pk).exists()
    said = printed(client, "/search/?q=trumpett")
    assert "/articles/trumpet/" not in said
    assert "trumpet" not in said
    assert search("trumpet").main.one("h1").text == "Nothing found"


def test_a_row_that_outlives_a_withdrawal_shows_nothing(article, term, reviewer, client):
    for edition in (article, term):
        edition.page.withdraw(by=reviewer, reason="wrong")
        put_by_hand(edition)
    said = printed(client)
    for words in (
        "/articles/bone-pain/",
        "/glossary/trastuzumab/",
        "by its other names",
        "did you mean",
        "xylophone help",
    ):
        assert words not in said, words


def test_a_row_of_an_edition_that_was_replaced_shows_nothing(article, term, replace, client):
    second = replace(article, "Trumpets help.")
    put_by_hand(article)
    assert Entry.objects.count() == 3
    found = client.get("/search/?q=xylophone").content.decode()
    assert "/articles/bone-pain/" not in found
    assert "/articles/bone-pain/" in client.get("/search/?q=trumpets").content.decode()
    assert second.pk != article.pk


def test_a_live_edition_whose_end_was_written_down_is_not_shown(article, term, client):
    guards.lift()
    sql("UPDATE editions_edition SET closed_at = '2026-01-01 00:00:00+00:00' WHERE id = %s", article.pk)
    assert "/articles/bone-pain/" not in printed(client)


def test_what_is_not_shown_is_told_to_the_operator_by_number_alone(article, client, caplog):
    with guards.lifted("forged words", *GUARDS):
        change(article, summary="A forgery.")
    client.get("/search/?q=pain")
    assert f"Not found: edition {article.pk}" in caplog.text
    assert "forgery" not in caplog.text
