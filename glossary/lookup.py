"""Finds a term by whatever somebody typed: its name, any other name, the beginning of one, or a misspelling.

Names of medicines differ by a letter. So what is not a name is only ever a question ("did you mean …?"), never an
answer: nobody is led to another medicine than the one they typed.
"""

from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from glossary.names import HIDDEN, fold, slug_of

MOST = 8
# A word may have one wrong letter from so many letters on, and two.
ONE_WRONG, TWO_WRONG = 4, 7
_FEWEST_LETTERS = 2


@dataclass(frozen=True)
class Found:
    """An entry, and the name by which it was found (None when that is a misspelling, which is never shown)."""

    entry: object
    by: str | None

    @property
    def words(self):
        """What a list of suggestions shows."""
        return self.entry.name if self.by in (None, self.entry.name) else f"{self.by} → {self.entry.name}"


class Lookup:
    """All names of all entries, folded."""

    def __init__(self, entries):
        self._named = defaultdict(list)
        for entry in entries:
            for name, shown in _all_names(entry):
                self._named[fold(name)].append(Found(entry, name if shown else None))
        self._names = sorted(self._named)
        self._by_slug = defaultdict(list)
        for name in self._names:
            self._by_slug[slug_of(name)].append(name)

    def named(self, folded):
        """The entries that have this (folded) name, shown or not."""
        return [found.entry for found in self._named.get(folded, ())]

    def exact(self, text):
        """The entries that somebody names, by a name that is shown: several when they share it."""
        return [found for found in self._named.get(fold(text), ()) if found.by is not None]

    def by_slug(self, slug):
        """As ``exact``, by a name as it stands in an address: "cdk4-6-inhibitor" for CDK4/6 inhibitor."""
        return [found for name in self._by_slug.get(slug, ()) for found in self._named[name] if found.by is not None]

    def meant(self, text, most=MOST):
        """The entries whose name somebody may have misspelt, the nearest first, each once."""
        words = fold(text)
        found = [one for one in self._named.get(words, ()) if one.by is None]
        for part in dict.fromkeys([words, *words.split()]):
            found += self._near(part, most)
        return _each_once(found)[:most]

    def _near(self, word, most):
        allowed = edits(word)
        if not allowed:
            return []
        near = process.extract(
            word, self._names, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=4 * most
        )
        near.sort(key=lambda one: (one[1], one[0][:1] != word[:1], one[0]))
        return [found for name, _distance, _index in near for found in self._named[name]]

    def suggest(self, text, most=MOST):
        """While somebody types: names that begin so, then names with a word that does, then what may be meant."""
        words = fold(text)
        if len(words) < _FEWEST_LETTERS:
            return []
        begin = [name for name in self._names if name.startswith(words)]
        within = [name for name in self._names if f" {words}" in name]
        shown = [found for name in (*begin, *within) for found in self._named[name] if found.by is not None]
        return _each_once([*self.exact(text), *shown, *(self.meant(text) if not shown else ())])[:most]


def edits(word):
    """How many letters may be wrong in a word: none in a short one, where any letter makes another name."""
    return (len(word) >= ONE_WRONG) + (len(word) >= TWO_WRONG)


def _all_names(entry):
    yield entry.name, True
    yield from ((other.name, other.kind not in HIDDEN) for other in entry.others)


def _each_once(found):
    seen = {}
    for one in found:
        seen.setdefault(one.entry.page_id, one)
    return list(seen.values())
