"""Which terms a page uses, and which of them another text has: by this, pages are offered beside one another."""

import re

from glossary.entries import glossary
from glossary.names import fold

_TERM = re.compile(r'<a class="term" href="([^"]+)"')


def names_used(request, edition, html):
    """The names, folded, of each term that is marked in this page, and of its own term."""
    used = {*_TERM.findall(html), edition.page.path}
    entries = (entry for entry in glossary(request, edition.page.language).entries if entry.path in used)
    return [[fold(name.name) for name in entry.shown_names()] for entry in entries]


def shared(terms, text):
    """How many of these terms (lists of folded names) a folded text has, by one of their names as a whole word."""
    return sum(any(_has(text, name) for name in names) for names in terms)


def _has(text, name):
    """Most names are not there at all, which is found out thirty times as fast without an expression."""
    return name in text and re.search(rf"\b{re.escape(name)}\b", text)
