"""Words that somebody looks for, marked in (cleaned) HTML: ``<mark>`` goes round text alone, so that taking the marks
out gives back what came in.

Letters with accents are found by plain ones and capitals by small ones; emphasis or a link within the words does not
hide them. Numbers that cite, and times within a film, are no words. static/public/transcript.js finds the same.
"""

import re
import unicodedata
from collections import defaultdict
from html import unescape

_TAG = re.compile(
    r'(<a class="at"[^>]*>[^<]*</a>|<sup class="(?:cite|note-ref)">.*?</sup>|<(?:[^<>"]|"[^"]*")*>)', re.DOTALL
)
_LETTER = re.compile(r"&#?\w+;|.", re.DOTALL)
_SPACES = re.compile(r"\s")


def folded(text):
    """As texts and what is looked for are compared; of one letter there may come several, or none."""
    if not text.isascii():
        letters = unicodedata.normalize("NFD", text)
        text = "".join(letter for letter in letters if not unicodedata.category(letter).startswith("M"))
    return _SPACES.sub(" ", text.lower())


def marked(html, wanted):
    """(the HTML with marks, how often it was found). ``wanted``: plain text, folded."""
    pieces = _TAG.split(html)
    if not wanted or wanted not in folded(unescape("".join(pieces[::2]))):
        return html, 0
    letters = [one for place in range(0, len(pieces), 2) for one in _letters(place, pieces[place])]
    hits = list(_places("".join(one[0] for one in letters), wanted))
    spans = defaultdict(dict)
    for first, end in hits:
        for _letter, place, start, until in letters[first:end]:
            spans[place].setdefault(first, [start, until])[1] = until
    for place, within in spans.items():
        pieces[place] = _wrapped(pieces[place], within.values())
    return "".join(pieces), len(hits)


def _letters(place, piece):
    """(folded letter, place, where it begins and ends in the HTML of this piece)"""
    for written in _LETTER.finditer(piece):
        for letter in folded(unescape(written[0])):
            yield letter, place, *written.span()


def _places(text, wanted):
    at = text.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = text.find(wanted, at + len(wanted))


def _wrapped(piece, spans):
    out, done = [], 0
    for start, end in spans:
        if start >= done:  # two hits may share what is written as one letter
            out += [piece[done:start], f"<mark>{piece[start:end]}</mark>"]
            done = end
    return "".join([*out, piece[done:]])
