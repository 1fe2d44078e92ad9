"""Words that stand on no page, asked back: each with words that it may have been meant to be, and that are there.

What is offered is read from a signed edition. A word for which there is none is not looked for in its place either.
"""

import re
from dataclasses import dataclass

from django.utils.http import urlencode
from rapidfuzz import fuzz, process

from glossary.entries import glossary
from search import index, words
from search.nearest import MOST, nearest
from search.signed import signed

# Of so many words of one question.
MOST_WORDS = 3
_LOOKED_INTO = 3  # editions for each word
_ALIKE = 70  # of 100


@dataclass(frozen=True)
class NearWord:
    """A word as it is written on a page, its stems, and the address, from the question mark on, that looks for it."""

    word: str
    stems: tuple
    query: str
    is_medicine: bool


@dataclass(frozen=True)
class Near:
    said: str
    words: tuple

    @property
    def is_medicine(self):
        return any(near.is_medicine for near in self.words)

    @property
    def alternatives(self):
        return tuple(dict.fromkeys(near.stems for near in self.words))


def asked_back(request, typed, missing, language):
    """``Near`` for each word that stands on no page; without words when nothing is near to it."""
    keys = {said: nearest(request, said) for said in missing[:MOST_WORDS]}
    worth = [said for said in missing if not words.STOP & {*keys.get(said, ())}]  # a misspelt "should" says nothing
    return [Near(said, tuple(_near_words(typed, said, keys.get(said, ()), language))) for said in worth]


def _near_words(typed, said, keys, language):
    for key in keys:
        stems = tuple(words.stems(key, language))
        written, is_medicine = _as_written(key, stems)
        if written:
            instead = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", lambda _found, put=written: put, typed, count=1)
            yield NearWord(written, stems, urlencode({"q": instead}), is_medicine)


def _as_written(key, stems):
    """(A name or a word of a signed edition that is this, folded, or ""; whether it names a medicine)."""
    found = index.matching([(part, (stems,), _LOOKED_INTO) for part in (index.HEAD, index.WHOLE)])
    ids = [*sorted(found[0]), *sorted(found[1] - found[0])][:_LOOKED_INTO]
    editions = signed(ids).values()
    named = [(name, one) for one in editions for name in _names(one) if " ".join(words.tokens(name)) == key]
    if named:
        return named[0][0], any(getattr(one, "is_drug", False) for _name, one in named)
    written = (typed for one in editions for typed, token in words.surfaces(_all(one)) if token == key)
    found = next(written, "")
    return found.lower() if found.istitle() else found, False  # it may have begun a sentence


def _names(edition):
    return [name for name, shown in edition.names_to_find() if shown]


def _all(edition):
    return "\n".join([*_names(edition), edition.summary, edition.text, edition.sought_as])


def near_terms(request, typed, language):
    """Entries of the glossary whose name is more or less like what was typed, for a page with nothing else to show."""
    entries = glossary(request, language).entries
    names = [name.name.lower() for entry in entries for name in entry.shown_names()]
    owners = [entry for entry in entries for _name in entry.shown_names()]
    found = process.extract(typed.lower(), names, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=4 * MOST)
    return list({owners[place].page_id: owners[place] for _name, _score, place in found}.values())[:MOST]
