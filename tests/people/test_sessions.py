import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client, person):
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return client.cookies["sessionid"].value


def test_the_key_in_the_cookie_is_not_in_the_database(client, writer):
    key = sign_in(client, writer)
    assert client.get("/admin/").status_code == 200
    (stored,) = Session.objects.values_list("session_key", flat=True)
    assert stored != key
    thief = Client()
    thief.cookies["sessionid"] = stored
    assert thief.get("/admin/").status_code == 302


def test_a_session_lives_on_between_requests_and_ends_on_signing_out(client, writer):
    key = sign_in(client, writer)
    client.get("/admin/")
    assert client.get("/admin/articles/article/").status_code == 200
    client.post("/accounts/logout/")
    thief = Client()
    thief.cookies["sessionid"] = key
    assert thief.get("/admin/").status_code == 302
    assert not Session.objects.filter(expire_date__isnull=True).exists()


def test_an_unknown_key_is_no_session(client, writer):
    client.cookies["sessionid"] = "invented0invented0invented0"
    assert client.get("/admin/").status_code == 302


def test_a_session_copied_into_another_ones_row_is_no_session(client, writer, reviewer):
    mine = sign_in(client, writer)
    theirs = Client()
    sign_in(theirs, reviewer)
    rows = {row.get_decoded()["_auth_user_id"]: row for row in Session.objects.all()}
    row = rows[str(writer.pk)]
    Session.objects.filter(pk=row.pk).update(session_data=rows[str(reviewer.pk)].session_data)
    client.cookies["sessionid"] = mine
    assert client.get("/admin/").status_code == 302
    assert theirs.get("/admin/").status_code == 200
