"""A term is found by whatever it is called: every name of the demonstration, however it is typed."""

import pytest

from glossary.lookup import Lookup
from glossary.names import HIDDEN, slug_of
from tests.glossary.making import demo_entries, entry

DEMO = Lookup(demo_entries())
SHOWN = [(one.name, term) for term in demo_entries() for one in term.shown_names()]
HIDDEN_NAMES = [(one.name, term) for term in demo_entries() for one in term.others if one.kind in HIDDEN]


def found(results):
    return [one.entry.name for one in results]


def test_the_demonstration_has_enough_to_find():
    drugs = [one for one in demo_entries() if one.is_drug]
    assert len(drugs) >= 60
    assert len(demo_entries()) - len(drugs) >= 70
    assert len(SHOWN) > 500
    assert len(HIDDEN_NAMES) > 100


@pytest.mark.parametrize(
    "typed", [str, str.upper, str.lower, " {} ".format, lambda name: name.replace(" ", " \u00a0 ")]
)
def test_every_shown_name_finds_its_term_and_only_that(typed):
    for name, term in SHOWN:
        assert {one.entry.name for one in DEMO.exact(typed(name))} == {term.name}, name
        assert found(DEMO.suggest(typed(name)))[0] == term.name, name


def test_every_shown_name_finds_its_term_by_its_address():
    for name, term in SHOWN:
        assert term.name in found(DEMO.by_slug(slug_of(name))), name


def test_every_shown_name_is_suggested_while_it_is_typed():
    for name, term in SHOWN:
        for length in range(min(len(name), 8), len(name)):
            begun = name[:length]
            others = [one for one in SHOWN if one[0].lower().startswith(begun.lower())]
            assert term.name in found(DEMO.suggest(begun, most=len(others) + 1)), begun


def test_a_common_misspelling_is_no_name_but_finds_its_term_first():
    for name, term in HIDDEN_NAMES:
        assert DEMO.exact(name) == []
        assert DEMO.by_slug(slug_of(name)) == []
        assert found(DEMO.meant(name))[0] == term.name, name


def test_a_misspelling_is_never_shown():
    wrong = {name.lower() for name, _term in HIDDEN_NAMES}
    for name, _term in (*SHOWN, *HIDDEN_NAMES):
        for one in (*DEMO.suggest(name), *DEMO.meant(name)):
            assert not wrong & {part.lower() for part in one.words.split(" → ")}


@pytest.mark.parametrize(
    ("typed", "first", "words"),
    [
        ("herceptin", "trastuzumab", "Herceptin → trastuzumab"),
        ("hercep", "trastuzumab", "Herceptin → trastuzumab"),
        ("trastuzumab", "trastuzumab", "trastuzumab"),
        ("t‑dm1", "trastuzumab emtansine", "T-DM1 → trastuzumab emtansine"),
        ("herseptin", "trastuzumab", "Herceptin → trastuzumab"),
        ("trastuzamab", "trastuzumab", "trastuzumab"),
        ("antibody-drug conjugate", "antibody–drug conjugate", "antibody–drug conjugate"),
        ("cdk4/6", "CDK4/6 inhibitor", "CDK4/6 → CDK4/6 inhibitor"),
    ],
)
def test_what_a_list_of_suggestions_says(typed, first, words):
    suggested = DEMO.suggest(typed)[0]
    assert (suggested.entry.name, suggested.words) == (first, words)


def test_two_letters_are_enough_for_suggestions_and_one_is_not():
    assert DEMO.suggest("t") == DEMO.suggest("") == DEMO.suggest("  ") == []
    names = found(DEMO.suggest("ta"))
    assert names
    for term in DEMO.suggest("ta"):
        assert any(f" {one.name.lower()}".find(" ta") >= 0 for one in term.entry.shown_names())
    assert found(DEMO.suggest("er"))[0] == "oestrogen receptor"


def test_a_word_within_a_name_is_found_after_the_names_that_begin_so():
    lookup = Lookup([entry("bone scan"), entry("scan anxiety"), entry("CT scan"), entry("scandium")])
    assert found(lookup.suggest("scan")) == ["scan anxiety", "scandium", "bone scan", "CT scan"]


def test_each_term_is_suggested_once_and_not_too_many_are():
    lookup = Lookup([entry(f"medicine {number}", f"brand | medicin {number}") for number in range(40)])
    for results in (lookup.suggest("medic"), lookup.meant("medicime 1")):
        assert len(results) == len({one.entry.page_id for one in results}) == 8
    assert len(lookup.suggest("medic", most=3)) == 3


def test_a_name_that_two_terms_share_finds_both():
    lookup = Lookup([entry("advanced", "abbreviation | ABC"), entry("another", "abbreviation | ABC")])
    assert found(lookup.exact("abc")) == found(lookup.by_slug("abc")) == ["advanced", "another"]


@pytest.mark.parametrize(
    "typed",
    [
        "\0",
        "'" * 100,
        '"',
        "\u202eer",
        "%",
        "--",
        "a" * 100,
        "🙂🙂🙂🙂",
        "\ud800",
        "ß" * 50,
        "x " * 50,
        "\u0301" * 20,
        "()[]*\\",
    ],
)
def test_odd_input_finds_nothing_and_fails_at_nothing(typed):
    assert DEMO.exact(typed) == DEMO.by_slug(typed) == []
    assert DEMO.meant(typed) == []
    DEMO.suggest(typed)
