"""What somebody looks for is marked in safe HTML, and nothing else about it changes."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup.found import folded, marked
from markup.render import render_inline
from markup.sanitise import clean
from tests.markup.properties import examples

_MARKS = re.compile("</?mark>")


TIME, CITED = '<a class="at" href="#at-5">0:05</a>', '<sup class="cite"><a href="#a">[1]</a></sup>'
TERM = '<a class="term" href="/pain/">{}</a>'


@pytest.mark.parametrize(
    ("html", "wanted", "count", "expected"),
    [
        ("Pain. No pain.", "PAIN", 2, "<mark>Pain</mark>. No <mark>pain</mark>."),
        ("Caf\u00e9, cafe\u0301", "cafe", 2, "<mark>Caf\u00e9</mark>, <mark>cafe</mark>\u0301"),
        ("Cafe", "caf\u00e9", 1, "<mark>Cafe</mark>"),
        ("A &amp; B", "a & b", 1, "<mark>A &amp; B</mark>"),
        ("amp &amp; amp", "amp", 2, "<mark>amp</mark> &amp; <mark>amp</mark>"),
        ("a &lt;b&gt; c", "<b>", 1, "a <mark>&lt;b&gt;</mark> c"),
        ("bone <em>pain</em> go", "bone pain g", 1, "<mark>bone </mark><em><mark>pain</mark></em><mark> g</mark>o"),
        ("<em>bone</em> pain, bone pain", "bone pain", 2,
         "<em><mark>bone</mark></em><mark> pain</mark>, <mark>bone pain</mark>"),
        (TERM.format("pain"), "pain", 1, TERM.format("<mark>pain</mark>")),
        (f"{TIME} At 0:05", "0:05", 1, f"{TIME} At <mark>0:05</mark>"),
        (f"1{CITED}", "1", 1, f"<mark>1</mark>{CITED}"),
        ("aaaa", "aaa", 1, "<mark>aaa</mark>a"),
        ("\u0130\u0130", "i", 2, "<mark>\u0130</mark><mark>\u0130</mark>"),
        ("two\u00a0words\nhere", "two words here", 1, "<mark>two\u00a0words\nhere</mark>"),
        ("Pain", "", 0, "Pain"),
        ("<em>Pain</em>", "em>", 0, "<em>Pain</em>"),
        ("Pain", "rain", 0, "Pain"),
    ],
)  # fmt: skip
def test_words_are_marked(html, wanted, count, expected):
    assert marked(html, folded(wanted)) == (expected, count)


SOME = st.sampled_from([
    "pain", "Pa", "in", " ", "&", "<", ">", '"', "*", "**", "_", "`", "[a](/b)", "[@k]", "\u0301", "\u00df", "\ufb01",
    "mark", "</mark>", "\u202e",
])  # fmt: skip
TEXT = st.lists(st.one_of(SOME, st.text(max_size=3)), max_size=12).map("".join).map(lambda text: text.replace("\0", ""))


@given(TEXT, TEXT)
@examples(150, 10_000)
def test_without_the_marks_it_is_what_came_in(text, wanted):
    html = clean(f"<p>{render_inline(text)}</p>")
    made, count = marked(html, folded(wanted))
    assert _MARKS.sub("", made) == html
    assert bool(count) == ("<mark>" in made)
    for piece in re.findall("<mark>(.*?)</mark>", made, re.DOTALL):
        assert "<" not in piece


@pytest.mark.parametrize("html", ["<p>" + "a" * 100_000, "<" * 50_000, "&amp" * 40_000, '<sup class="cite">' * 5_000])
def test_no_text_takes_long(html):
    begun = time.process_time()
    marked(html, "aa")
    assert time.process_time() - begun < 2
