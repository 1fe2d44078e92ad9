"""Words of danger in a question: they bring the emergency card before it is sent.

The phrases are those of the live cards that a second clinician signed, and the floor, which stands when a card is
missing or withdrawn: what people say (``floor.txt``), and classes of words that go together (``classes.txt``). What is
found here says "read this first", and nothing else: that nothing was found says nothing of the question, and no screen
may say that it is not urgent.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from questions.danger import reading
from questions.danger.frames import Telling
from questions.danger.matching import compiled
from urgent.danger import parse

LONGEST = 4_000
_FLOOR = ("floor.txt", "classes.txt")
# Under this heading of each file stands what interrupts however the sentence is built.
_WHATEVER = "# Whatever the sentence is like: thoughts of ending one's life"


@dataclass(frozen=True)
class Danger:
    """``phrase`` as in the list, and where its words stand in the text."""

    phrase: str
    start: int
    end: int


def found(text, cards=(), language="en"):
    """``Danger`` for each phrase of the floor and of the cards that a text says of somebody now, in order."""
    text = text[:LONGEST]
    words = reading.read(text)
    telling = Telling(words)
    spoken = {}
    for book in _books(cards, language):
        for phrase, parts in book.found(words, text):
            if phrase not in spoken and _interrupts(phrase, parts, telling):
                first, last = min(part[0] for part in parts), max(part[1] for part in parts)
                spoken[phrase] = Danger(phrase, words[first].start, words[last].end)
    return sorted(spoken.values(), key=lambda one: (one.start, one.end, one.phrase))


def _interrupts(phrase, parts, telling):
    return not telling.was_long_ago(parts) if phrase in _whatever() else telling.of_now(parts)


def cards_for(cards, country):
    """Of the live cards those of the asker's country; for a country without a card, all of them."""
    return [card for card in cards if card.country == country] or [*cards]


def _books(cards, language):
    return [*map(compiled, floor()), *(compiled(card.danger, language) for card in cards if card.danger)]


@cache
def floor():
    """The lists that always stand, each as a text."""
    return tuple(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in _FLOOR)


@cache
def _whatever():
    """The phrases that interrupt however the sentence is built."""
    return frozenset(phrase.said for text in floor() for phrase in _told_whatever(text))


def _told_whatever(text):
    before, heading, _after = text.partition(_WHATEVER)
    return parse(text).phrases[len(parse(before).phrases) :] if heading else []
