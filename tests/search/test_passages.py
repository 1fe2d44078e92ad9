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
    return html.unescape(MARK.sub("", passage))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_it_is_a_piece_of_the_text(text):
    passage = passages._marked(text, WANTED, "en")
    assert plain(passage) == text
    assert not re.search(r"<(?!/?mark>)", passage)
    assert passage.count("<mark>") == passage.count("</mark>")


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("pain " + "x" * 400)
@example("x" * 400 + " pain")
def test_a_long_block_gives_whole_sentences_or_nothing(text):
    part = passages._shortened(text, WANTED, "en")
    cut = part.removeprefix("… ").removesuffix(" …")
    assert len(cut) <= passages.LONGEST_SENTENCE
    assert " ".join(cut.split()) in " ".join(text.split())
    if part.startswith("… "):
        assert re.search(rf"(?:[.?!]\s+|·\s*|\s){re.escape(cut[:20])}", text)


def test_no_sentence_loses_what_turns_it_round():
    before = "Ask for the plan of your treatment in writing, and keep it where you find it again at night. " * 2
    forbidden = (
        "Do not, whatever a friend, a forum or a page like this one says and however well you feel on the day, and "
        "even if the bone scan was good, stop taking tamoxifen on your own."
    )
    wanted = {words.stem("tamoxifen"): {0}}
    assert forbidden in passages._shortened(before + forbidden + " Ask first. " + before, wanted, "en")
    longer = forbidden[:-1] + ", for your team knows " + "what you have to know " * 12 + "of it."
    assert passages._shortened(before + longer, wanted, "en") == ""


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
