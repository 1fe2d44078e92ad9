"""A sentence that says the same under another heading, in another list or row, says something else."""

import pytest

from wording.findings import Text
from wording.risks import risky_changes

DOSES = "## With tamoxifen\n\nTake 20 mg once a day.\n\n## With letrozole\n\nTake 2.5 mg once a day.\n"
DOSES_EXCHANGED = "## With tamoxifen\n\nTake 2.5 mg once a day.\n\n## With letrozole\n\nTake 20 mg once a day.\n"
TABLE = "| Dose | Who |\n|---|---|\n| 5 mg | adults |\n| 2 mg | children |\n"
LISTS = "## Do not\n\n- drive a car\n\n## Do\n\n- drink water\n"
CARDS = "::: do\n- drink water\n:::\n\n::: dont\n- drive a car\n:::\n"
PARTS = ["## A\n\nTake 5 mg.\n\nDo not stop.", "## B\n\nTake 10 mg of letrozole at night.", "## C\n\nRest."]


def risks(old, new):
    return risky_changes([Text("body", old)], [Text("body", new)])


def swapped(text, one, other):
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def test_exchanged_doses_name_their_headings():
    found = risks(DOSES, DOSES_EXCHANGED)
    assert [(one.removed, one.added) for one in found] == [("20 mg", "2.5 mg"), ("2.5 mg", "20 mg")]
    assert [one.context for one in found] == [
        "With tamoxifen: Take 2.5 mg once a day.", "With letrozole: Take 20 mg once a day."
    ]  # fmt: skip


def test_a_sentence_under_another_heading_is_removed_and_added():
    old = "## In adults\n\nTake 5 mg.\n\n## In children\n\nRest.\n"
    found = risks(old, "## In adults\n\n## In children\n\nRest.\n\nTake 5 mg.\n")
    assert [(one.kind, one.removed, one.added, one.context) for one in found] == [
        ("number", "5 mg", "", "In adults: Take 5 mg."), ("number", "", "5 mg", "In children: Take 5 mg.")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (TABLE, swapped(TABLE, "5 mg", "2 mg"), "number"),
        (TABLE, swapped(TABLE, "adults", "children"), "number"),
        (LISTS, swapped(LISTS, "drive a car", "drink water"), "negation"),
        (CARDS, swapped(CARDS, "drive a car", "drink water"), "negation"),
        ("Do not take aspirin. Take paracetamol.", "Take aspirin. Do not take paracetamol.", "negation"),
        ("Do not take X. Take Y.", "Take X. Do not take Y.", "negation"),
        ("Do not take X but take Y.", "Take X but do not take Y.", "negation"),
        ("Tamoxifen\n: Take 20 mg.\n\nLetrozole\n: Take 2 mg.", "Tamoxifen\n: Take 2 mg.\n\nLetrozole\n: Take 20 mg.",
         "number"),
        ("Do not:\n\n- drive\n\nNow do:\n\n- sleep", "Do not:\n\n- sleep\n\nNow do:\n\n- drive", "negation"),
    ],
)  # fmt: skip
def test_what_changed_places_is_shown(old, new, kind):
    assert kind in {one.kind for one in risks(old, new)}
    assert kind in {one.kind for one in risks(new, old)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n\n".join(PARTS), "\n\n".join(reversed(PARTS))),
        ("\n\n".join(PARTS), "\n\n".join((PARTS[1], PARTS[0], PARTS[2]))),
        ("\n\n".join(PARTS), "\n\n".join(PARTS).replace("## A", "## How to take it")),
        ("\n\n".join(PARTS), "\n\n".join(PARTS).replace("mg.\n\nDo", "mg. Do")),
        ("\n\n".join(PARTS), "\n\n".join(PARTS).replace("Rest.", "Rest. Read a book.")),
        (TABLE, "| Dose | Who |\n|---|---|\n| 2 mg | children |\n| 5 mg | adults |\n"),
        ("## A\n\nRead this.\n\n## B\n\nRest.", "## A\n\nRest.\n\n## B\n\nRead this."),
    ],
)
def test_what_moved_with_its_heading_was_split_or_says_nothing_is_silent(old, new):
    assert risks(old, new) == []
