"""Words that turn advice, and citations, are shown where one sentence replaces another."""

import pytest

from wording.findings import Text
from wording.risks import risky_changes


def risks(old, new):
    return risky_changes([Text("body", old)], [Text("body", new)])


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("Increase the dose.", "Reduce the dose.", "Increase", "Reduce"),
        ("Raise your arm.", "Lower your arm.", "Raise", "Lower"),
        ("Drink more water.", "Drink less water.", "more", "less"),
        ("The risk is higher.", "The risk is lower.", "higher", "lower"),
        ("It is contraindicated here.", "It is indicated here.", "contraindicated", "indicated"),
        ("You must call us.", "You may call us.", "must", "may"),
        ("You should drive.", "You can drive.", "should", "can"),
        ("It is unsafe.", "It is safe.", "unsafe", "safe"),
        ("It rarely hurts.", "It often hurts.", "rarely", "often"),
        ("It always hurts.", "It sometimes hurts.", "always", "sometimes"),
        ("It usually helps.", "It helps.", "usually", ""),
        ("A low level of salt.", "A high level of salt.", "low", "high"),
        ("The left breast.", "The right breast.", "left", "right"),
        ("Rest before the scan.", "Rest after the scan.", "before", "after"),
        ("Keep it under the belt.", "Keep it over the belt.", "under", "over"),
        ("Have at least a glass.", "Have at most a glass.", "at least", "at most"),
        ("The first dose hurts.", "The third dose hurts.", "first", "third"),
        ("Call us today.", "Call us tomorrow.", "today", "tomorrow"),
    ],
)  # fmt: skip
def test_a_word_that_turns_advice_is_shown(old, new, removed, added):
    (one,) = risks(old, new)
    assert (one.kind, one.label, one.removed, one.added) == ("word", "Word that turns advice", removed, added)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Keep it at -5 °C.", "Keep it at 5 °C.", "number"),
        ("Keep it at −5.", "Keep it at 5.", "number"),
        ("Drink one cup per day.", "Drink one cup per hour.", "time"),
        ("Some tablets per day.", "Some tablets per hour.", "time"),
        ("Take 1 per day.", "Take 1 per hour.", "time"),
        ("Start the tablets.", "Stop the tablets.", "negation"),
        ("Take it with food.", "Take it without food.", "time"),
    ],
)
def test_other_turns_are_shown(old, new, kind):
    assert kind in {one.kind for one in risks(old, new)}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It helps [@a].", "It helps [@b].", [("[@a]", "[@b]")]),
        ("It helps [@a].", "It helps.", [("[@a]", "")]),
        ("It helps [@a]. It hurts [@b].", "It helps [@b]. It hurts [@a].", [("[@a]", "[@b]"), ("[@b]", "[@a]")]),
        ("It helps [@a], it hurts [@b].", "It helps [@b], it hurts [@a].", [("[@a]", "[@b]"), ("[@b]", "[@a]")]),
        ("It helps [@a; @b].", "It helps [@b; @a].", []),
        ("It helps [@a].", "It helps [@a].\n\nRest is good [@b].", []),
    ],
)
def test_other_citations_of_a_sentence_are_shown(old, new, expected):
    found = risks(old, new)
    assert [(one.removed, one.added) for one in found] == expected
    assert {(one.kind, one.label) for one in found} <= {("citation", "Citation")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Rest.", "Rest.\n\nYou may often feel tired after it [@a]."),
        ("Rest.\n\nYou may often feel tired.", "Rest."),
        ("It began in April.", "It began in May."),
        ("You may rest.", "You may sleep."),
        ("Range 5-10 mg.", "Range 5-10 mg!"),
        ("You may rest.\n\nIt often helps.", "It often helps.\n\nYou may rest."),
    ],
)
def test_new_sentences_and_the_same_words_are_silent(old, new):
    assert risks(old, new) == []
