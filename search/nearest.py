"""What a word that stands on no live page may have been meant to be. It is always said, and asked: names of medicines
differ by a letter.
"""

import re
from collections import defaultdict
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from editions.reading import by_generation
from search import words
from search.models import Known, Name

MOST = 3
# From so many letters on, a word may have one wrong letter, two, three, or four.
_WRONG = (4, 7, 10, 12)
_SHORTEST_SOUND = 5
_SOUNDS = [
    (re.compile(pattern), put)
    for pattern, put in [
        ("ph", "f"), ("gh", ""), ("qu|ck", "k"), ("[st]ion|shun", "shn"), ("x", "ks"),
        ("c(?=[eiy])|z", "s"), ("c", "k"), ("y", "i"), (r"(.)\1", r"\1"), ("[aeiou]$", ""),
    ]
]  # fmt: skip


def nearest(request, said, most=MOST):
    """Words of live pages that are nearest to what was typed, the most likely first; none when nothing is near."""
    plain = "".join(words.tokens(said))
    typed = words.spelt(plain)
    misspelt = _misspelt({plain, typed})
    if misspelt:
        return misspelt[:most]
    known = _known(request)
    best = _alike(typed, known) or _near(typed, known)
    best.sort(key=lambda word: (word[:1] != typed[:1], -known.words[word][0][1], word))
    return [known.written(word, plain) for word in best[:most]]


def _near(typed, known):
    """The known words with the fewest wrong letters, if those are few enough."""
    allowed = sum(len(typed) >= letters for letters in _WRONG)
    lengths = range(len(typed) - allowed, len(typed) + allowed + 1)
    near = [word for length in lengths for word in known.of_length.get(length, ())] if allowed else []
    near = process.extract(typed, near, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=40)
    least = min((distance for _word, distance, _place in near), default=0)
    return [word for word, distance, _place in near if distance == least]


def _alike(typed, known):
    """The known words that sound the same, more or less, in English."""
    return list(known.of_sound.get(_sound(typed), ())) if len(typed) >= _SHORTEST_SOUND else []


@lru_cache(maxsize=100_000)
def _sound(word):
    for pattern, put in _SOUNDS:
        word = pattern.sub(put, word)
    return word


@lru_cache(maxsize=100_000)
def _spelt(word):
    return words.spelt(word)


def _misspelt(keys):
    """The names of the pages for which one of these stands as a misspelling."""
    hidden = Name.objects.filter(key__in=keys, whole=True, shown=False).values_list("entry", flat=True)
    named = Name.objects.filter(entry__in=hidden, whole=True, shown=True).order_by("entry", "pk")
    return list(dict(named.values_list("entry", "key")[::-1]).values())


class _Known:
    """The words of live pages, by their one spelling; and those by length and by sound."""

    def __init__(self, rows):
        self.words, self.of_length, self.of_sound = {}, defaultdict(list), defaultdict(list)
        for word, pages in rows:
            spelt = _spelt(word)
            variants = self.words.setdefault(spelt, [])
            variants.append((word, pages))
            if len(variants) > 1:  # another spelling of one that is there
                continue
            self.of_length[len(spelt)].append(spelt)
            self.of_sound[_sound(spelt)].append(spelt)

    def written(self, spelt, typed):
        """The spelling of a word that is nearest to what was typed."""
        return min(self.words[spelt], key=lambda one: (DamerauLevenshtein.distance(one[0], typed), -one[1]))[0]


@by_generation
def _known(request):
    return _Known(Known.objects.order_by("-pages", "word").values_list("word", "pages"))
