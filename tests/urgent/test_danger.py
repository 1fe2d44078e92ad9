"""Danger phrases as words of a card: read, sealed, reviewed, never shown to readers."""

import pytest

from tests.conftest import KINDS
from tests.editions.desk.browsing import desk_address, signed_in, text_of
from urgent.danger import parse

pytestmark = pytest.mark.django_db


def problems(text):
    return [problem.line for problem in parse(text).problems]


@pytest.fixture
def words(writer):
    return KINDS["urgent"].begin(writer)


@pytest.mark.parametrize(
    "text",
    ["", "\n\n# Infection\nfever, the shivers\n", "leg = leg, foot\n<leg> + numb, cannot feel\n! cold feet", "=fits",
     "temp + 38°",
     "can't breathe", "A&E + call", "side = left side\n<side> numb"],
)  # fmt: skip
def test_phrases_as_they_may_be(text):
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("fever,\n", 1), ("fever\n+ numb", 2), ("fever\n\n<leg> + numb", 3), ("a", 1), ("leg =\nnumb", 1),
        ("Leg = leg", 1),
        ("coughing | blood", 1), ("one two three four five six seven eight nine ten", 1), ("f" * 3001, 1),
        ("!", 1), ("38", 1),
        ("fever\n" * 401, None),
    ],
)  # fmt: skip
def test_phrases_that_cannot_be_read_are_named_with_their_line(text, line):
    assert problems(text) == [line]


def test_a_card_with_a_line_that_cannot_be_read_is_not_submitted(words):
    words.danger = "fever\nleg + "
    assert [(problem.field, problem.line) for problem in words.problems()] == [("danger", 2)]


def test_a_card_may_do_without_phrases_of_its_own(words):
    assert words.danger == "" and words.problems() == []


def test_readers_do_not_see_them_and_they_are_sealed(words, writer):
    words.danger = "in bits"
    words.save()
    words.submit(by=writer, saved=words.saved)
    assert "in bits" not in words.html and "in bits" not in words.text
    seal = words.seal
    words.danger = "in pieces"
    assert words.computed_seal() != seal


def test_the_author_writes_them_and_the_reviewer_reads_them(writer, reviewer):
    draft = KINDS["urgent"].begin(writer, danger="in bits")
    page = signed_in(writer).get(f"/admin/urgent/urgentedition/{draft.pk}/change/").content.decode()
    assert 'name="danger"' in page
    draft.submit(by=writer, saved=0)
    assert "in bits" in text_of(signed_in(reviewer).get(desk_address(draft)))
