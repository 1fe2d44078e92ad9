"""Names of medicines: those we know, those that are suspected to be misspelt; and other technical terms."""

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

from django.utils.translation import gettext as _

from wording.lists import WordList, word_list
from wording.sentences import WORD

_LETTERS = re.compile(r"(?<![^\W_])[^\W\d_]{1,30}(?![^\W_])")
# "letrozol" and "letrozole" are 0.94 alike, "tamoxifin" and "tamoxifen" 0.89, "perception" and "herceptin" 0.84.
LIKENESS = 0.86
SHORTEST = 7
_registered = []
_medicines = []


def register_medicines(names):
    """``names()`` gives more medicines, a frozenset of (name, "") and (misspelling, name that is meant).

    It is called for each text: keep it cheap, and give the same object again.
    """
    if names not in _medicines:
        _medicines.append(names)
    return names


def medicines():
    """The list of medicines, with those that are registered."""
    return _with(word_list("medicines"), tuple(names() for names in _medicines))


@lru_cache(maxsize=4)
def _with(known, more):
    added = dict(pair for names in more for pair in names)
    return WordList({**added, **known.entries}, known.exceptions)


def register_terms(terms):
    """``terms()`` gives more technical terms, such as the names in a glossary. Called for each text: keep it cheap."""
    if terms not in _registered:
        _registered.append(terms)
    return terms


def technical_terms():
    """Lists of words to leave out when the reading age is told without technical terms."""
    more = frozenset(term for terms in _registered for term in terms())
    return [word_list("medicines"), word_list("technical"), *([_list_of(more)] if more else [])]


@lru_cache(maxsize=4)
def _list_of(terms):
    return WordList({" ".join(term.lower().split()): "" for term in terms if WORD.match(term)})


def misspelt(document):
    """Words that are almost, but not quite, the name of a medicine."""
    known = medicines()
    others = {term.lower() for terms in _registered for term in terms()}
    for passage in document.passages:
        for word in _LETTERS.finditer(passage.text):
            name = _meant(word[0].lower(), known, others)
            if name:
                message = _("“{word}” looks like a misspelt “{name}”. Names of medicines differ by a letter: check it.")
                yield document.finding(
                    "misspelt", message.format(word=word[0], name=name), passage, word.start(), word.end()
                )


def _meant(word, known, others):
    if word in known.entries:
        return known.entries[word]
    if len(word) < SHORTEST or word in others or word in known.exceptions or word.removesuffix("s") in known.entries:
        return None
    return _Names.of(known).nearest(word)


class _Names:
    """The known names by their pairs of letters: only those that share many are compared in full."""

    _last = (None, None)

    def __init__(self, known):
        self.names = [name for name, meant in known.entries.items() if not meant and " " not in name]
        self.by_pair = {}
        self.found = {}
        for name in self.names:
            for pair in _pairs(name):
                self.by_pair.setdefault(pair, []).append(name)

    @classmethod
    def of(cls, known):
        if cls._last[0] is not known:
            cls._last = known, cls(known)
        return cls._last[1]

    def nearest(self, word):
        if word not in self.found:
            if len(self.found) > 20_000:
                self.found.clear()
            self.found[word] = self._nearest(word)
        return self.found[word]

    def _nearest(self, word):
        shared = Counter(name for pair in _pairs(word) for name in self.by_pair.get(pair, ()))
        likely = [name for name, count in shared.items() if count * 2 >= len(word) - 1]
        alike = max(((SequenceMatcher(None, name, word).ratio(), name) for name in likely), default=(0, None))
        return alike[1] if alike[0] >= LIKENESS else None


def _pairs(word):
    return {word[place : place + 2] for place in range(len(word) - 1)}
