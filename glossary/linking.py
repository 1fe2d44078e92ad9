"""Marks the first use of each term in each section of a text, as a link to its page.

Only tags are put in: the text of the words area stays as it was approved, letter by letter. A name is found as whole
words, the longest first; a dash of any kind, a slash or a combining mark belongs to the word ("T-DM1", "CDK4/6",
"5-FU"), so that "paclitaxel" is not found in "nab-paclitaxel". What nobody sees, such as a soft hyphen, neither cuts
a word nor makes another one of it. Emphasis or a link within a name does not cut it: of
"trastuzumab *emtansine*" nothing is linked, least of all trastuzumab. An added s makes a plural. Names that two terms
share are not linked: which one is meant, a program does not know.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from html import unescape
from itertools import accumulate

from django.utils.html import escape

from glossary.names import DASHES, TURNING, UNSEEN, plain, seen

_TAG = re.compile(r"""(<(?:[^<>"]|"[^"]*")*>)""")
_TAG_NAME = re.compile(r"</?([a-z0-9]*)")
_LETTERS = rf"(?:[^\W_]+|[{TURNING}][^\W_]*)(?:[\u0300-\u036f{TURNING}][^\W_]*)*"
# A word, or one sign: what stands between two of these is space, and nothing else.
_TOKEN = re.compile(rf"{_LETTERS}(?:(?:[{DASHES}]+|/){_LETTERS})*|\S")
# What a reader sees otherwise than HTML has it, or not at all.
_WRITTEN = re.compile(rf"(&#?\w+;|[{UNSEEN}])")
# Kinds of apostrophes are the same to whoever reads.
_SAME = str.maketrans("‘’ʼ", "'''")
# What a sentence is read through without a break. A reference in <sup> ends a word.
_INLINE = {"a", "abbr", "br", "code", "del", "em", "span", "strong"}
_VOID = {"br", "hr", "img"}
# Headings, links, code, captions, buttons; by class: care cards, the heading of a list, references.
_SKIPPED = {"h1", "h2", "h3", "h4", "h5", "h6", "a", "code", "pre", "figcaption", "caption", "button"}
_SKIPPED_CLASS = re.compile(r'class="[^"]*\b(?:card|list-heading|sources|term-names)\b')


class Linker:
    """Names compiled once, for many pages. ``entries`` have ``page_id``, ``path`` and ``shown_names()``."""

    def __init__(self, entries):
        self._names = {}  # by their folded words
        names = [(_tokens(name.name), name, entry) for entry in entries for name in entry.shown_names()]
        owners = defaultdict(set)
        for tokens, _name, entry in names:
            owners[_key(tokens)].add(entry.page_id)
        own = [one for one in names if len(owners[_key(one[0])]) == 1]
        for tokens, name, entry in own:
            self._add(tokens, name, entry)
        # A plural that is somebody's name is nobody else's plural.
        for tokens, name, entry in own:
            if _key(plural := [*tokens[:-1], f"{tokens[-1]}s"]) not in owners:
                self._add(plural, name, entry)
        lengths = defaultdict(set)
        for key, name in self._names.items():
            lengths[key.split(" ", 1)[0]].add(name.length)
        # How many words the names have that begin with a word, the longest first.
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def _add(self, tokens, name, entry):
        exact = " ".join(tokens) if name.is_exact else None
        self._names.setdefault(_key(tokens), _Name(entry, len(tokens), exact))

    def link(self, html, *, without=frozenset()):
        """The HTML with links, and the entries that it links to, in order. ``without`` are page ids to leave alone."""
        pieces, linked, in_section = [], {}, set(without)
        for run in _runs(html):
            if run[0].html.startswith("<h2"):
                in_section = set(without)
            for piece, found in self._in_pieces(run):
                done = 0
                for entry, start, end in found:
                    if entry.page_id not in in_section:
                        pieces.append(f"{piece.html[done:start]}{_opening(entry)}{piece.html[start:end]}</a>")
                        in_section.add(entry.page_id)
                        linked.setdefault(entry.page_id, entry)
                        done = end
                pieces.append(piece.html[done:])
        return "".join(pieces), list(linked.values())

    def count(self, html, page_id):
        """How often a text uses a name of the entry with this page, where it could be linked."""
        found = (found for run in _runs(html) for _piece, found in self._in_pieces(run))
        return sum(entry.page_id == page_id for names in found for entry, _start, _end in names)

    def places(self, text):
        """(start, end) of each use of a name in plain text."""
        return [(start, end) for _entry, start, end in self._found(text)]

    def _in_pieces(self, run):
        """Each piece of a run with the names that stand in it as a whole, as (entry, start, end)."""
        begins = [0, *accumulate(len(piece.words) for piece in run)]
        found = [[] for _piece in run]
        for entry, start, end in self._found("".join(piece.words for piece in run)):
            place = bisect_right(begins, start) - 1
            if run[place].is_free and end <= begins[place + 1]:
                found[place].append((entry, start - begins[place], end - begins[place]))
        return zip(run, found, strict=True)

    def _found(self, html):
        """(entry, start, end) of each use of a name in a text, the longest first, none within another."""
        text, starts, ends = _read(html)
        folded = _folded(text)
        begins = [place for place, word in enumerate(folded) if word in self._lengths]
        tokens = list(_TOKEN.finditer(text)) if begins else []
        end = 0
        for place in begins:
            if place >= end and (name := self._longest_at(tokens, folded, place)):
                end = place + name.length
                yield name.entry, starts[tokens[place].start()], ends[tokens[end - 1].end() - 1]

    def _longest_at(self, tokens, folded, place):
        for length in self._lengths[folded[place]]:
            name = self._names.get(" ".join(folded[place : place + length]))
            # At its end a text has fewer words than asked for.
            if name and name.length == length and name.stands(tokens[place : place + length]):
                return name
        return None


@dataclass(frozen=True, slots=True)
class _Name:
    """Whose name it is, of how many words, and how it is written where capitals matter (else None)."""

    entry: object
    length: int
    exact: str | None

    def stands(self, tokens):
        return self.exact is None or self.exact == " ".join(_plain(one[0]) for one in tokens)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A tag or a text of a page: its HTML, the words it gives to the text around it, whether links may be put in."""

    html: str
    words: str = ""
    is_free: bool = False


def _runs(html):
    """The page in runs that a reader reads without a break, each with the tag that begins it and those within."""
    run, is_open, skips = [_Piece("")], [], 0
    for place, piece in enumerate(_TAG.split(html)):
        if place % 2 == 0:
            run.append(_Piece(piece, piece, not skips))
            continue
        name = _TAG_NAME.match(piece)[1]
        if name not in _INLINE:
            yield run
            run = []
        run.append(_Piece(piece, "\n" if name == "br" else ""))
        if piece.startswith("</"):
            skips -= is_open.pop() if is_open else 0
        elif name not in _VOID:
            is_open.append(name in _SKIPPED or bool(_SKIPPED_CLASS.search(piece)))
            skips += is_open[-1]
    yield run


def _read(html):
    """The text that a reader sees, and where in the HTML each of its characters begins and ends."""
    pieces = [html] if html.isascii() and "&" not in html else _WRITTEN.split(html)
    if len(pieces) == 1:
        return html, range(len(html)), range(1, len(html) + 1)
    starts, ends, done = [], [], 0
    for place, piece in enumerate(pieces):
        end = done + len(piece)
        if place % 2 == 0:
            starts += range(done, end)
            ends += range(done + 1, end + 1)
        else:
            pieces[place] = sign = _sign(piece)
            starts += [done] * len(sign)
            ends += [end] * len(sign)
        done = end
    return "".join(pieces), starts, ends


def _sign(written):
    """The one character that a reader sees, or none. What HTML does not know, or shows as two, is no part of a name."""
    sign = seen(unescape(written))
    return sign if len(sign) < 2 else "\ufffd"


def _tokens(name):
    return [_plain(token) for token in _TOKEN.findall(seen(name))]


def _folded(text):
    """The words and signs of a text as names are kept: almost every text is written in a way that needs no more."""
    if text.isascii():
        return _TOKEN.findall(text.lower())
    return [_plain(word).lower() for word in _TOKEN.findall(text)]


def _key(tokens):
    return " ".join(tokens).lower()


def _plain(token):
    """A word or sign of a text, whichever dash or apostrophe is used."""
    return token if token.isascii() else plain(token).translate(_SAME)


def _opening(entry):
    return f'<a class="term" href="{escape(entry.path)}">'
