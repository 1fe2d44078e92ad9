"""What no key gives: a token, a cookie or a row of somebody's own opens no preview."""

import datetime

import pytest
from django.core import signing
from django.test import Client

from editions import guards
from editions.models import PreviewLink
from editions.previews import COOKIE
from tests.editions.conftest import change
from tests.editions.previewing import link_to, opened, openings

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(draft, writer):
    return link_to(draft, writer)


def is_not_there(path):
    """The answer is that of an address at which there never was anything."""
    answer, nothing = Client().get(path), Client().get("/nothing-here/")
    assert answer.status_code == 404
    assert answer.content == nothing.content
    assert Client().post(path, {"name": "Nora"}).status_code == 404
    return True


def test_a_forged_token_is_not_there(link):
    pk, signature = link.token.split(".")
    turned = signature[:-2] + ("AA" if signature[-2:] != "AA" else "BB")
    tokens = [f"{pk}.{turned}", f"{pk}.{'A' * 43}", f"{pk}.{signature}A", f"0{pk}.{signature}", f"{pk}.", pk]
    tokens += [f"{number}.{signature}" for number in ("9" * 18, "9" * 19, f"-{pk}", "x")]
    tokens.append(f"{pk}.{signature}%00")
    for token in tokens:
        assert is_not_there(f"/preview/{token}/"), token


def test_the_token_of_another_link_opens_only_its_own(link, draft, writer):
    other = link_to(draft, writer)
    pk, _signature = link.token.split(".")
    assert is_not_there(f"/preview/{pk}.{other.token.split('.')[1]}/")


def test_a_name_given_at_one_link_opens_no_other(link, draft, writer):
    _answer, client = opened(link)
    other = link_to(draft, writer)
    client.cookies[COOKIE] = client.cookies[COOKIE].value
    client.cookies[COOKIE]["path"] = "/"
    assert draft.title not in client.get(other.path).content.decode()
    assert openings(other) == []


SIGNED_FOR_ANOTHER = signing.dumps([1, "Nora"], salt="another")


@pytest.mark.parametrize("value", ["Nora", "", "a:b:c", SIGNED_FOR_ANOTHER, "\x00", "é"], ids=range(6))
def test_an_invented_cookie_names_nobody(value, link, draft):
    answer = Client().get(link.path, headers={"cookie": f"{COOKIE}={value}"})
    assert answer.status_code == 200
    assert draft.title not in answer.content.decode()
    assert openings(link) == []


def test_a_row_that_was_written_without_the_key_gives_nothing(link, draft, settings):
    """Whoever writes the database makes a link, but no address: its signature takes the key."""
    row = PreviewLink.objects.create(
        edition_id=draft.pk, for_whom="me", created_by_id=link.created_by_id, expires_at=link.expires_at
    )
    for known in (link.token, "1." + "A" * 43):
        assert is_not_there(f"/preview/{row.pk}.{known.split('.')[1]}/")
    settings.SECRET_KEY = "what a thief of the database invents, at a length that is enough"
    forged = row.path
    settings.SECRET_KEY = "the key of the site, which the thief has not, at enough of a length"
    assert is_not_there(forged)


COLUMNS = {
    "another edition": lambda link, other: {"edition_id": other.pk},
    "a later end": lambda link, other: {"expires_at": link.expires_at + datetime.timedelta(days=300)},
    "another maker": lambda link, other: {"created_by_id": other.page.owner_id},
    "another beginning": lambda link, other: {"created_at": link.created_at + datetime.timedelta(seconds=1)},
}


@pytest.mark.parametrize("columns", COLUMNS.values(), ids=COLUMNS)
def test_a_known_address_is_not_led_elsewhere_in_the_database(columns, link, kind, other_writer):
    other = kind.begin(other_writer, slug="another-page")
    path = link.path
    PreviewLink.objects.filter(pk=link.pk).update(**columns(link, other))
    assert is_not_there(path)


def test_a_link_stays_good_while_the_key_is_changed(link, settings):
    path = link.path
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = (
        "another key of the site, long enough it is",
        [settings.SECRET_KEY],
    )
    assert Client().get(path).status_code == 200


def test_words_that_were_changed_in_the_database_are_not_shown(submitted, writer):
    link = link_to(submitted, writer)
    guards.lift()
    change(submitted, html="<p>Forged.</p>")
    answer, _client = opened(link)
    guards.install()
    assert answer.status_code == 503
    assert "Forged." not in answer.content.decode()
    assert openings(link) == []


def test_an_approval_that_nobody_made_is_not_previewed(submitted, writer, stage):
    link = link_to(submitted, writer)
    change(submitted, **stage.approval(reviewer_name="Prof. Invented Person"))
    answer, _client = opened(link)
    assert answer.status_code == 503
    assert "Invented Person" not in answer.content.decode()
