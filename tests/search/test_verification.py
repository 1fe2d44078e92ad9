"""``verify`` names whatever the index has other than the live editions, and ``rebuild_search`` mends it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from editions.models import Edition
from search.models import Entry, Known, Name
from search.verification import problems
from tests.conftest import KINDS
from tests.editions.conftest import sql

pytestmark = pytest.mark.django_db
MISSING = "it is live, but the search does not find it. Run rebuild_search"
NOT_LIVE = "the search finds it, but it is not live. Run rebuild_search"
OTHER = "the search has other words of it than readers. Run rebuild_search"
COUNTS = "the search counts its words wrongly. Run rebuild_search"


@pytest.fixture
def pages(publish):
    """A live article, and a live term with other names."""
    return publish(), publish("fulvestrant", "term")


@pytest.fixture
def draft(writer):
    return KINDS["article"].begin(writer, slug="draft", title="A draft")


def without(edition):
    Entry.objects.get(pk=edition.pk).delete()


def with_an_entry_of(draft):
    Entry.objects.create(
        edition_id=draft.pk, page_id=draft.page_id, kind="article", language="en", names="draft", points="", body=""
    )


def changed(row, **columns):
    type(row).objects.filter(pk=row.pk).update(**columns)


def entry(edition):
    return Entry.objects.get(pk=edition.pk)


def first_name(edition):
    return Name.objects.filter(entry=edition.pk).first()


DAMAGES = {
    "a missing entry": (lambda live, draft: without(live), MISSING),
    "an entry of a draft": (lambda live, draft: with_an_entry_of(draft), NOT_LIVE),
    "other names": (lambda live, draft: changed(entry(live), names="invented"), OTHER),
    "other points": (lambda live, draft: changed(entry(live), points="invented"), OTHER),
    "another text": (lambda live, draft: changed(entry(live), body=entry(live).body + " more"), OTHER),
    "another kind": (lambda live, draft: changed(entry(live), kind="expert"), OTHER),
    "another language": (lambda live, draft: changed(entry(live), language="de"), OTHER),
    "another page": (lambda live, draft: changed(entry(live), page_id=draft.page_id), OTHER),
    "a changed name": (lambda live, draft: changed(first_name(live), key="invented"), OTHER),
    "a name that is hidden": (lambda live, draft: changed(first_name(live), shown=False), OTHER),
    "a missing name": (lambda live, draft: first_name(live).delete(), OTHER),
    "one name more": (
        lambda live, draft: Name.objects.create(entry=entry(live), key="more", whole=True, stems="more", shown=True),
        OTHER,
    ),
    "a wrong count": (lambda live, draft: changed(Known.objects.first(), pages=9), COUNTS),
    "an invented word": (lambda live, draft: Known.objects.create(word="invented", pages=1), COUNTS),
    "a missing word": (lambda live, draft: Known.objects.first().delete(), COUNTS),
}


def rows():
    return [sorted(model.objects.values_list(*columns)) for model, columns in (
        (Entry, ["pk", "page_id", "kind", "language", "names", "points", "body"]),
        (Name, ["entry_id", "key", "whole", "stems", "shown"]),
        (Known, ["word", "pages"]),
    )]  # fmt: skip


def test_a_good_index_has_no_problems(pages, draft, capsys):
    assert list(problems()) == []
    call_command("verify")
    assert "All is well" in capsys.readouterr().out


@pytest.mark.parametrize("damage", DAMAGES)
def test_verify_names_it_and_rebuilding_mends_it(pages, draft, damage, capsys):
    good = rows()
    do, sentence = DAMAGES[damage]
    do(pages[1], draft)
    with pytest.raises(CommandError):
        call_command("verify")
    assert sentence in capsys.readouterr().out
    damaged = rows()
    call_command("rebuild_search", dry_run=True)
    said = capsys.readouterr().out
    assert sentence in said
    assert "differences. Nothing was changed." in said
    assert rows() == damaged
    call_command("rebuild_search")
    assert rows() == good
    assert list(problems()) == []
    call_command("verify")


def test_it_is_said_which_edition_it_is(pages, draft):
    without(pages[0])
    with_an_entry_of(draft)
    said = list(problems())
    assert f"edition 1 of /articles/bone-pain/ (id {pages[0].pk}): {MISSING}" in said
    assert f"edition 1 of /articles/draft/ (id {draft.pk}): {NOT_LIVE}" in said


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its index by itself.")
@pytest.mark.parametrize("part", ["head", "whole"])
@pytest.mark.parametrize(
    "damage",
    [
        "INSERT INTO search_{part}(search_{part}) VALUES ('delete-all')",
        "DELETE FROM search_{part}_data WHERE id > 10",
        "DROP TABLE search_{part}",
        "DROP TRIGGER search_{part}_insert",
    ],
)
def test_a_broken_table_of_the_full_text_is_named_and_made_anew(pages, search, publish, part, damage, capsys):
    sql(damage.format(part=part))
    assert [one for one in problems() if f"the full-text table search_{part}" in one]
    call_command("rebuild_search")
    assert list(problems()) == []
    assert "/glossary/fulvestrant/" in search("fulvestrant").paths
    publish("later", title="Trumpets")
    assert search("trumpets").paths == ["/articles/later/"]
    assert list(problems()) == []


# The command ------------------------------------------------------------------------------------


def test_rebuilding_says_how_far_it_is_and_how_many_pages_are_found(pages, capsys):
    call_command("rebuild_search")
    assert capsys.readouterr().out == "2 of 2\nThe search finds 2 live pages.\n"


def test_rebuilding_is_quiet_when_it_is_told_to_be(pages, capsys):
    call_command("rebuild_search", verbosity=0)
    assert "of 2" not in capsys.readouterr().out


def test_rebuilding_twice_changes_nothing(pages):
    good = rows()
    call_command("rebuild_search", verbosity=0)
    call_command("rebuild_search", verbosity=0)
    assert rows() == good


def test_an_empty_site_has_an_index_of_nothing(db, capsys):
    call_command("rebuild_search")
    assert capsys.readouterr().out == "The search finds 0 live pages.\n"
    call_command("rebuild_search", dry_run=True)
    assert capsys.readouterr().out == "0 live pages, 0 in the index, 0 differences. Nothing was changed.\n"


def test_a_page_that_goes_down_while_the_index_is_made_anew_is_not_put_back(pages, reviewer, monkeypatch):
    from search import verification

    def withdraw(done, total):
        if done == 1:
            pages[1].page.withdraw(by=reviewer, reason="wrong")

    verification.rebuild(withdraw)
    assert [*Entry.objects.values_list("pk", flat=True)] == [pages[0].pk]
    assert Edition.objects.live().count() == 1
    assert list(problems()) == []
