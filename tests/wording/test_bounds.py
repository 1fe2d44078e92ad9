"""Arbitrary and hostile texts: nothing is raised, and nothing takes long."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.timing import seconds
from tests.wording.demo import texts
from wording.checks import ALSO, MOST, STANDARD, findings
from wording.findings import FORMS, Text
from wording.risks import risky_changes

ALL = [*STANDARD, *ALSO]
PIECES = [
    "safe", "cure", "not ", "no side effects", "lost ", "battle", "drug", "20 %", "1 in 5", "5 mg", "½", "10:30",
    "38°C",
    "letrozol", "tamoxifen", ". ", "? ", "\n", "\n\n", "- ", "## ", "#### ", "[@a]", "[@a; @b]",
    "[here](https://x.org)",
    "![](/media/" + "a" * 64 + ".webp)", "[^1]", "\n[^1]: note", "::: urgent Now\n", ":::\n", "::: dont\n",
    "| a | b |\n",
    "|---|---|\n", "`code`", "https://x.org", "<https://x.org>", "\n: term", "can't", "\ue000", "\x00", "\r", "’",
    "…", "е́",
]  # fmt: skip
words = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)


@given(words, st.sampled_from(FORMS), st.sampled_from(["body", "sources"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_checks_read_any_text(source, form, field):
    found = findings([Text(field, source, form)], checks=ALL)
    lines = source.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(one.line is None or 1 <= one.line <= lines for one in found)
    assert all(len(one.excerpt) <= 200 and one.message for one in found)
    assert len({one.key for one in found}) == len(found)


@given(words, words, st.sampled_from(FORMS), st.sampled_from(["body", "sources"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_two_texts_are_compared(old, new, form, field):
    found = risky_changes([Text(field, old, form)], [Text(field, new, form)])
    assert all(one.removed or one.added for one in found)
    assert all(len(one.context) <= 160 for one in found)
    assert risky_changes([Text(field, new, form)], [Text(field, new, form)]) == []


HOSTILE = [
    "cure ", "not cure ", "if safe ", "lost ", "5%\n", "1 ", "1-", "%1 ", "1.", "a", "1", "http://", "www.", "x.",
    ". ", "A. ",
    "is not ", "is very ", "(", "”", "[@a]", "¬is ", "letrozo ", "::: urgent x\n", "> ", "- a\n", "[a](/b)",
    "not 5 mg ", "\n",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long_to_check(piece, form):
    text = Text("body", (piece * 40_000)[:40_000], form)
    assert seconds(findings, [text]) < 4
    assert len(findings([text])) <= len(STANDARD) * (MOST + 1)


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_two_texts_take_long_to_compare(piece):
    numbered = "".join(f"{piece}{number} " for number in range(40_000 // (len(piece) + 5)))
    turned = " ".join(reversed(numbered.split(" ")))
    assert seconds(risky_changes, [Text("body", numbered)], [Text("body", turned)]) < 4


def test_the_demonstration_twice_is_read_fast():
    body = texts()[3].source
    text = Text("body", f"{body}\n\n{body}")
    findings([text])
    assert seconds(findings, [text], runs=5) < 1
