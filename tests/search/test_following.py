"""The index has what is live, and that alone, in the same transaction; and nothing keeps a page up."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from editions.models import Status, Withdrawal
from people.refused import Refused
from search.models import Entry, Known, Name
from search.verification import problems
from tests.conftest import KINDS
from tests.editions.conftest import sql

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 6, 30, 12, tzinfo=datetime.UTC)


def found():
    return [*Entry.objects.values_list("edition_id", flat=True).order_by("pk")]


def has_nothing():
    return not (Entry.objects.exists() or Name.objects.exists() or Known.objects.exists())


def test_a_page_of_each_kind_is_found_when_it_is_live(kind, writer, reviewer, search):
    draft = kind.begin(writer)
    assert has_nothing()
    draft.submit(by=writer, saved=0)
    assert has_nothing()
    draft.approve(by=reviewer, seal=draft.seal)
    assert found() == [draft.pk]
    assert search(draft.title).paths == [draft.page.path]
    assert list(problems()) == []


def test_what_is_scheduled_is_found_from_its_time_on(writer, reviewer, search):
    with time_machine.travel(NOW, tick=False) as clock:
        draft = KINDS["article"].begin(writer, slug="later")
        draft.submit(by=writer, saved=0)
        draft.approve(by=reviewer, seal=draft.seal, publish_at=timezone.now() + datetime.timedelta(hours=1))
        call_command("publish_due", verbosity=0)
        assert has_nothing()
        assert search("bone pain").paths == []
        clock.shift(datetime.timedelta(hours=2))
        call_command("publish_due", verbosity=0)
        assert found() == [draft.pk]
        assert search("bone pain").paths == ["/articles/later/"]


def test_what_is_scheduled_is_found_at_once_when_it_is_published_early(scheduled, editor):
    assert has_nothing()
    scheduled.publish_early(by=editor)
    assert found() == [scheduled.pk]


def test_what_is_cancelled_is_never_found(scheduled, editor):
    scheduled.cancel(by=editor)
    assert has_nothing()


def test_the_next_edition_takes_the_place_of_the_one_before(publish, replace, search):
    first = publish(title="Bone pain", body="Xylophones help. [@who-pain]")
    assert search("xylophones").paths == ["/articles/bone-pain/"]
    second = replace(first, "Trumpets help.", title="Aching")
    assert found() == [second.pk]
    assert search("trumpets").paths == search("aching").paths == ["/articles/bone-pain/"]
    assert search("xylophones").paths == []
    assert not Known.objects.filter(word__in=["xylophones"]).exists()
    assert list(problems()) == []


def test_the_draft_of_a_next_edition_changes_nothing(publish, writer, search):
    live = publish()
    draft = live.page.start_draft(by=writer, change_note="More.", body="Trumpets help. [@who-pain]")
    draft.submit(by=writer, saved=0)
    assert found() == [live.pk]
    assert search("trumpets").paths == []


def test_what_is_withdrawn_is_found_no_longer(kind, live, reviewer, search):
    live.page.withdraw(by=reviewer, reason=Withdrawal.Reason.WRONG)
    assert has_nothing()
    assert search(live.title).paths == []


def test_words_are_counted_on_each_page_that_has_them(publish, reviewer):
    first = publish("one", body="Xylophones help xylophones. [@who-pain]")
    publish("two", title="Aches", body="Xylophones do not. [@who-pain]")
    assert Known.objects.get(word="xylophones").pages == 2
    first.page.withdraw(by=reviewer, reason=Withdrawal.Reason.WRONG)
    assert Known.objects.get(word="xylophones").pages == 1
    assert not Known.objects.filter(word="who-pain").exists()


def test_a_publication_that_is_undone_leaves_no_trace(submitted, reviewer):
    with pytest.raises(RuntimeError), transaction.atomic():
        submitted.approve(by=reviewer, seal=submitted.seal)
        assert found() == [submitted.pk]
        raise RuntimeError
    assert has_nothing()
    assert list(problems()) == []


def test_a_withdrawal_that_is_undone_leaves_what_was_found(live, reviewer, search):
    with pytest.raises(RuntimeError), transaction.atomic():
        live.page.withdraw(by=reviewer, reason=Withdrawal.Reason.WRONG)
        assert has_nothing()
        raise RuntimeError
    assert search(live.title).paths == [live.page.path]
    assert list(problems()) == []


def test_a_refused_publication_leaves_no_trace(submitted, writer):
    with pytest.raises(Refused):
        submitted.approve(by=writer, seal=submitted.seal)
    assert has_nothing()


def breaks(event):
    """Make every such change of the index fail, in the database itself."""
    if connection.vendor == "sqlite":
        sql(f"CREATE TRIGGER broken BEFORE {event} ON search_entry BEGIN SELECT RAISE(ABORT, 'broken'); END")
    else:
        sql("CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'broken'; END$$")
        sql(f"CREATE TRIGGER broken BEFORE {event} ON search_entry FOR EACH ROW EXECUTE FUNCTION broken()")


def test_a_withdrawal_stands_though_the_index_is_broken_and_nobody_finds_the_page(
    live, reviewer, search, client, caplog
):
    breaks("DELETE")
    live.page.withdraw(by=reviewer, reason=Withdrawal.Reason.WRONG)
    assert found() == [live.pk]
    assert client.get(live.page.path).status_code == 410
    assert search(live.title).paths == []
    assert f"Edition {live.pk} is no longer live, but what is kept of it was not taken out." in caplog.text
    assert [one for one in problems() if "the search finds it, but it is not live" in one]


def test_the_next_edition_goes_up_though_the_one_before_cannot_be_taken_out(publish, replace, search, caplog):
    first = publish(body="Xylophones help. [@who-pain]")
    breaks("DELETE")
    second = replace(first, "Trumpets help.")
    assert found() == [first.pk, second.pk]
    assert search("trumpets").paths == ["/articles/bone-pain/"]
    assert search("xylophones").paths == []
    assert f"Edition {first.pk} is no longer live" in caplog.text


def test_what_cannot_be_indexed_does_not_go_up(submitted, reviewer, kind, client):
    breaks("INSERT")
    with pytest.raises(Exception, match="broken"), transaction.atomic():
        submitted.approve(by=reviewer, seal=submitted.seal)
    assert kind.get(submitted).status == Status.IN_REVIEW
    assert client.get(submitted.page.path).status_code == 404
