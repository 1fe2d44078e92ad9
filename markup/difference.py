"""Differences between two texts in two levels: lines first, then the words of changed lines.

A flat comparison of words takes seconds on an article; this takes milliseconds.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# Spaces go with the word before them: as words of their own they would match everywhere.
_WORDS = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
# More than two texts that can be rendered: told apart as wholes.
_MANY_CHARACTERS = 100_000
_MANY_LINES = 4_000
_MANY_WORDS = 4_000


@dataclass(frozen=True)
class Change:
    """A run of lines. ``kind`` is same, added, removed or changed; ``parts`` are (kind, text) in order."""

    kind: str
    parts: tuple


def difference(old, new):
    """What changed from the old text to the new one, as a list of ``Change``, whole texts included."""
    before, after = old.split("\n") if old else [], new.split("\n") if new else []
    changes = []
    if old == new:
        return [Change("same", (("same", new),))]
    if len(old) + len(new) > _MANY_CHARACTERS or len(before) + len(after) > _MANY_LINES:
        return _whole(old, new)
    # The matcher leaves popular lines and words to the end (autojunk): else blank lines, or "the",
    # cost it cubic time.
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after).get_opcodes():
        was, now = "\n".join(before[a1:a2]), "\n".join(after[b1:b2])
        if tag == "equal":
            changes.append(Change("same", (("same", was),)))
        elif tag == "insert":
            changes.append(Change("added", (("added", now),)))
        elif tag == "delete":
            changes.append(Change("removed", (("removed", was),)))
        else:
            changes.append(Change("changed", tuple(_words(was, now))))
    return changes


def _whole(old, new):
    return [Change("removed", (("removed", old),)), Change("added", (("added", new),))]


def _words(was, now):
    before, after = _WORDS.findall(was), _WORDS.findall(now)
    if len(before) + len(after) > _MANY_WORDS:
        yield "removed", was
        yield "added", now
        return
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after).get_opcodes():
        if tag == "equal":
            yield "same", "".join(before[a1:a2])
            continue
        if a2 > a1:
            yield "removed", "".join(before[a1:a2])
        if b2 > b1:
            yield "added", "".join(after[b1:b2])
