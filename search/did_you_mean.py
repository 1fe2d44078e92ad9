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


@dataclass(frozen=True)
class Near:
    said: str
    words: tuple

    @property
    def alternatives(self):
        return tuple(dict.fromkeys(near.stems for near in self.words))


def asked_back(request, typed, missing, language):
    """``Near`` for each word that stands on no page; without words when nothing is near to it."""
    near = {said: tuple(_near_words(request, typed, said, language)) for said in missing[:MOST_WORDS]}
    return [Near(said, near.get(said, ())) for said in missing]


def _near_words(request, typed, said, language):
    for key in nearest(request, said):
        stems = tuple(words.stems(key, language))
        if written := _as_written(key, stems):
            instead = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", lambda _found, put=written: put, typed, count=1)
            yield NearWord(written, stems, urlencode({"q": instead}))


def _as_written(key, stems):
    """A name or a word of a signed edition that is this, folded; "" when none has it."""
    found = index.matching([(part, (stems,), _LOOKED_INTO) for part in (index.HEAD, index.WHOLE)])
    ids = [*sorted(found[0]), *sorted(found[1] - found[0])][:_LOOKED_INTO]
    return next((written for edition in signed(ids).values() if (written := _in(edition, key))), "")


def _in(edition, key):
    names = [name for name, shown in edition.names_to_find() if shown]
    for name in names:
        if " ".join(words.tokens(name)) == key:
            return name
    text = "\n".join([*names, edition.summary, edition.text, edition.sought_as])
    return next((typed for typed, token in words.surfaces(text) if token == key), "")


def near_terms(request, typed, language):
    """Entries of the glossary whose name is more or less like what was typed, for a page with nothing else to show."""
    entries = glossary(request, language).entries
    names = [name.name.lower() for entry in entries for name in entry.shown_names()]
    owners = [entry for entry in entries for _name in entry.shown_names()]
    found = process.extract(typed.lower(), names, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=4 * MOST)
    return list({owners[place].page_id: owners[place] for _name, _score, place in found}.values())[:MOST]
