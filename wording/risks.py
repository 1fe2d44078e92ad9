"""The changes that can hurt, between two editions of a page: what a reviewer has to see before all others.

Numbers with their units, times, "not", names of medicines and the words that kinds register; care cards; links and
pictures; sources. Paragraphs that only moved, were split or joined are left out,
unless they now stand under another heading or in another row.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wording import cards, sources
from wording.alignment import changed_items, regions
from wording.document import Document
from wording.findings import SOURCES, Text
from wording.groups import groups
from wording.items import (
    CITATION,
    MEDICINE,
    NEGATION,
    NUMBER,
    TIME,
    TURNING,
    WORD_OF_A_KIND,
    Reader,
    register_risky_words,
)
from wording.placed import HELPERS, RISKY, sentences
from wording.sentences import plain

__all__ = ["Risk", "register_risky_words", "risky_changes"]

LONGEST_CONTEXT = 160
LONGEST_SIDE = 200
LONGEST_PLACE = 60


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


def labels():
    """What each kind of risk is called."""
    return {
        NUMBER: _("Number"),
        TIME: _("Time"),
        NEGATION: _("“Not”"),
        MEDICINE: _("Medicine"),
        WORD_OF_A_KIND: _("Risky word"),
        TURNING: _("Word that turns advice"),
        CITATION: _("Citation"),
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
            WORD_OF_A_KIND if kind == TURNING else kind,
            named[kind],
            now.field,
            removed[:LONGEST_SIDE],
            added[:LONGEST_SIDE],
            context[:LONGEST_CONTEXT],
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
    read = sentences(was, now, reader)
    stood = [{(one.text, one.place) for one in side} for side in read]
    known = [{text for text, _place in side} for side in stood]
    for region in regions(*read):
        for before, after in groups(*region):
            lines = _Line(before, known[1], stood[1]), _Line(after, known[0], stood[0])
            yield from _moved(*lines) if _only_moved(before, after) else _in_lines(*lines)
    yield from _under_other_words(read, _Line(read[1], known[0], stood[0]), reader)


class _Line:
    """Sentences that stand together, as one row of items that know where they stand.

    ``known`` and ``stood`` have the sentences of the other text, and these with their places.
    """

    def __init__(self, sentences, known, stood):
        self.sentences = sentences
        self.known, self.stood = known, stood
        self.items = [item for sentence in sentences for item in sentence.items]
        self.home = {id(item): sentence for sentence in sentences for item in sentence.items}

    def around(self, item):
        """The words around an item, at most ``LONGEST_CONTEXT`` characters."""
        return self.shown(self.home[id(item)], item.start)

    def shown(self, sentence, start=0):
        """A sentence after the heading it stands under, if it is one that moved."""
        place = self._place(sentence)
        room = LONGEST_CONTEXT - len(place)
        first = max(0, min(start - room // 2, len(sentence.text) - room))
        return place + sentence.text[first : first + room].strip()

    def _place(self, sentence):
        moved = sentence.text in self.known and (sentence.text, sentence.place) not in self.stood
        above = sentence.above[-1:] + sentence.beside[:1]
        return "".join(f"{part[:LONGEST_PLACE]}: " for part in above) if moved else ""


def _only_moved(before, after):
    return len(before) == len(after) == 1 and [one.key for one in before[0].items] == [
        one.key for one in after[0].items
    ]


def _moved(before, after):
    """The same sentence under another heading or in another row: what it says is gone there, and new here."""
    was, now = before.sentences[0], after.sentences[0]
    items = [item for item in was.items if item.kind in RISKY]
    for item in items:
        yield item.kind, item.words, "", before.shown(was, item.start)
    for item in (item for item in now.items if item.kind in RISKY):
        yield item.kind, "", item.words, after.shown(now, item.start)


def _under_other_words(read, lines, reader):
    """Sentences that can hurt only by what is above them ("Do not"): the difference of the headings."""
    keys = [{one.key for one in side} for side in read]
    was = {one.text: one for one in read[0] if one.key not in keys[1] and not _is_risky(one)}
    for one in read[1]:
        if one.text in was and one.key not in keys[0] and one.place != was[one.text].place:
            gone, come = ([item for part in side.above for item in reader.items(part)] for side in (was[one.text], one))
            for kind, a, b in _differing(gone, come):
                if kind in RISKY:
                    yield kind, a.words if a else "", b.words if b else "", lines.shown(one)


def _is_risky(sentence):
    return any(item.kind in RISKY for item in sentence.items)


def _in_lines(before, after):
    replaced = bool(before.sentences and after.sentences)
    for kind, a, b in _differing(before.items, after.items):
        if replaced or kind in RISKY:
            yield kind, a.words if a else "", b.words if b else "", after.around(b) if b else before.around(a)


def _differing(was, now):
    """(kind, removed or ``None``, added or ``None``) for each item that can hurt."""
    for removed, added in _in_slots(was, now) or changed_items(was, now):
        for kind in (*RISKY, TURNING, CITATION):
            gone = [item for item in removed if item.kind == kind]
            come = [item for item in added if item.kind == kind]
            for place in range(max(len(gone), len(come))):
                a, b = (side[place] if place < len(side) else None for side in (gone, come))
                if not (a and b and a.key == b.key):
                    yield kind, a, b


def _in_slots(was, now):
    """(removed, added) between plain words, if these are the same: "not" may have gone from one to another."""
    (words, slots), (others, theirs) = _slots(was), _slots(now)
    if words != others:
        return []
    return [change for pair in zip(slots, theirs, strict=True) for change in changed_items(*pair)]


def _slots(items):
    words, slots = [], [[]]
    for item in items:
        if item.kind:
            slots[-1].append(item)
        elif item.key not in HELPERS:
            words.append(item.key)
            slots.append([])
    return words, slots
