"""What a word that stands on no live page may have been meant to be. It is always said, and asked: names of medicines
differ by a letter.
"""

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from editions.reading import by_generation
from search import words
from search.models import Known, Name

MOST = 3
# From so many letters on, a word may have one wrong letter, two, or three.
_WRONG = (4, 7, 11)


def nearest(request, said, most=MOST):
    """Words of live pages that are nearest to what was typed, the most likely first; none when nothing is near."""
    typed = words.spelt("".join(words.tokens(said)))
    misspelt = _misspelt(typed)
    if misspelt:
        return misspelt[:most]
    allowed = sum(len(typed) >= letters for letters in _WRONG)
    known = _known(request)
    near = process.extract(typed, [*known], scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=40)
    if not allowed or not near:
        return []
    least = min(distance for _word, distance, _place in near)
    best = [word for word, distance, _place in near if distance == least]
    best.sort(key=lambda word: (word[:1] != typed[:1], -known[word][1], word))
    return [known[word][0] for word in best[:most]]


def _misspelt(typed):
    """The names of the terms for which this stands as a misspelling."""
    hidden = Name.objects.filter(key=typed, whole=True, shown=False).values_list("entry", flat=True)
    named = Name.objects.filter(entry__in=hidden, whole=True, shown=True).order_by("entry", "pk")
    return list(dict(named.values_list("entry", "key")[::-1]).values())



@by_generation
def _known(request):
    return {words.spelt(word): (word, pages) for word, pages in Known.objects.values_list("word", "pages")}
