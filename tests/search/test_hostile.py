"""Whatever is typed, sent or written in a page: no failure, and no mark of it is taken for HTML."""

import html
import re
from urllib.parse import quote, quote_from_bytes

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.site.tree import parse

pytestmark = pytest.mark.django_db

TYPED = [
    '"', '""', '"bone', 'bone"', "'", "''", "bone'", "'; DROP TABLE search_entry; --", "bone' OR '1'='1",
    "NEAR(bone pain, 3)", "bone NEAR pain", "bone AND", "AND", "OR OR", "NOT bone", "bone NOT pain", "bon*", "*",
    "^bone", "bone^", "names:bone", "body : pain", "{names points} : bone", "- bone", "-bone", "+bone",
    "bone + pain", "(bone", "bone)", "((((", "))))", "()", "bone & pain", "bone | pain", "!bone", "bone <-> pain",
    "bone:*", "bone:A", "\\", "\\'", "bone\\", "\\x00", "\0", "bo\0ne", "\x01\x02\x1b[31m", "\u202ebone",
    "\u2066bone\u2069", "\u200bbone", "\ufeff", "bone\u00ad", "\ud800", "bo\udfffne", "🙂", "🦴 pain", "👩🏽‍⚕️",
    "\u0301" * 500, "b\u0301o\u0301n\u0301e\u0301" * 20, "ألم العظام", "כאב עצמות", "骨痛", "%", "%%", "%s", "%d%n",
    "_", "bone_pain", "{}", "{0}", "{{ 7|add:7 }}", "{% debug %}", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "javascript:alert(1)", "&lt;b&gt;", "&amp;", "a" * 10_000, "bone " * 5_000,
    "' " * 3_000, "-" * 5_000, "a-" * 3_000, "/" * 300, "a/b/c/d/e/f", "\n\n\n", "\r\nSet-Cookie: a=b",
    "bone\tpain", "½", "ﷺ", "\uff9e", "\u037a", "ǆ", "İ", "ß" * 100, "ﬁ", "1e999", "0x10", "١٢٣", "null", "None",
    "true", "../../etc/passwd", "C:\\bone", "a:b:c", "'s", "’s",
]  # fmt: skip


def addresses(typed):
    sent = quote(typed, errors="surrogatepass")
    return (
        f"/search/?q={sent}",
        f"/search/names.json?q={sent}",
        f"/search/?q={sent}&kind={sent[:2000]}&page={sent[:300]}",
    )


def looked_at(client, address):
    """The answer, whose HTML is whole and has no element that a template does not have."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    if address.startswith("/search/names.json"):
        assert {*answer.json()} == {"found"}
    else:
        page = parse(answer.content.decode())
        assert [one["src"] for one in page.all("script")] == ["/static/public/site.js"]
        assert not [*page.all("img", "iframe", "b", "svg")]
        assert not [name for one in page.walk() for name in one.attributes if name.startswith("on")]
    return answer


@pytest.fixture
def pages(publish, shelf):
    publish(topics=["Pain"])
    shelf.drug("trastuzumab", "trastuzumab", names="brand | Herceptin\nabbreviation | T-D\nmisspelling | hercptn")


def test_no_question_fails_and_none_is_taken_for_html(pages, client):
    for typed in TYPED:
        for address in addresses(typed):
            looked_at(client, address)


@pytest.mark.parametrize(
    "sent", [b"\xff\xfe", b"\xed\xa0\x80", b"bone\xc3", b"\xc0\xaf", b"\xf4\x90\x80\x80", bytes(range(256))]
)
def test_an_address_that_is_no_utf_8_does_not_fail(pages, client, sent):
    for address in ("/search/?q=", "/search/names.json?q=", "/search/?q=bone&topic=", "/search/?q=bone&page="):
        looked_at(client, address + quote_from_bytes(sent))


@pytest.mark.parametrize(
    "sent", ["?q", "?q=a&q=bone", "?q[]=bone", "?q=bone&kind=article&kind=b", "?&&&", "?q=bone;x", "?page=2", "?q=%"]
)
def test_an_odd_address_does_not_fail(pages, client, sent):
    looked_at(client, f"/search/{sent}")
    looked_at(client, f"/search/names.json{sent}")


def test_signs_of_a_query_language_are_no_query(pages, search):
    for typed in (
        '"bone" "pain"',
        "bone* pain",
        "names:bone pain",
        "bone & pain | !x",
        "(bone) AND (pain)",
        "bone' pain",
    ):
        assert search(typed).paths[0] == "/articles/bone-pain/", typed
    assert search("NOT bone").paths == search("bone").paths


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=80))
@example("bone 'pain' \\")
@example("\uff9e-\u037a")
def test_any_text_is_answered(pages, client, typed):
    for address in addresses(typed)[:2]:
        looked_at(client, address)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(["bone", "her", "ceptin", "'", '"', "\\", "*", "(", ")", ":", "-", "/", " ", "\0", "AND"]),
        max_size=12,
    )
)
def test_any_mixture_of_words_and_operators_is_answered(pages, client, parts):
    for address in addresses("".join(parts))[:2]:
        looked_at(client, address)


# What stands in pages ---------------------------------------------------------------------------

MARKS = "<script>alert(1)</script> <img src=x onerror=alert(2)> & \"quoted\" 'it' {{ 7 }}"


def test_marks_in_what_was_typed_are_shown_as_they_are(pages, client):
    said = looked_at(client, f"/search/?q={quote(MARKS + ' bone')}").content.decode()
    assert html.escape("<script>alert(1)</script>") in said
    assert "<script>alert" not in said


def test_marks_in_a_page_are_shown_as_they_are(publish, shelf, client, search):
    publish(
        title=f"Bone {MARKS}",
        summary=f"Zebra {MARKS}",
        body=f"Trumpet `{MARKS}` and {html.escape(MARKS)}. [@who-pain]",
        sought_as="bone",
    )
    for typed in ("bone", "zebra", "trumpet", "alert", "script alert", "boen", "trumpett"):
        said = looked_at(client, f"/search/?q={typed}").content.decode()
        assert "/articles/bone-pain/" in said, typed
        assert re.search(r"<(script>|img src=x)", said) is None, typed
    assert "<script>" in search("bone").main.one("h2").text
    found = looked_at(client, "/search/names.json?q=bone").json()["found"]
    assert found == [{"words": f"Bone {MARKS}", "path": "/articles/bone-pain/"}]


def test_marks_in_a_topic_are_shown_as_they_are(publish, client):
    publish(topics=["<script>pain</script>"])
    publish("two", title="Bone", topics=["Other"])
    said = looked_at(client, "/search/?q=bone").content.decode()
    assert "&lt;script&gt;pain" in said
