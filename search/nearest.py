"""What a word that stands on no live page may have been meant to be. It is always said, and asked: names of medicines
differ by a letter.
"""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from editions.reading import by_generation
from glossary.entries import glossary
from search import words
from search.models import Known, Name

MOST = 3
# From so many letters on, a word may have one wrong letter, two, three, or four.
_WRONG = (4, 7, 10, 12)
_SHORTEST_SOUND = 5
_ALIKE = 70  # of 100
_SOUNDS = [
    (re.compile(pattern), put)
    for pattern, put in [
        ("ph", "f"), ("gh", ""), ("qu|ck", "k"), ("[st]ion|shun", "shn"), ("x", "ks"),
        ("c(?=[eiy])|z", "s"), ("c", "k"), ("y", "i"), (r"(.)\1", r"\1"), ("[aeiou]$", ""),
    ]
]  # fmt: skip


@dataclass(frozen=True)
class _Word:
    """As it stands on pages, on how many, and how it sounds."""

    word: str
    pages: int
    sound: str


def nearest(request, said, most=MOST):
    """Words of live pages that are nearest to what was typed, the most likely first; none when nothing is near."""
    plain = "".join(words.tokens(said))
    typed = words.spelt(plain)
    misspelt = _misspelt({plain, typed})
    if misspelt:
        return misspelt[:most]
    known = _known(request)
    best = _alike(typed, known) or _near(typed, known)
    best.sort(key=lambda word: (word[:1] != typed[:1], -known[word].pages, word))
    return [known[word].word for word in best[:most]]


def near_terms(request, typed, language):
    """Entries of the glossary whose name is more or less like what was typed, for a page with nothing else to show."""
    entries = glossary(request, language).entries
    names = [name.name.lower() for entry in entries for name in entry.shown_names()]
    owners = [entry for entry in entries for _name in entry.shown_names()]
    found = process.extract(typed.lower(), names, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=4 * MOST)
    return list({owners[place].page_id: owners[place] for _name, _score, place in found}.values())[:MOST]


def _near(typed, known):
    """The known words with the fewest wrong letters, if those are few enough."""
    allowed = sum(len(typed) >= letters for letters in _WRONG)
    scorer = DamerauLevenshtein.distance
    near = process.extract(typed, [*known], scorer=scorer, score_cutoff=allowed, limit=40) if allowed else []
    least = min((distance for _word, distance, _place in near), default=0)
    return [word for word, distance, _place in near if distance == least]


def _alike(typed, known):
    """The known words that sound the same, more or less, in English."""
    if len(typed) < _SHORTEST_SOUND:
        return []
    sound = _sound(typed)
    return [word for word, one in known.items() if one.sound == sound]


def _sound(word):
    for pattern, put in _SOUNDS:
        word = pattern.sub(put, word)
    return word


def _misspelt(keys):
    """The names of the terms for which one of these stands as a misspelling."""
    hidden = Name.objects.filter(key__in=keys, whole=True, shown=False).values_list("entry", flat=True)
    named = Name.objects.filter(entry__in=hidden, whole=True, shown=True).order_by("entry", "pk")
    return list(dict(named.values_list("entry", "key")[::-1]).values())


@by_generation
def _known(request):
    """{word in one spelling: the word}."""
    listed = Known.objects.values_list("word", "pages")
    return {(spelt := words.spelt(word)): _Word(word, pages, _sound(spelt)) for word, pages in listed}
