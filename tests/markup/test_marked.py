"""Two renderings side by side: what differs is marked, and nothing else is touched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup.marked import marked
from markup.render import render
from tests.markup.properties import examples


def unmarked(html):
    return re.sub(r"</?(?:ins|del)>", "", html)


def marks(html):
    return re.findall(r"<(?:ins|del)>(.*?)</(?:ins|del)>", html)


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("Take 2.5 mg daily.", "Take 25 mg daily.", ["2.5"], ["25"]),
        ("Do not drive.", "Do drive.", ["not "], []),
        ("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.", [], ["Three."]),
        ("One.\n\nTwo.", "Two.", ["One."], []),
        ("A *calm* day.", "A *long* day.", ["calm"], ["long"]),
        ("Salt & sugar.", "Salt &amp; honey.", ["sugar"], ["honey"]),
        ("The same.", "The same.", [], []),
    ],
)
def test_the_words_that_differ_are_marked(old, new, removed, added):
    was, now = marked(render(old), render(new))
    assert [mark.strip() for mark in marks(was)] == [one.strip() for one in removed]
    assert [mark.strip() for mark in marks(now)] == [one.strip() for one in added]


def test_a_moved_paragraph_is_marked_where_it_was_and_where_it_is():
    was, now = marked(render("First.\n\nSecond.\n\nThird."), render("Second.\n\nThird.\n\nFirst."))
    assert marks(was) == ["First."] and marks(now) == ["First."]


def test_an_attribute_with_a_bracket_is_no_text():
    old = render('[one](/a "x > y")')
    was, now = marked(old, render('[two](/a "x > y")'))
    assert unmarked(was) == old
    assert marks(was) == ["one"] and marks(now) == ["two"]


@given(st.text(alphabet="ab *_#>-|[]()\n&<.1", max_size=120), st.text(alphabet="ab *_#>-|[]()\n&<.1", max_size=120))
@examples(150, 10_000)
def test_without_the_marks_both_are_what_they_were(one, other):
    old, new = render(one), render(other)
    was, now = marked(old, new)
    assert (unmarked(was), unmarked(now)) == (old, new)


def test_in_a_long_text_each_changed_word_is_marked():
    old = render("\n\n".join(f"Paragraph {n} has words that stay and {n} that go." for n in range(700)))
    new = render("\n\n".join(f"Paragraph {n} has words that stay and {n + 1000} that go." for n in range(700)))
    was, now = marked(old, new)
    assert marks(was) == [str(n) for n in range(700)]
    assert marks(now) == [str(n + 1000) for n in range(700)]
