"""Floods and spam are held and never turned away; the form closes itself; what cannot be kept is given back."""

import json
import logging

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from editions import guards
from questions.models import Sending, State, Submission
from stage4site.logs import JsonLines
from tests import production
from tests.questions.sending import ASK, PLAIN, asked, filled, ticket
from tests.site.tree import parse


def page(answer):
    return parse(answer.content.decode())


# Held ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"website": "https://example.org/"},
        {"ticket": "fresh"},
        {"question": "See https://a.example and http://b.example and www.c.example", "do": "send"},
    ],
    ids=["a field that nobody sees", "too fast", "links"],
)
def test_what_looks_like_spam_is_held_and_whoever_sent_it_sees_no_difference(client, changes):
    form = filled(**changes)
    form |= {"ticket": ticket(age=1)} if form["ticket"] == "fresh" else {}
    answer = client.post(ASK, form)
    if answer.status_code == 200:  # web addresses are shown as personal details first
        answer = client.post(ASK, {**dict(answer.context["fields"]), "do": "send"})
    assert asked(answer).state == State.HELD
    held, other = (page(client.get(one["Location"])) for one in (answer, client.post(ASK, filled())))
    assert held.one("h1").text == other.one("h1").text
    assert "spam" not in held.text.lower()


@pytest.mark.django_db
def test_more_than_usual_from_one_place_are_held_and_the_place_is_not_kept(client, settings):
    settings.QUESTIONS_A_DAY = 2
    states = [asked(client.post(ASK, filled(), REMOTE_ADDR="192.0.2.7")).state for _time in range(3)]
    assert states == [State.RECEIVED, State.RECEIVED, State.HELD]
    assert asked(client.post(ASK, filled(), REMOTE_ADDR="192.0.2.8")).state == State.RECEIVED
    kept = [str(row) for model in (Sending, Submission) for row in model.objects.values()]
    assert not any("192.0.2" in row for row in kept)


@pytest.mark.django_db
def test_a_network_of_the_newer_addresses_is_one_place(client, settings):
    settings.QUESTIONS_A_DAY = 1
    places = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"]
    states = [asked(client.post(ASK, filled(), REMOTE_ADDR=place)).state for place in places]
    assert states == [State.RECEIVED, State.HELD, State.RECEIVED]


@pytest.mark.django_db
def test_behind_a_proxy_the_visitors_own_place_counts(client, settings):
    settings.QUESTIONS_A_DAY, settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1, 1
    for place in ("192.0.2.1", "192.0.2.2"):
        form = filled()
        assert asked(client.post(ASK, form, REMOTE_ADDR="", headers={"x-forwarded-for": place})).state == State.RECEIVED


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["", "not an address", "unix:"])
def test_a_place_that_cannot_be_told_is_no_error(client, place):
    assert asked(client.post(ASK, filled(), REMOTE_ADDR=place))


@pytest.mark.django_db
def test_sending_twice_counts_once(client):
    form = filled()
    for _time in range(3):
        client.post(ASK, form)
    assert [one.count for one in Sending.objects.all()] == [1]


# Closing ------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_form_closes_itself_and_says_so(client, settings):
    settings.QUESTIONS_IN_QUEUE = 1
    asked(client.post(ASK, filled()))
    tree = page(client.get(ASK))
    assert tree.one("h1").text == "We take no new questions just now"
    assert "112, 999 or 911" in tree.one("main").text
    assert not list(tree.one("main").all("form"))
    settings.QUESTIONS_IN_QUEUE = 2
    assert list(page(client.get(ASK)).all("textarea"))


@pytest.mark.django_db
def test_what_was_written_when_the_form_closed_is_given_back(client, settings):
    settings.QUESTIONS_IN_QUEUE = 0
    tree = page(client.post(ASK, filled()))
    assert tree.one("textarea").text == PLAIN
    assert "It is not sent and not kept" in tree.one("main").text
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_a_question_that_was_sent_is_found_when_the_form_has_closed(client, settings):
    form = filled()
    first = client.post(ASK, form)
    settings.QUESTIONS_IN_QUEUE = 1
    assert client.post(ASK, form)["Location"] == first["Location"]


# When something of ours is broken -------------------------------------------------------------------

POST = """
import django, json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "stage4site.settings"
django.setup()
from django.test import Client
client = Client(raise_request_exception=False, headers={"host": "stage4.example"})
form = json.loads(os.environ["FORM"])
answers = [client.post(path, form, secure=True) for path in ("/questions/ask/", "/questions/mine/" + "a" * 32 + "/")]
print(json.dumps([[one.status_code, one.content.decode(), dict(one.headers), len(one.cookies)] for one in answers]))
"""
NO_DATABASE = ["sqlite:////nowhere/at/all/site.sqlite3", "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1"]
WORDS = 'My "bones" hurt & I <am> afraid.\nWhat helps?'


@pytest.mark.parametrize("address", NO_DATABASE, ids=["sqlite", "postgresql"])
def test_without_the_database_the_form_says_so_and_gives_the_text_back(address):
    form = {**filled(question=WORDS, reply="jane@example.org", out="0-4"), "text": ""}
    done = production.run("-c", POST, DATABASE_URL=address, FORM=json.dumps(form))
    assert done.returncode == 0, done.stderr
    for status, content, headers, cookies in json.loads(done.stdout.splitlines()[-1]):
        assert (status, cookies) == (503, 0)
        assert "no-store" in headers["Cache-Control"]
        assert headers["Retry-After"] == "60"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        tree = parse(content)
        assert tree.one("h1").text == "It is not sent: this is our fault"
        assert "Call 112, 999 or 911" in tree.one("main").text
        assert tree.one("textarea").raw.removeprefix("\n") == WORDS
        carried = {one["name"]: one["value"] for one in tree.one("form").all("input")}
        again = {name: text for name, text in form.items() if text and name != "question"}
        assert {name: text for name, text in carried.items() if text} == again
    assert "bones" not in done.stderr
    assert "jane" not in done.stderr


@pytest.mark.django_db
def test_while_a_guard_is_missing_the_text_is_given_back_and_can_be_sent_later(settings):
    settings.GUARDS_CHECKED_EVERY = 0
    client, form = Client(raise_request_exception=False), filled()
    guards.lift(names={"keeps_the_original"})
    answer = client.post(ASK, form)
    assert answer.status_code == 503
    tree = page(answer)
    guards.install()
    carried = {one["name"]: one["value"] for one in tree.one("form").all("input")}
    again = {**carried, tree.one("textarea")["name"]: tree.one("textarea").raw.strip()}
    assert asked(client.post(tree.one("form")["action"], again)).original == PLAIN


@pytest.mark.django_db
def test_other_pages_break_as_they_did(settings):
    settings.GUARDS_CHECKED_EVERY = 0
    guards.lift(names={"keeps_the_original"})
    client = Client(raise_request_exception=False)
    assert "We show nothing for a moment" in client.get(ASK).content.decode()
    assert "We show nothing for a moment" in client.post("/accounts/login/", {"text": "a"}).content.decode()


# No trace -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_neither_question_nor_receipt_is_in_the_log_or_a_session(client, caplog):
    caplog.set_level(logging.DEBUG)
    answer = client.post(ASK, filled(question="Marker-alpha hurts. Is that usual?", reply="marker-beta@example.org"))
    receipt = answer["Location"]
    client.get(receipt)
    client.post(receipt, {"do": "add", "text": "Marker-gamma"})
    client.get(f"{receipt}wrong")
    lines = "\n".join(JsonLines().format(record) for record in caplog.records)
    assert "questions/ask/" in lines
    for words in ("arker-", receipt.rstrip("/").rpartition("/")[2]):
        assert words not in lines
    assert not Session.objects.exists()
