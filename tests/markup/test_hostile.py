"""Hostile Markdown: whatever is typed, the HTML is harmless and there within a second.

The second is the only time the suite measures against a requirement. It is the process's own time, so
that a busy machine fails nothing.
"""

import gc
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup.render import render, render_inline
from markup.sanitise import clean
from tests.markup.attacks import ADDRESSES, ATTACKS, HTML, PLACES, SPECIAL, TRICKS, filled, heavy
from tests.markup.harmless import harm_in
from tests.markup.properties import examples

LIMIT = 1.0


class Tally:
    texts, slowest, text = 0, 0.0, ""

    def note(self, seconds, text):
        self.texts += 1
        if seconds > self.slowest:
            self.slowest, self.text = seconds, text


@pytest.fixture(scope="module")
def tally():
    tally = Tally()
    render("warm"), render_inline("warm")
    yield tally
    print(f"\n{tally.texts} hostile renderings, the slowest {tally.slowest:.3f} s: {tally.text[:400]!r}")


def withstand(text, tally):
    for rendered in (render, render_inline):
        gc.freeze()  # The collector still counts, but not what the tests themselves have piled up before.
        began = time.process_time()
        html = rendered(text)
        seconds = time.process_time() - began
        tally.note(seconds, text)
        assert seconds < LIMIT, f"{rendered.__name__} took {seconds:.2f} s: {text[:400]!r} ({len(text)} characters)"
        assert harm_in(html) == []
        assert clean(html) == html


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<p onclick=x>",
        "<p style='x'>",
        "<a href='javascript:x'>",
        "<a href=' java\tscript:x'>",
        "<a href='//host'>",
        "<a href='/\\host'>",
        "<a href='data:x'>",
        "<img src='/x.png'>",
        "<img src=x onerror=y>",
        "<svg>",
        "<!-- x -->",
    ],
)
def test_the_reader_of_these_tests_sees_harm(html):
    assert harm_in(html)


def test_hand_written_attacks(tally):
    for attack in ATTACKS:
        withstand(attack, tally)


def test_attacks_in_a_text_too_long_to_render(tally):
    for attack in [*HTML, *TRICKS]:
        withstand(attack + "\n" * 10_000, tally)


@pytest.mark.parametrize("place", ["- {}", "> {}", "# {}", "| {} |\n|--|\n| {} |", "::: emergency {}\n{}", "x\n: {}"])
def test_attacks_within_blocks(place, tally):
    for attack in [*HTML, *TRICKS]:
        withstand(place.replace("{}", attack), tally)


def test_long_texts(tally):
    for text in heavy():
        withstand(text, tally)


MARKS = [
    "> ", "- ", "1. ", "# ", "::: do\n", "::: dont\n", ":::\n", "::: urgent ", "```\n", "|--|\n", "[^1]", "\n[^1]: ",
    "[@a]", "[@a; @b]", "](", "](/a)", "]: ", "<a ", 'href="', " onclick=", "style=", "<!--", "-->", "&#", "&lt;",
    "\n\n", "    ", "\n: ", "===\n", "---\n", "**", "__", "![", "\ud800", "\u2028", "word", " word\n",
]  # fmt: skip
BEGINNINGS = [place.split("{", maxsplit=1)[0] for place in PLACES]
FRAGMENTS = st.sampled_from([*HTML, *ADDRESSES, *SPECIAL, *MARKS, *BEGINNINGS])


@given(st.lists(st.one_of(FRAGMENTS, FRAGMENTS, st.text(max_size=5)), max_size=30))
@examples(200, 20_000)
def test_generated_texts(tally, parts):
    withstand("".join(parts), tally)


@given(st.lists(FRAGMENTS, min_size=1, max_size=6))
@examples(20, 4_000)
def test_generated_texts_repeated_up_to_the_limit(tally, parts):
    withstand(filled("".join(parts)), tally)
