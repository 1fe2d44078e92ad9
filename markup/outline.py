"""What stands in a rendered text: its headings for a list of contents, and the addresses that it links to."""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags

from markup.sanitise import plain_text

_HEADING = re.compile(r'<h2 id="([a-z0-9-]+)">(.*?)</h2>', re.DOTALL)
# Numbers of sources and notes, with the space that keeps them beside their word, belong to the text, not to a heading.
_MARKS = re.compile(r'(?:&nbsp;|\xa0)?<sup class="(?:cite|note-ref)">.*?</sup>', re.DOTALL)
_LINK = re.compile(r'<a(?:\s+[a-z-]+="[^"]*")*?\s+href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
_SOURCE = re.compile(r'<li id="source-([a-z0-9-]+)">')


@dataclass(frozen=True)
class Place:
    """Somewhere on the page or elsewhere: an id or an address, and words for it."""

    target: str
    words: str


def contents(html, without=()):
    """The headings of the first rank in (cleaned) HTML that can be linked to; ``without`` are ids to leave out."""
    found = (Place(name, said(words)) for name, words in _HEADING.findall(html))
    return [place for place in found if place.target not in without]


def said(html):
    """The words of a piece of (cleaned) HTML in one line, without the numbers of its sources and notes."""
    return plain_text(_MARKS.sub("", html))


def links(html):
    """The addresses beyond this page that (cleaned) HTML links to, each once, for the printed page."""
    places = {}
    for address, words in _LINK.findall(html):
        target, said = unescape(address), unescape(strip_tags(words)).strip()
        if not target.startswith("#") and said != target:
            places.setdefault(target, Place(target, said))
    return list(places.values())


def sources_in_order(html):
    """Keys of the sources that (cleaned) HTML lists, as readers count them."""
    return _SOURCE.findall(html)


def minutes(text):
    """How long it takes to read a text aloud or with care: 180 words a minute, at least one minute."""
    return max(1, round(len(text.split()) / 180))
