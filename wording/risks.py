"""The changes that can hurt, between two editions of a page: what a reviewer has to see before all others.

Numbers with their units, times, "not", names of medicines and the words that kinds register; care cards; links and
pictures; sources. Paragraphs that only moved, were split or joined are left out.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wording import cards, sources
from wording.alignment import changed_items, regions
from wording.document import Document
from wording.findings import SOURCES, Text
from wording.items import MEDICINE, NEGATION, NUMBER, TIME, WORD_OF_A_KIND, Item, Reader, register_risky_words
from wording.sentences import plain

__all__ = ["Risk", "register_risky_words", "risky_changes"]

LONGEST_CONTEXT = 160
LONGEST_SIDE = 200


@dataclass(frozen=True)
class Risk:
    """``removed`` is empty for what is new, ``added`` for what is gone; ``context`` has the words around it."""

    kind: str
    label: str
    field: str
    removed: str
    added: str
    context: str

    def __str__(self):
        return f"{self.label}: {self.removed or '–'} → {self.added or '–'}"


@dataclass(frozen=True)
class _Sentence:
    text: str
    items: tuple[Item, ...]
    key: tuple[str, ...]


def labels():
    """What each kind of risk is called."""
    return {
        NUMBER: _("Number"),
        TIME: _("Time"),
        NEGATION: _("“Not”"),
        MEDICINE: _("Medicine"),
        WORD_OF_A_KIND: _("Risky word"),
        "card": _("Care card"),
        "link": _("Link"),
        "picture": _("Picture"),
        "source": _("Source"),
    }


def risky_changes(old, new):
    """A ``Risk`` for each change that can hurt, field by field: cards, links, sources, then words."""
    before, after = ({text.field: text for text in texts} for texts in (old, new))
    risks, reader, named = [], Reader(), labels()
    for field in dict.fromkeys([*after, *before]):
        known = after.get(field) or before[field]
        empty = Text(field, "", known.form)
        was, now = before.get(field, empty), after.get(field, empty)
        if was.source != now.source:
            risks += _in_field(was, now, reader, named)
    return risks


def _in_field(was, now, reader, named):
    if was.field == SOURCES:
        changes = [("source", *change) for change in sources.changes(was.source, now.source)]
    else:
        read = Document(was, whole=True), Document(now, whole=True)
        changes = [
            *(("card", *change) for change in cards.changes(was, now)),
            *_addresses("link", *([link for _passage, link in document.links] for document in read)),
            *_addresses("picture", *(document.pictures for document in read)),
            *_words(*read, reader),
        ]
    for kind, removed, added, context in changes:
        yield Risk(
            kind, named[kind], now.field, removed[:LONGEST_SIDE], added[:LONGEST_SIDE], context[:LONGEST_CONTEXT]
        )


def _addresses(kind, was, now):
    """Addresses that are no longer, or newly, led to; the same words with another address are one change."""
    both = Counter(one.address for one in was) & Counter(one.address for one in now)
    gone, come = ({}, {})
    for ones, left, side in ((was, both.copy(), gone), (now, both.copy(), come)):
        for one in ones:
            if left[one.address] > 0:
                left[one.address] -= 1
            else:
                side.setdefault(one.words if one.words != one.address else "", []).append(one)
    for words in dict.fromkeys([*gone, *come]):
        yield from _in_pairs(kind, gone.get(words, []), come.get(words, []))


def _in_pairs(kind, gone, come):
    for place in range(max(len(gone), len(come))):
        a, b = (side[place] if place < len(side) else None for side in (gone, come))
        yield kind, a.address if a else "", b.address if b else "", plain((b or a).words)


def _words(was, now, reader):
    for before, after in regions(_sentences(was, reader), _sentences(now, reader)):
        yield from _in_region(_Line(before), _Line(after))


def _sentences(document, reader):
    found = []
    for passage in document.passages:
        for sentence in passage.sentences:
            items = tuple(reader.items(sentence.text))
            found.append(_Sentence(sentence.text, items, tuple(item.key for item in items)))
    return found


class _Line:
    """Sentences that stand together, as one row of items that know where they stand."""

    def __init__(self, sentences):
        self.sentences = sentences
        self.items = [item for sentence in sentences for item in sentence.items]
        self.home = {id(item): sentence for sentence in sentences for item in sentence.items}

    def around(self, item):
        """The words around an item, at most ``LONGEST_CONTEXT`` characters."""
        text = self.home[id(item)].text
        first = max(0, min(item.start - LONGEST_CONTEXT // 2, len(text) - LONGEST_CONTEXT))
        return text[first : first + LONGEST_CONTEXT].strip()


def _in_region(before, after):
    for removed, added in changed_items(before.items, after.items):
        for kind in (NUMBER, TIME, NEGATION, MEDICINE, WORD_OF_A_KIND):
            gone = [item for item in removed if item.kind == kind]
            come = [item for item in added if item.kind == kind]
            for place in range(max(len(gone), len(come))):
                a, b = (side[place] if place < len(side) else None for side in (gone, come))
                if not (a and b and a.key == b.key):
                    yield kind, a.words if a else "", b.words if b else "", after.around(b) if b else before.around(a)
