"""Whatever is sent to the form or to a private page: never an error of ours, and never two questions of one form."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from questions.askers.form import CARRIED, AskForm
from questions.models import Submission
from tests.conftest import ask
from tests.counts import count
from tests.questions.sending import ASK, filled

pytestmark = pytest.mark.django_db

FIELDS = [*AskForm.base_fields, *CARRIED, "do", "out", "csrfmiddlewaretoken", "nobody-knows"]
ODD = ["\x00", "a\x00b", "\ud800", "\udfff\ud800", "\u202e", "\u200b", "a" * 2001, "a" * 100_000, "0-4", "-1--1",
       "99999999999999999999-1", "[]", "{}", "null", "true", "' OR 1=1 --", "<script>", "GB", "living", "yes", "send",
       "edit", "check", "\r\n" * 900, "é" * 2000, "💙" * 1500, "http://" * 50, "1-1", "mail@example.org",
       "a@" + "b" * 300 + ".org", "٣٨٫٥", "38.5" * 400, "fever " * 300, "Dr " * 600]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(ODD), st.text(max_size=80), st.text(st.characters(), max_size=2100))
FORMS = st.dictionaries(st.sampled_from(FIELDS), st.lists(TEXTS, max_size=3), max_size=len(FIELDS))
QUICKLY = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}


def encodable(fields):
    """A test client cannot send halves of signs: those are sent on their own, below."""
    return {
        name: [text.encode("utf-8", "replace").decode() for text in texts] if isinstance(texts, list) else texts
        for name, texts in fields.items()
    }


@settings(max_examples=count(40, 1500), **QUICKLY)
@given(odd=FORMS, good=st.booleans())
@example(odd={name: ["\x00"] for name in FIELDS}, good=False)
@example(odd={"question": ["a\x00b\x01c"]}, good=True)
@example(odd={"question": ["\x00"]}, good=True)
@example(odd={"topic": ["\x00"], "reply": ["a@example.org\r\nBcc: b@example.org"]}, good=True)
@example(odd={"out": ["0-4"] * 500, "do": ["send"]}, good=True)
def test_an_odd_form_is_never_an_error_of_ours(odd, good):
    form = {**(filled() if good else {}), **encodable(odd)}
    before = Submission.objects.count()
    for _time in range(2):
        answer = Client().post(ASK, form)
        assert answer.status_code in {200, 303}
        assert not answer.cookies
    assert Submission.objects.count() - before <= 1
    for one in Submission.objects.order_by("-pk")[:1]:
        assert "\x00" not in one.original
        assert len(one.original) <= 2000


@pytest.mark.parametrize("content", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded",
                                     "text/plain", "application/json", "multipart/form-data", "nonsense"])  # fmt: skip
@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"question=%ED%A0%80&country=GB", b"question=%00", b"--x\r\n--x--",
                                  b'--x\r\nContent-Disposition: form-data; name="question"\r\n\r\n+2AA-\r\n--x--\r\n',
                                  b"[1, 2", b"=" * 5000, b"&" * 5000])  # fmt: skip
@pytest.mark.parametrize("address", [ASK, f"{ASK}pages.json", "mine"])
def test_a_body_of_another_kind_is_never_an_error_of_ours(client, content, body, address):
    address = address if address != "mine" else private_address()
    for content_type in (content, f"{content}; charset=utf-7", f"{content}; charset=nonsense"):
        answer = client.generic("POST", address, body, content_type=content_type)
        assert answer.status_code < 500, content_type


def test_halves_of_signs_are_left_out(client):
    """Only a form in an odd encoding can bring them: UTF-7, which multipart may name."""
    parts = {**filled(), "question": "a+2AA-b"}
    lines = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in parts.items()]
    body = "".join([*lines, "--x--\r\n"]).encode()
    client.generic("POST", ASK, body, content_type="multipart/form-data; boundary=x; charset=utf-7")
    assert all("\ud800" not in one.original for one in Submission.objects.all())


def private_address(**changes):
    from questions import receipts

    key = receipts.nonce()
    ask(key=key, **changes)
    return f"/questions/mine/{receipts.token(key)}/"


MOVES = ["add", "agree", "withdraw", "forget", "erase", "", "\x00", "delete", "claim"]


@settings(max_examples=count(25, 600), **QUICKLY)
@given(
    steps=st.lists(
        st.fixed_dictionaries(
            {"do": st.sampled_from(MOVES)},
            optional={"sort": st.one_of(st.sampled_from(["private", "publish"]), TEXTS), "text": TEXTS, "sure": TEXTS},
        ),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_is_done_on_a_private_page_it_is_still_there(steps):
    address = private_address(reply_address="jane@example.org")
    client = Client()
    for step in steps:
        answer = client.post(address, {name: text.encode("utf-8", "replace").decode() for name, text in step.items()})
        assert answer.status_code in {200, 303}
        assert client.get(address).status_code == 200


@settings(max_examples=count(40, 600), **QUICKLY)
@given(tail=st.text(st.characters(codec="utf-8"), max_size=60))
@example(tail="\x00")
@example(tail="a" * 32)
@example(tail="../../admin")
@example(tail="a" * 5000)
def test_an_address_that_is_none_says_so(tail):
    from urllib.parse import quote

    answer = Client().get(f"/questions/mine/{quote(tail)}")
    assert answer.status_code in {303, 404}
    assert answer["Referrer-Policy"] == "no-referrer"
