"""The link that tells nginx of withdrawals: closed before the commit, open again when nothing is being withdrawn."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

from editions import front_cache
from tests.conftest import KINDS


@pytest.fixture
def link(settings, tmp_path):
    settings.FRONT_CACHE_STATE = str(tmp_path / "front")
    front_cache.open_again()
    return tmp_path / "front" / "current"


def state(link):
    return str(link.readlink()).split("-")[0]


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_closes_before_the_commit_and_opens_after_it(link, live, editor):
    before = link.readlink()
    with transaction.atomic():
        live.page.withdraw(by=editor, reason="wrong")
        assert state(link) == "closed"
    assert state(link) == "open"
    assert link.readlink() != before


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_that_fails_stays_closed_until_the_next_minute(link, live, editor):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        live.page.withdraw(by=editor, reason="wrong")
        raise ZeroDivisionError
    assert state(link) == "closed"
    call_command("publish_due")
    assert state(link) == "open"


@pytest.mark.django_db
def test_nobody_opens_while_another_withdrawal_is_under_way(link):
    with transaction.atomic():
        front_cache.close_until_commit()
        closed = link.readlink()
        front_cache.open_again(renew=True)
        assert link.readlink() == closed


@pytest.mark.django_db
def test_a_refused_withdrawal_moves_nothing(link, live, stranger):
    from people.refused import Refused

    before = link.readlink()
    with pytest.raises(Refused):
        live.page.withdraw(by=stranger, reason="wrong")
    assert link.readlink() == before


@pytest.mark.django_db
def test_a_withdrawal_goes_through_when_the_folder_cannot_be_written(settings, tmp_path, live, editor, caplog):
    settings.FRONT_CACHE_STATE = str(tmp_path / "a file" / "front")
    (tmp_path / "a file").write_text("")
    live.page.withdraw(by=editor, reason="wrong")
    assert live.page.withdrawal is not None
    assert "empty the proxy's cache" in caplog.text


def test_whoever_withdraws_is_told_when_the_proxy_could_not_be(settings, tmp_path, writer, reviewer, editor, client):
    live = KINDS["article"].begin(writer)
    live.submit(by=writer, saved=0)
    live.approve(by=reviewer, seal=live.seal)
    settings.FRONT_CACHE_STATE = str(tmp_path / "a file" / "front")
    (tmp_path / "a file").write_text("")
    client.force_login(editor)
    address = reverse("admin:editions_move_page", args=[live.page.pk, "withdraw"])
    said = client.post(address, {"reason": "wrong"}, follow=True).content.decode()
    assert "Withdrawn." in said
    assert "ask the operator to empty its cache" in said


def test_an_open_link_stays_and_migrate_moves_it(link):
    before = link.readlink()
    front_cache.open_again()
    assert link.readlink() == before
    front_cache.open_again(renew=True)
    assert link.readlink() != before


@pytest.mark.django_db
def test_each_migrate_moves_the_link(link):
    before = link.readlink()
    call_command("migrate", verbosity=0)
    assert link.readlink() != before


def test_without_a_folder_none_is_made(settings, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings.FRONT_CACHE_STATE = ""
    front_cache.close_until_commit()
    front_cache.open_again(renew=True)
    assert list(tmp_path.iterdir()) == []
