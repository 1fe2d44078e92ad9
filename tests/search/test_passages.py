"""A passage is a piece of the page's own words, whole words of it, with what was asked marked; nothing is added."""

import html
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from search import passages, words

MARK = re.compile("</?mark>")
WORD = st.sampled_from(
    ["bone", "bones", "pain", "Pain.", "a", "T-DXd", "<b>", "&amp;", "“quoted”", "x" * 50, "乳" * 90, "e\u0301"]
)
TEXTS = st.one_of(
    st.text(max_size=400), st.lists(WORD, max_size=120).map(" ".join), st.lists(WORD, max_size=40).map("".join)
)
WANTED = {words.stem("bone"): {0}, words.stem("pain"): {1}, words.stem("tdxd"): {2}, words.stem("b"): {3}}


def plain(passage):
    return html.unescape(MARK.sub("", passage)).removeprefix("… ").removesuffix(" …")


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("pain " + "x" * 300)
@example("x" * 300 + " pain")
@example("乳" * 300 + "，pain")
def test_it_is_a_piece_of_the_text_and_not_too_long(text):
    passage = passages._marked(text, WANTED, "en")
    assert plain(passage) in text
    assert len(plain(passage)) <= passages.LONGEST
    assert not re.search(r"<(?!/?mark>)", passage)
    assert passage.count("<mark>") == passage.count("</mark>")


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_what_is_marked_was_asked_for(text):
    for marked in re.findall("<mark>(.*?)</mark>", passages._marked(text, WANTED, "en"), re.DOTALL):
        assert {*words.stems(html.unescape(marked))} & {*WANTED}


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["one", "two", "three.", "Four"]), max_size=150), st.integers(0, 150))
def test_what_was_asked_for_is_in_it_wherever_it_stands(others, place):
    text = " ".join([*others[:place], "bone", *others[place:]])
    assert "<mark>bone</mark>" in passages._marked(text, WANTED, "en")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(st.sampled_from("abc.?! "), max_size=200).filter(str.strip), max_size=8))
def test_blocks_are_joined_and_none_is_lost(parts):
    assert " ".join(passages._joined(parts)).replace("·", "").split() == " ".join(parts).split()
