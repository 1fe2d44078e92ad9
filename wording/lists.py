"""Lists of words in plain text files, one entry a line, which an operator can extend or silence.

    # a comment
    free of side effects | name the side effects     what to say instead, after the bar
    prevent*                                         an asterisk stands for the rest of a word
    lost ... battle                                  three dots stand for up to four words
    ! always ask                                     an exception: what lies within it is allowed

In the folder that the setting ``WORDING_LISTS`` names, files of the same names are read after ours; there, a line
that begins with ``-`` removes an entry or an exception (``-safe``, ``-! always ask``). Case does not matter.
"""

import re
from collections import deque
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

OURS = Path(__file__).parent / "lists"
LONGEST_LINE = 300
_FIRST = re.compile(r"[^\W_]+")
_GAP = r"(?:[\s,]++[\w'’-]++){0,4}?[\s,]++"
_cache = {}


class BadList(ValueError):
    """A line of a list that cannot be read; says which file, which line and why."""


@dataclass(frozen=True)
class Match:
    """``phrase`` is as in the list, ``words`` as in the text."""

    start: int
    end: int
    words: str
    phrase: str
    suggestion: str


@dataclass(frozen=True)
class _Entry:
    phrase: str
    suggestion: str = ""

    @cached_property
    def pattern(self):
        words = [_GAP if word == "..." else _word(word) for word in self.phrase.split()]
        between = r"(?:\s++|-)".join(words).replace(rf"(?:\s++|-){_GAP}(?:\s++|-)", _GAP)
        return re.compile(rf"{between}(?!\w)", re.IGNORECASE)


def _word(word):
    return r"[\w'’-]*+".join(re.escape(part).replace("'", "['’]") for part in word.split("*"))


class WordList:
    """Entries (phrase → suggestion) and exceptions (phrases), found by their first word."""

    def __init__(self, entries, exceptions=()):
        self.entries = dict(entries)
        self.exceptions = set(exceptions)

    @cached_property
    def _entries(self):
        return _by_first_word(_Entry(*item) for item in self.entries.items())

    @cached_property
    def _exceptions(self):
        return _by_first_word(_Entry(phrase) for phrase in self.exceptions)

    def find(self, text):
        """The matches in a text, in order; the longest of those that begin at one place, none within an exception."""
        allowed = deque((match.start, match.end) for match in _matches(self._exceptions, text))
        end = allowed_to = 0
        for match in _matches(self._entries, text):
            while allowed and allowed[0][0] <= match.start:
                allowed_to = max(allowed_to, allowed.popleft()[1])
            if match.start >= end and match.end > allowed_to:
                end = match.end
                yield match

    def without_exceptions(self, text):
        """The text with spaces where the exceptions are."""
        for match in _matches(self._exceptions, text):
            text = text[: match.start] + " " * (match.end - match.start) + text[match.end :]
        return text


def _by_first_word(entries):
    """Longest first. What begins with a whole word under that word, else under its first three letters."""
    index = {}
    for entry in sorted(entries, key=lambda entry: -len(entry.phrase)):
        first = _FIRST.match(entry.phrase)[0]
        begun = entry.phrase[len(first) : len(first) + 1] == "*"
        index.setdefault((first[:3] if begun else first, begun), []).append(entry)
    return index


def _matches(index, text):
    for word in _FIRST.finditer(text) if index else ():
        lower = word[0].lower()
        for entry in (*index.get((lower, False), ()), *index.get((lower[:3], True), ())):
            match = entry.pattern.match(text, word.start())
            if match:
                yield Match(match.start(), match.end(), match[0], entry.phrase, entry.suggestion)
                break


def word_list(name):
    """The list of this name (without ``.txt``), ours and the operator's; read again when a file changes."""
    paths = _paths(name)
    stamp = tuple((path, *_stamp(path)) for path in paths)
    if _cache.get(name, ((), None))[0] != stamp:
        _cache[name] = stamp, _read(paths)
    return _cache[name][1]


def names():
    return sorted(path.stem for path in OURS.glob("*.txt"))


def problems():
    """What is wrong with the lists, as sentences: for a check when the site starts."""
    folder = getattr(settings, "WORDING_LISTS", None)
    if folder and not Path(folder).is_dir():
        yield _("WORDING_LISTS names a folder that is not there: {folder}").format(folder=folder)
    for path in sorted(Path(folder).glob("*.txt")) if folder else ():
        if path.stem not in names():
            yield _("{file}: there is no list of this name. There are {names}.").format(
                file=path, names=", ".join(names())
            )
    for name in names():
        try:
            word_list(name)
        except BadList as bad:
            yield str(bad)


def _paths(name):
    folder = getattr(settings, "WORDING_LISTS", None)
    theirs = Path(folder) / f"{name}.txt" if folder else None
    return [OURS / f"{name}.txt", *([theirs] if theirs and theirs.is_file() else [])]


def _stamp(path):
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def _read(paths):
    entries, exceptions = {}, {}
    for path in paths:
        for number, line in enumerate(_lines(path), start=1):
            if line.strip() and not line.lstrip().startswith("#"):
                _take(path, number, line, entries, exceptions)
    return WordList(entries, exceptions)


def _lines(path):
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise BadList(_("{file} is not UTF-8 text. Save it as UTF-8.").format(file=path)) from error


def _take(path, number, line, entries, exceptions):
    phrase, bar, suggestion = (part.strip() for part in line.partition("|"))
    phrase, removes = phrase.removeprefix("-").strip(), phrase.startswith("-")
    phrase, allows = phrase.removeprefix("!").strip(), phrase.startswith("!")
    phrase = " ".join(phrase.lower().replace("’", "'").replace("…", "...").split())
    into = exceptions if allows else entries
    why = _what_is_wrong(line, phrase, bar and not suggestion) or (removes and phrase not in into and _not_there())
    if why:
        raise BadList(_("{file}, line {number}: {why}").format(file=path, number=number, why=why))
    if removes:
        del into[phrase]
    else:
        into[phrase] = suggestion


def _not_there():
    return _("this entry is not in the list, so it cannot be taken out. Delete the line, or write it as in the list.")


def _what_is_wrong(line, phrase, bar_alone):
    if len(line) > LONGEST_LINE:
        return _("the line is longer than {count} characters.").format(count=LONGEST_LINE)
    words = phrase.split()
    if not (words and _FIRST.match(phrase)) or words[-1] == "..." or re.match(r"\w{1,2}\*", phrase):
        return _("begin with a letter or a digit, and with three of them before “*”; “...” goes between words.")
    if bar_alone:
        return _("after “|” there is nothing. Write what to say instead, or delete the bar.")
    return None
