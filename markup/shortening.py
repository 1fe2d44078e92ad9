"""The short version of a text: its summary and "In short", cut out of the frozen words, and the sources they cite.

Nothing is rendered again: each piece that comes out stood so in what went in.
"""

import re
from typing import NamedTuple

from markup.outline import sources_in_order

_SUMMARY = '<p class="summary">'
_IN_SHORT = '<section class="in-short"'
_END = "</section>"
_CITED = re.compile(r'href="#source-([a-z0-9-]+)"')
# The ways back into the text lead to places that are not here.
_SOURCE = r'<li id="source-{}">(.*?)(?: <a class="back"|</li>)'


class Cited(NamedTuple):
    """A source as the list of the whole text shows it: its key, its number there, and its words as HTML."""

    key: str
    number: int
    html: str


class Short(NamedTuple):
    """``html`` is one piece of the text; ``sources`` are those that it cites."""

    html: str
    sources: list


def short(html):
    """The short version of (cleaned) HTML, or None where a text has none."""
    begins, inside = html.find(_SUMMARY), html.find(_IN_SHORT)
    ends = html.find(_END, max(inside, 0))
    if not 0 <= begins < inside < ends:
        return None
    piece = html[begins : ends + len(_END)]
    return Short(piece, _cited(piece, html))


def _cited(piece, html):
    keys = set(_CITED.findall(piece))
    found = []
    for number, key in enumerate(sources_in_order(html), 1):
        if key in keys:
            found.append(Cited(key, number, re.search(_SOURCE.format(key), html, re.DOTALL)[1]))
    return found
