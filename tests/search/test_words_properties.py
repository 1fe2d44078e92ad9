"""Whatever a text holds: its words stand in it, in order, and what it has is found again."""

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from search import words

WORDS = st.sampled_from(["tumour", "T-DXd", "CDK4/6", "patient’s", "nab-paclitaxel", "cafe\u0301", "ﷺ", "½", "5-FU"])
SIGNS = st.sampled_from([" ", ", ", "-", "/", "’", "\u00ad", "\u202e", "\0", "\n"])
LIKELY = st.lists(st.one_of(WORDS, SIGNS), max_size=12).map("".join)
ANY = st.text(st.characters(), max_size=60)  # surrogates, too
TEXTS = st.one_of(ANY, LIKELY)
MANY = settings(max_examples=400, deadline=None)


@MANY
@given(TEXTS)
@example("\uff9e")
@example("İ-İ")
def test_every_word_stands_in_the_text_and_in_order(text):
    found = words.placed(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    ends = [one.end for one in found]
    assert ends == sorted(ends)
    starts = {one.start for one in found}
    parts = sorted((one.start, one.end) for one in found if not starts & {*range(one.start + 1, one.end)})
    assert all(before == after or before[1] <= after[0] for before, after in pairwise(parts))


@MANY
@given(TEXTS)
@example("\u037a\uff9f")
def test_a_stem_is_never_empty_and_holds_letters_and_digits_alone(text):
    assert [one for one in words.stems(text) if not one.isalnum()] == []
    assert [one for one in words.tokens(text) if not one.isalnum()] == []


@MANY
@given(TEXTS)
def test_what_stands_in_a_text_is_found_by_the_same_words_typed(text):
    for one in words.placed(text):
        assert one.stem in words.stems(text[one.start : one.end])


@MANY
@given(TEXTS, TEXTS)
def test_a_text_has_its_words_whatever_stands_beside_it(text, other):
    assert words.stems(f"{text} {other}") == [*words.stems(text), *words.stems(other)]


@MANY
@given(TEXTS)
def test_folding_twice_changes_nothing(text):
    for token in words.tokens(text):
        assert words.fold(token) == token
