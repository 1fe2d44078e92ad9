"""A misspelt name finds what was meant, as a question; a word that is like no name finds nothing.

The table of misspellings was written before the code that has to find them.
"""

import random
from pathlib import Path

import pytest
from rapidfuzz.distance import DamerauLevenshtein

from glossary.lookup import ONE_WRONG, TWO_WRONG, Lookup, edits
from glossary.names import fold
from tests.glossary.making import demo_entries, entry

TABLE = [
    tuple(part.strip() for part in line.split("|"))
    for line in Path(__file__).with_name("misspellings.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
DEMO = Lookup(demo_entries())
NAMES = [fold(one) for term in demo_entries() for one in (term.name, *(other.name for other in term.others))]


def names(found):
    return [one.entry.name for one in found]


def test_the_table_is_long_enough():
    assert len(TABLE) >= 60
    assert len({typed for typed, _meant in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("typed", "meant"), TABLE)
def test_a_misspelling_finds_what_was_meant_first_and_is_no_answer(typed, meant):
    assert names(DEMO.meant(typed))[0] == meant
    assert names(DEMO.suggest(typed))[0] == meant
    assert DEMO.exact(typed) == []


@pytest.mark.parametrize(("typed", "meant"), TABLE)
def test_it_is_found_without_the_list_of_common_misspellings(typed, meant):
    without = Lookup([entry(one.name, *_lines(one), path=one.path) for one in demo_entries()])
    assert names(without.meant(typed))[0] == meant


def _lines(term):
    return [f"{one.kind} | {one.name}" for one in term.shown_names()[1:]]


def like_no_name(count):
    """Words that are further than the limit from every name, and from every name that is a part of what was typed."""
    chance, made = random.Random(5), []
    while len(made) < count:
        word = "".join(chance.choices("aeioustrnlmbcdpz", k=chance.randint(3, 16)))
        if all(DamerauLevenshtein.distance(word, name) > edits(word) for name in NAMES):
            made.append(word)
    return made


def test_of_a_thousand_words_like_no_name_none_finds_one():
    words = like_no_name(1000)
    assert [(word, names(DEMO.meant(word))) for word in words if DEMO.meant(word)] == []
    assert [" ".join(two) for two in zip(words[::2], words[1::2], strict=True) if DEMO.meant(" ".join(two))] == []


@pytest.mark.parametrize("typed", ["e", "er", "her", "trc", "adx", "tdm", "cts", "pik"])
def test_a_short_word_means_no_other(typed):
    assert DEMO.meant(typed) == []


@pytest.mark.parametrize(
    ("word", "allowed"),
    [
        ("", 0),
        ("a" * (ONE_WRONG - 1), 0),
        ("a" * ONE_WRONG, 1),
        ("a" * (TWO_WRONG - 1), 1),
        ("a" * TWO_WRONG, 2),
        ("a" * 90, 2),
    ],
)
def test_how_many_letters_may_be_wrong(word, allowed):
    assert edits(word) == allowed


def test_the_nearest_is_first_and_of_equally_near_ones_that_with_the_same_first_letter():
    lookup = Lookup([entry("xabimol"), entry("tabimox"), entry("tabimoll")])
    assert names(lookup.meant("tabimol")) == ["tabimoll", "tabimox", "xabimol"]
    assert names(lookup.meant("xabimo")) == ["xabimol"]


def test_a_known_misspelling_comes_before_a_nearer_name():
    lookup = Lookup([entry("letrozine"), entry("letrozole", "misspelling | letrozin")])
    assert names(lookup.meant("letrozin"))[0] == "letrozole"


def test_one_right_name_among_wrong_words_is_found():
    assert names(DEMO.meant("letrozle tablets daily"))[0] == "letrozole"


def test_look_alikes_are_all_offered():
    lookup = Lookup([entry("trastuzumab"), entry("trastuzumac"), entry("trastuzumad")])
    assert sorted(names(lookup.meant("trastuzuma"))) == ["trastuzumab", "trastuzumac", "trastuzumad"]
