"""Marks the first use of each term in each section of a text, as a link to its page.

Only tags are put in: the text of the words area stays as it was approved, letter by letter. A name is found as whole
words, the longest first; a hyphen, a slash or a combining mark belongs to the word ("T-DM1", "CDK4/6", "5-FU"), so
that "paclitaxel" is not found in "nab-paclitaxel". An added s makes a plural. Names that two terms share are not
linked: which one is meant, a program does not know.
"""

import re
from collections import defaultdict
from itertools import pairwise

from django.utils.html import escape

from glossary.names import fold

_TAG = re.compile(r"""(<(?:[^<>"]|"[^"]*")*>)""")
_TAG_NAME = re.compile(r"</?([a-z0-9]+)")
_LETTER = r"[^\W_]|[\u0300-\u036f]"
# A sign, such as + or & (as HTML writes it), is a word of its own.
_WORD = re.compile(rf"&#?\w+;|\+|(?:{_LETTER})+(?:[-‐‑–/](?:{_LETTER})+)*")
_SPACE = re.compile(r"(?:\s|&nbsp;)+")
# "ER+" and "pertuzumab + trastuzumab": a sign may stand with or without space.
_AROUND_A_SIGN = re.compile(r"(?:\s|&nbsp;)*")
_VOID = {"br", "hr", "img"}
# Headings, links, code, captions, buttons; by class: care cards, the heading of a list, references.
_SKIPPED = {"h1", "h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "figcaption", "caption", "button"}
_SKIPPED_CLASS = re.compile(r'class="[^"]*\b(?:card|list-heading|sources|term-names)\b')


class Linker:
    """Names compiled once, for many pages. ``entries`` have ``page_id``, ``path`` and ``shown_names()``."""

    def __init__(self, entries):
        owners = defaultdict(set)
        for entry in entries:
            for name in entry.shown_names():
                owners[fold(name.name)].add(entry.page_id)
        self._by_first = defaultdict(list)
        for entry in entries:
            for name in entry.shown_names():
                if len(owners[fold(name.name)]) == 1:
                    self._add(name, entry)
        for found in self._by_first.values():
            found.sort(key=lambda one: -len(one.words))

    def _add(self, name, entry):
        words = [_folded(word) for word in _WORD.findall(escape(name.name))]
        if words:
            exact = escape(" ".join(name.name.split())) if name.is_exact else None
            made = _Name(tuple(words), exact, entry)
            for first in {words[0]} if len(words) > 1 else {words[0], f"{words[0]}s"}:
                self._by_first[first].append(made)

    def link(self, html, *, without=frozenset()):
        """The HTML with links, and the entries that it links to, in order. ``without`` are page ids to leave alone."""
        page = _Page(without)
        for text in page.texts(html):
            self._text(text, page)
        return "".join(page.pieces), list(page.linked.values())

    def count(self, html):
        """How often a text uses one of the names, where it could be linked."""
        page = _Page(frozenset())
        return sum(1 for text in page.texts(html) for _found in self._found(text))

    def _text(self, text, page):
        done = 0
        for name, start, end in self._found(text):
            # What a longer name covers is never linked as a shorter one, though the longer one is linked already.
            if page.wants(name.entry):
                page.pieces.append(f"{text[done:start]}{_opening(name.entry)}{text[start:end]}</a>")
                page.use(name.entry)
                done = end
        page.pieces.append(text[done:])

    def _found(self, text):
        """(name, start, end) of each use of a name in a piece of text, the longest first, none within another."""
        words = [(one.start(), one.end(), _folded(one[0])) for one in _WORD.finditer(text) if one[0] != "&nbsp;"]
        index = 0
        while index < len(words):
            name = self._longest_at(text, words, index)
            if name is not None:
                yield name, words[index][0], words[index + len(name.words) - 1][1]
            index += len(name.words) if name else 1

    def _longest_at(self, text, words, index):
        names = self._by_first.get(words[index][2], ())
        return next((name for name in names if name.stands(text, words[index : index + len(name.words)])), None)


class _Name:
    """One name: its folded words, how it is written where capitals matter (else None), and whose it is."""

    __slots__ = ("entry", "exact", "words")

    def __init__(self, words, exact, entry):
        self.words, self.exact, self.entry = words, exact, entry

    def stands(self, text, found):
        """Whether these words of a text are the name, or its plural: nothing but space between, in its own capitals."""
        if len(found) != len(self.words) or not self._same(found):
            return False
        if not all(_between(one, two).fullmatch(text, one[1], two[0]) for one, two in pairwise(found)):
            return False
        return self.exact is None or _SPACE.sub(" ", text[found[0][0] : found[-1][1]]) in {self.exact, f"{self.exact}s"}

    def _same(self, found):
        *before, last = self.words
        return [word[2] for word in found[:-1]] == before and found[-1][2] in {last, f"{last}s"}


class _Page:
    """Where we are in a page: what is skipped now, what is linked already in this section and on the whole page."""

    def __init__(self, without):
        self.without = without
        self.pieces, self.linked = [], {}
        self.open, self.skips = [], 0
        self.in_section = set()

    def texts(self, html):
        """The pieces of text in which terms may be linked; everything else goes to ``pieces`` as it is."""
        for place, piece in enumerate(_TAG.split(html)):
            if place % 2 == 0 and piece and not self.skips and not piece.isspace():
                yield piece
                continue
            self.pieces.append(piece)
            if place % 2:
                self._tag(piece)

    def _tag(self, tag):
        name = _TAG_NAME.match(tag)
        if name is None or name[1] in _VOID:
            return
        if tag.startswith("</"):
            self.skips -= self.open.pop() if self.open else 0
            return
        if name[1] == "h2":
            self.in_section.clear()
        skipped = name[1] in _SKIPPED or bool(_SKIPPED_CLASS.search(tag))
        self.open.append(skipped)
        self.skips += skipped

    def wants(self, entry):
        return entry.page_id not in self.without and entry.page_id not in self.in_section

    def use(self, entry):
        self.in_section.add(entry.page_id)
        self.linked.setdefault(entry.page_id, entry)


def _between(one, two):
    return _SPACE if one[2][0].isalnum() and two[2][0].isalnum() else _AROUND_A_SIGN


def _folded(word):
    return word.lower() if word.isascii() else fold(word)


def _opening(entry):
    return f'<a class="term" href="{escape(entry.path)}" data-define="define-{entry.page_id}">'
