"""The questions of a text that somebody may want to ask: read from its frozen HTML, not a word of them changed.

A question is an item of a list whose own words end with a question mark. It keeps the heading it stands under, for
"Does it wake you up?" is asked by another person below "What should I tell my team?". Sources, notes, the short answer,
care cards and lists of what to do ask nothing.
"""

import re
from itertools import groupby
from typing import NamedTuple

from markup.outline import said

_TAG = re.compile(r"<(/?)(h[2-6]|li|ul|ol|div|section)\b([^>]*)>")
_SKIPPED = re.compile(r'class="[^"]*\b(?:sources|notes|in-short|card|do-list|dont-list)\b')
_AROUND = {"div", "section"}
_QUESTION_MARKS = ("?", "\uff1f", "\u061f")


class Question(NamedTuple):
    """``under`` is the heading before it, or nothing."""

    words: str
    under: str


def questions(html):
    """Every question in (cleaned) HTML, in its order, each once."""
    return list(dict.fromkeys(Question(words, under) for words, under in _items(html) if is_question(words)))


def by_heading(found):
    """[(heading, its questions)] in their order."""
    return [(under, [one.words for one in group]) for under, group in groupby(found, key=lambda one: one.under)]


def is_question(words):
    return words.endswith(_QUESTION_MARKS)


def _items(html):
    """(the own words of an item, the heading before it): words of a list within an item are no part of it."""
    skips, under, heading, item = [], "", 0, None
    for tag in _TAG.finditer(html):
        ends, name, attributes = tag.groups()
        if name in _AROUND:
            _step(skips, ends, attributes)
        elif any(skips):
            continue
        elif name.startswith("h"):
            under = said(html[heading : tag.start()]) if ends else under
            heading = tag.end()
        else:
            if item is not None:
                yield said(html[item : tag.start()]), under
            item = tag.end() if name == "li" and not ends else None


def _step(skips, ends, attributes):
    """Into a part, which is skipped or not, or out of one."""
    if not ends:
        skips.append(bool(_SKIPPED.search(attributes)))
    elif skips:
        skips.pop()
