"""What changed between two texts: lines first, then words; and never slowly."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup.difference import Change, difference
from tests.markup.properties import examples


def rebuilt(changes, kind):
    """The old text (``kind`` removed) or the new one (added): each change with a share in it is a run of lines."""
    other = "added" if kind == "removed" else "removed"
    runs = [change for change in changes if change.kind != other]
    return "\n".join("".join(text for part, text in run.parts if part in {"same", kind}) for run in runs)


def test_nothing_changed():
    assert difference("one\ntwo", "one\ntwo") == [Change("same", (("same", "one\ntwo"),))]


def test_a_line_is_added():
    assert difference("one\nthree", "one\ntwo\nthree") == [
        Change("same", (("same", "one"),)),
        Change("added", (("added", "two"),)),
        Change("same", (("same", "three"),)),
    ]


def test_a_line_is_removed():
    assert difference("one\ntwo\nthree", "one\nthree") == [
        Change("same", (("same", "one"),)),
        Change("removed", (("removed", "two"),)),
        Change("same", (("same", "three"),)),
    ]


def test_within_a_changed_line_its_words_are_told():
    assert difference("Head\nTake 5 mg daily.", "Head\nTake 50 mg twice daily.") == [
        Change("same", (("same", "Head"),)),
        Change(
            "changed",
            (
                ("same", "Take "),
                ("removed", "5 "),
                ("added", "50 "),
                ("same", "mg "),
                ("added", "twice "),
                ("same", "daily."),
            ),
        ),
    ]


def test_a_decimal_point_is_seen():
    (change,) = difference("Take 1.5 mg", "Take 15 mg")
    assert change.kind == "changed"
    assert "".join(text for part, text in change.parts if part == "removed") == "1.5 "
    assert "".join(text for part, text in change.parts if part == "added") == "15 "


def test_from_nothing_all_is_added_and_to_nothing_all_is_removed():
    assert difference("", "one\ntwo") == [Change("added", (("added", "one\ntwo"),))]
    assert difference("one\ntwo", "") == [Change("removed", (("removed", "one\ntwo"),))]


def test_among_many_blank_lines_an_unchanged_line_is_found():
    old = "\n\n".join([*(f"old {number}" for number in range(300)), "kept", "end"])
    new = "\n\n".join([*(f"new {number}" for number in range(300)), "kept", "other end"])
    assert any(change.kind == "same" and "kept" in change.parts[0][1] for change in difference(old, new))


WORDS = st.sampled_from(
    ["a", "b", "the", "mg", "5", ".", ",", " ", "  ", "\t", "\n", "\n\n", "é", "-", "\r", "\u2028", "_"]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=40).map("".join), st.text(max_size=40))


@st.composite
def two_texts(draw):
    old = draw(TEXTS)
    if draw(st.booleans()):
        return old, draw(TEXTS)
    start, end = sorted((draw(st.integers(0, len(old))), draw(st.integers(0, len(old)))))
    return old, old[:start] + draw(TEXTS) + old[end:]


@given(two_texts())
@examples(400, 20_000)
def test_both_texts_can_be_rebuilt(texts):
    old, new = texts
    changes = difference(old, new)
    assert rebuilt(changes, "removed") == old
    assert rebuilt(changes, "added") == new


@given(two_texts())
@examples(200, 10_000)
def test_parts_are_of_the_kind_of_their_change(texts):
    allowed = {"same": {"same"}, "added": {"added"}, "removed": {"removed"}, "changed": {"same", "added", "removed"}}
    for change in difference(*texts):
        assert {part for part, _text in change.parts} <= allowed[change.kind]


def among(word, others, between):
    return between.join(f"{word}{number}" for number in range(others))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("\n" * 40_000, "\n" * 39_999, id="40,000 line breaks"),
        pytest.param("\n" * 1_900, "\n" * 2_000, id="as many line breaks as are compared"),
        pytest.param("word " * 3_000, "word " * 2_990, id="3,000 equal words"),
        pytest.param("word " * 1_990, "word " * 2_000, id="as many equal words as are compared"),
        pytest.param(among("a", 950, "\n\n"), among("b", 950, "\n\n"), id="blank lines between all lines"),
        pytest.param(among("a", 950, " the "), among("b", 950, " the "), id="a common word between all words"),
        pytest.param("word " * 1_000_000, "words " * 1_000_000, id="five megabytes in a line"),
        pytest.param("the a\nthe b\n" * 100_000, "the b\nthe c\n" * 100_000, id="a million words"),
        pytest.param(
            "\n\n".join(among(f"a{line}x", 30, " the ") for line in range(99)),
            "\n\n".join(among(f"b{line}x", 30, " the ") for line in range(99)),
            id="an article of other words",
        ),
        pytest.param(
            "\n\n".join(among(f"a{line}x", 99, " the ") for line in range(99)),
            "\n\n".join(among(f"b{line}x", 99, " the ") for line in range(99)),
            id="a long article, each line just short enough to be compared",
        ),
    ],
)
def test_no_two_texts_take_long(old, new):
    """The limit is generous: each of these takes milliseconds, or, compared naively, from half a minute up."""
    began = time.process_time()
    changes = difference(old, new)
    assert time.process_time() - began < 3
    assert rebuilt(changes, "removed") == old
    assert rebuilt(changes, "added") == new
