"""What an opened preview leaves: a row for each opening and one cookie, in no cache and at no other site."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from editions.models import PreviewOpening
from editions.previews import COOKIE
from tests.editions.previewing import link_to, opened, openings

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(draft, writer):
    return link_to(draft, writer)


def test_every_answer_is_private(link, draft, writer):
    _answer, client = opened(link)
    answers = [Client().get(link.path), client.get(link.path), client.head(link.path), client.put(link.path)]
    answers.append(Client().post(link.path, {"name": "Nora"}))
    draft.discard(by=writer)
    answers.append(client.get(link.path))
    for answer in answers:
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert "ETag" not in answer
        assert "Last-Modified" not in answer
        if answer.status_code in {200, 410} and answer.content:
            assert '<meta name="robots" content="noindex, nofollow, noarchive">' in answer.content.decode()


def test_the_words_tell_no_other_site_where_they_stand(link):
    answer, client = opened(link)
    assert answer["Referrer-Policy"] == "no-referrer"
    # The form keeps its own origin: a browser would send "Origin: null", and be refused as a forged form.
    assert Client().get(link.path)["Referrer-Policy"] == "same-origin"
    assert client.post(link.path, {"name": "Nora"})["Referrer-Policy"] == "no-referrer"


def test_it_knows_no_session(link):
    _answer, client = opened(link)
    assert set(client.cookies) <= {COOKIE, "csrftoken"}


def test_the_cookie_is_for_this_link_alone(link, settings):
    settings.SESSION_COOKIE_SECURE = True
    client = Client()
    client.post(link.path, {"name": "Nora"})
    cookie = client.cookies[COOKIE]
    assert cookie["path"] == link.path
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Strict")
    assert 13.9 * 86400 < cookie["max-age"] <= 14 * 86400


def test_each_opening_is_written_down(link, writer):
    _answer, nora = opened(link, "Nora Neighbour")
    nora.get(link.path)
    opened(link, "Pat  O’Patient\n")
    assert openings(link) == ["Nora Neighbour", "Nora Neighbour", "Pat O’Patient"]
    assert abs(link.openings.latest("pk").opened_at - timezone.now()) < datetime.timedelta(minutes=1)


def test_only_what_shows_the_words_is_an_opening(link):
    _answer, client = opened(link)
    assert client.head(link.path).content == b""
    client.post(link.path, {"name": "Nora"})
    for method in ("put", "patch", "delete", "options"):
        assert getattr(client, method)(link.path).status_code == 405
    assert openings(link) == ["Nora Neighbour"]


def test_a_signed_in_colleague_is_asked_like_everybody(link, draft, editor):
    client = Client()
    client.force_login(editor)
    assert draft.title not in client.get(link.path).content.decode()
    assert openings(link) == []


NO_NAMES = ["", "   ", "\n\t", "\u200b\u202e", "N\x00ora", "n" * 121]


@pytest.mark.parametrize("name", NO_NAMES, ids=ascii)
def test_no_name_is_no_key(name, link, draft):
    client = Client()
    answer = client.post(link.path, {"name": name})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert COOKIE not in client.cookies
    assert draft.title not in client.get(link.path).content.decode()
    assert PreviewOpening.objects.count() == 0


HOSTILE = {
    "<script>alert(1)</script>": "<script>alert(1)</script>",
    "Robert'); DROP TABLE editions_previewopening;--": "Robert'); DROP TABLE editions_previewopening;--",
    "Zoë \u202eevil\u200b": "Zoë evil",
    "Łucja 💊": "Łucja 💊",
    "a; Path=/; Domain=evil\r\nSet-Cookie: x=y": "a; Path=/; Domain=evil Set-Cookie: x=y",
    "n" * 120: "n" * 120,
}


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: ascii(name)[:20])
def test_a_hostile_name_is_only_a_name(name, link):
    answer, client = opened(link, name)
    assert answer.status_code == 200
    assert openings(link) == [HOSTILE[name]]
    assert set(client.cookies) <= {COOKIE, "csrftoken"}
    assert client.cookies[COOKIE].value.isascii()


def test_a_name_is_only_taken_from_our_own_form(link):
    client = Client(enforce_csrf_checks=True)
    assert client.post(link.path, {"name": "Nora"}).status_code == 403
    assert COOKIE not in client.cookies
