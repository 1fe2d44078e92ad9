"""Words that found nothing are counted so that nobody can be known by them, and no search fails for it."""

import datetime
import json
import sqlite3
import string
import time
from contextlib import closing

import pytest
import time_machine
from django.db import connection

from search import unfound
from search.models import Unfound
from stage4site import logs
from tests.editions.conftest import sql
from tests.editions.desk.browsing import signed_in, text_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
DESK = "/admin/search/unfound/"


@pytest.fixture
def clock():
    with time_machine.travel("2026-06-30 12:00+00:00", tick=False) as clock:
        yield clock


@pytest.fixture
def page(publish, clock):
    return publish()


def on_days(search, clock, typed, days):
    for _day in range(days):
        search(typed)
        clock.shift(DAY)


def words_kept():
    return [*Unfound.objects.exclude(word="").values_list("word", flat=True)]


def test_a_word_is_read_when_it_was_typed_on_three_days_and_not_before(page, search, clock):
    for number, kept in enumerate(([], [], ["qwxzkjv"], ["qwxzkjv"]), start=1):
        for _time in range(3):
            search("bone QWXZKJV")
        assert words_kept() == kept
        assert Unfound.objects.get().days == number
        clock.shift(DAY)


def test_until_then_nothing_tells_what_it_was(page, search, clock):
    on_days(search, clock, "qwxzkjv", 2)
    (row,) = Unfound.objects.values()
    assert row.pop("last_on") == datetime.date(2026, 7, 1)
    assert len(row["digest"]) == 64
    assert {*row["digest"]} <= {*string.hexdigits}
    assert "qwxzkjv" not in str(row)
    assert {key: row[key] for key in ("word", "days")} == {"word": "", "days": 2}


def test_the_digest_needs_the_secret_of_the_site(page, search, settings):
    search("qwxzkjv")
    first = Unfound.objects.get().digest
    Unfound.objects.all().delete()
    settings.SECRET_KEY = "another"
    search("qwxzkjv")
    assert Unfound.objects.get().digest != first


def test_what_is_found_is_not_counted(page, search, clock):
    on_days(search, clock, "bone pain radiotherapy", 3)
    assert not Unfound.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        "qwxz1kjv", "07700 900123", "qwxzkjv@example.org", "anna.qwxz@vvkqz.example", "https://vvkqz.example/qwxz?x=kjvq",
        "www.qwxzkjv.org", "vvkqz.org", "a b", "qw", "q" * 31, "qwxz_kjvq", "AB123456C", "1990-01-31", "乳",
    ],
)  # fmt: skip
def test_what_is_no_plain_word_is_never_counted(page, search, typed):
    search(typed)
    search(f"bone, {typed}!")
    assert not Unfound.objects.exists()


def test_words_are_counted_each_for_itself(page, search, clock):
    on_days(search, clock, "qwxzkjv vvkqzj, ppqqzz", 3)
    assert sorted(words_kept()) == ["ppqqzz", "qwxzkjv", "vvkqzj"]
    assert not [
        field.name for field in Unfound._meta.fields if field.name not in {"id", "word", "digest", "days", "last_on"}
    ]


def test_a_head_request_and_suggestions_count_nothing(page, client):
    client.head("/search/?q=qwxzkjv")
    client.get("/search/names.json?q=qwxzkjv")
    assert not Unfound.objects.exists()


def test_a_flood_of_nonsense_fills_no_table(page, search, clock, monkeypatch):
    monkeypatch.setattr(unfound, "MOST_NEW", 5)
    search("qwxzkjv")
    clock.shift(DAY)
    letters = [f"qwx{one}{other}zz" for one in "abc" for other in "defgh"]
    for word in letters:
        search(word)
    assert Unfound.objects.count() == 6
    search("qwxzkjv")
    assert Unfound.objects.filter(days=2).count() == 1
    clock.shift(DAY)
    search("vvkqzjpp")
    assert Unfound.objects.count() == 7


def test_a_word_that_is_not_typed_again_is_forgotten_after_sixty_days(page, search, clock):
    search("qwxzkjv")
    on_days(search, clock, "vvkqzjpp", 3)
    clock.shift(57 * DAY)
    search("ppqqzzrr")
    assert Unfound.objects.filter(word="").count() == 2
    clock.shift(DAY)
    search("kkjjwwxx")
    assert Unfound.objects.filter(word="").count() == 2
    assert words_kept() == ["vvkqzjpp"]


READ_ONLY = {
    "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
    "postgresql": ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off"),
}
MISSING = ("ALTER TABLE search_unfound RENAME TO put_away", "ALTER TABLE put_away RENAME TO search_unfound")


@pytest.mark.django_db(transaction=True)
def test_a_search_does_not_fail_when_nothing_can_be_counted(publish, search, caplog):
    publish()
    for begin, end in (READ_ONLY[connection.vendor], MISSING):
        caplog.clear()
        sql(begin)
        try:
            assert search("qwxzkjv").main.one("h1").text == "Nothing found"
            assert search("bone qwxzkjv").paths == ["/articles/bone-pain/"]
        finally:
            sql(end)
        assert "A word that found nothing was not counted." in caplog.text
        assert "qwxzkjv" not in caplog.text
    assert not Unfound.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Elsewhere many write at a time.")
@pytest.mark.django_db(transaction=True)
def test_no_reader_waits_while_somebody_else_writes(publish, search):
    publish()
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        assert search("bone qwxzkjv").paths == ["/articles/bone-pain/"]
        assert time.monotonic() - began < 5
        other.execute("ROLLBACK")
    assert not Unfound.objects.exists()
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (20_000,)
    search("bone qwxzkjv")
    assert Unfound.objects.count() == 1


# Who sees them ----------------------------------------------------------------------------------


@pytest.fixture
def two_words(page, search, clock):
    on_days(search, clock, "qwxzkjv", 3)
    search("vvkqzj")


@pytest.mark.parametrize("who", ["writer", "reviewer", "editor", "superuser"])
def test_colleagues_read_the_words(two_words, request, who):
    answer = signed_in(request.getfixturevalue(who)).get(DESK)
    assert answer.status_code == 200
    assert "qwxzkjv" in text_of(answer)
    assert "1 word that found nothing" in text_of(answer)
    assert Unfound.objects.filter(word="").get().digest not in answer.content.decode()


@pytest.mark.parametrize("who", ["moderator", "stranger", None])
def test_nobody_else_does(two_words, request, who):
    answer = signed_in(who and request.getfixturevalue(who)).get(DESK)
    assert answer.status_code in (302, 403)
    assert "qwxzkjv" not in answer.content.decode()


def test_they_are_not_added_and_not_changed_and_an_editor_takes_them_out(two_words, editor, writer):
    row = Unfound.objects.get(word="qwxzkjv")
    for person in (editor, writer):
        desk = signed_in(person)
        assert desk.get(f"{DESK}add/").status_code == 403
        assert desk.post(f"{DESK}{row.pk}/change/", {"word": "other"}).status_code == 403
    assert signed_in(writer).post(f"{DESK}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert words_kept() == ["qwxzkjv"]
    assert signed_in(editor).post(f"{DESK}{row.pk}/delete/", {"post": "yes"}).status_code == 302
    assert words_kept() == []


def test_a_word_that_is_still_a_digest_has_no_page_at_the_desk(two_words, editor):
    hidden = Unfound.objects.get(word="")
    assert signed_in(editor).get(f"{DESK}{hidden.pk}/change/").status_code == 302


# The log ----------------------------------------------------------------------------------------


def test_the_log_holds_nothing_of_what_was_typed(page, client, caplog):
    caplog.set_level("DEBUG")
    for address in (
        "/search/?q=secretqwx",
        "/search/?q=bone+secretqwx&topic=secretqwx",
        "/search/names.json?q=secretqwx",
    ):
        assert client.get(address).status_code == 200
    written = [logs.JsonLines().format(one) for one in caplog.records if not one.name.startswith("django.db")]
    assert [json.loads(one)["route"] for one in written if '"route"' in one] == [
        "search/",
        "search/",
        "search/names.json",
    ]
    assert "secretqwx" not in "\n".join(written)


def test_the_log_of_a_failure_holds_nothing_of_what_was_typed(page, client, caplog):
    client.raise_request_exception = False
    sql("ALTER TABLE search_name RENAME TO put_away")
    # Within a transaction, as here, PostgreSQL answers nothing more: then the page that says so cannot be made either.
    assert client.get("/search/?q=secretqwx").status_code in {500, 503}
    written = "\n".join(logs.JsonLines().format(one) for one in caplog.records)
    assert "django.db.utils." in written
    assert "secretqwx" not in written
