"""Which live pages answer what was asked, the best first.

The engine says which entries hold a word, in their head or anywhere. The rest is reckoned here, so that both engines
give the same: rare words weigh more than frequent ones, a name more than a heading, a heading more than the text.
"""

import heapq
import math
from collections import Counter
from dataclasses import dataclass

from glossary.models import TermEdition
from search import index, words
from search.models import Entry, Name

# A word on more pages than this is looked for in names, summaries and headings alone.
COMMON = 500
MOST_HEADS = 2_000
# So many are weighed closely, and so many can be paged through.
WEIGHED, MOST = 40, 200
# Of so many, the first, facets are counted.
KEPT = 200
# A page that holds words of less weight than this part of all that was asked is no answer.
ENOUGH = 0.34
FEW = 10
IN_TITLE, IN_NAME, IN_POINTS, IN_BODY = 1.0, 0.9, 0.55, 0.3
WIDER = 0.9
# Beside where each word stands: that all of them stand together; that a name of the page is said, or is what was
# typed, or that an editor foresaw just these words; how often they stand there. A term is seldom the answer to a
# question that does not name it.
TOGETHER, SAID, EXACT, SOUGHT, AS_OFTEN, LOOKED_UP = 0.5, 0.4, 2.0, 1.0, 0.6, 0.15
PASSAGE, USUAL_LENGTH = 25, 300  # words
SATED = 1.2


@dataclass(frozen=True)
class Found:
    """What holds some of what was asked. ``scores``: {id: in a first order}; ``enough``: the ids that hold enough."""

    scores: dict
    enough: frozenset
    weights: tuple
    # Those that are called exactly so, by a name that readers see; those that are looked for by just these words.
    exact: frozenset
    sought: frozenset
    # How many hold every word that stands anywhere.
    complete: int
    # Groups of which too much was found to look for it in texts, and of which nothing was.
    common: tuple
    missing: tuple

    def first(self, only=None):
        """The ids of the first ``KEPT`` entries, best first; of these alone, where they are given."""
        scores = self.scores if only is None else {pk: score for pk, score in self.scores.items() if pk in only}
        number = max(self.number(only), FEW)
        best = heapq.nlargest(min(KEPT, number), scores, key=lambda pk: (scores[pk], pk))
        called = [*sorted(self.exact, reverse=True), *sorted(self.sought - self.exact, reverse=True)]
        return list(dict.fromkeys([*(pk for pk in called if only is None or pk in only), *best]))

    def number(self, only=None):
        """How many hold enough."""
        return len(self.enough if only is None else self.enough & only)


def found(asked):
    heads, wholes = _held(asked.groups)
    weights = _weights(wholes)
    scores, held = _weighed(heads, wholes, weights)
    mass = {mask: sum(weight for place, weight in enumerate(weights) if mask >> place & 1) for mask in {*held.values()}}
    there = sum(1 << place for place, whole in enumerate(wholes) if whole)
    enough = ENOUGH * sum(weight for weight, whole in zip(weights, wholes, strict=True) if whole)
    return Found(
        scores=scores,
        enough=frozenset(pk for pk, mask in held.items() if mass[mask] >= enough),
        weights=tuple(weights),
        exact=_called(asked, shown=True),
        sought=_called(asked, shown=False),
        complete=sum(mask & there == there for mask in held.values()),
        common=_those(asked.groups, wholes, lambda whole: len(whole) > COMMON),
        missing=_those(asked.groups, wholes, lambda whole: not whole),
    )


def _held(groups):
    """(ids whose head holds it, ids that hold it anywhere), for each group."""
    limits = ((index.HEAD, MOST_HEADS), (index.WHOLE, COMMON + 1))
    found = index.matching([(part, group.every, most) for group in groups for part, most in limits])
    return [found[2 * n] for n in range(len(groups))], [found[2 * n + 1] for n in range(len(groups))]


def _weights(wholes):
    """How much each group counts: the fewer pages hold it, the more."""
    total = Entry.objects.count()
    return [math.log(1 + (1 + total) / (1 + len(whole))) for whole in wholes]


def _weighed(heads, wholes, weights):
    """({id: score}, {id: which groups it holds, a bit each}).

    A common word counts as being everywhere, and finds by heads alone.
    """
    scores, held = {}, {}
    for place, (head, whole) in enumerate(zip(heads, wholes, strict=True)):
        texts = () if len(whole) > COMMON else whole - head
        for ids, worth in ((head, IN_TITLE), (texts, IN_BODY)):
            for pk in ids:
                scores[pk] = scores.get(pk, 0.0) + worth * weights[place]
                held[pk] = held.get(pk, 0) | 1 << place
    for place, whole in enumerate(wholes):
        if len(whole) > COMMON:
            for pk in [pk for pk, mask in held.items() if not mask >> place & 1]:
                scores[pk] += IN_BODY * weights[place]
                held[pk] |= 1 << place
    return scores, held


def _those(groups, wholes, wanted):
    return tuple(group for group, whole in zip(groups, wholes, strict=True) if wanted(whole))


def _called(asked, shown):
    """The entries that have what was typed, whole, as a name that readers see, or do not see."""
    keys = asked.whole if shown else {*asked.whole, asked.core}
    names = Name.objects.filter(stems__in=keys, whole=True, shown=shown)
    return frozenset(names.values_list("entry_id", flat=True))


def ranked(found, asked, ids):
    """The best ``MOST`` of these ids of what was found, in the order in which readers get them."""
    rows = Entry.objects.in_bulk(ids[:WEIGHED])
    scores = {pk: _closeness(row, asked, found.weights) + _foreseen(pk, found) for pk, row in rows.items()}
    return [*sorted(scores, key=lambda pk: (-scores[pk], -pk)), *ids[WEIGHED:MOST]]


def _foreseen(pk, found):
    return EXACT if pk in found.exact else SOUGHT if pk in found.sought else 0


def _closeness(row, asked, weights):
    """How near an entry is to what was asked: from 0 to about 2."""
    title, *others = [line.split() for line in row.names.split("\n")]
    points, body = row.points.split(), row.body.split()
    names = [stem for name in others for stem in name]
    places = [({*title}, IN_TITLE), ({*names}, IN_NAME), ({*points}, IN_POINTS), ({*body}, IN_BODY)]
    total, found = sum(weights), 0.0
    for group, weight in zip(asked.groups, weights, strict=True):
        found += weight * max(_place(group.own, places), WIDER * _place(group.wider, places))
    said = _said([title, *others], asked, weights)
    looked_up = row.kind == TermEdition.kind and not said
    near, often = _near_and_often([*points, *body], asked, weights)
    found += TOGETHER * near + AS_OFTEN * often + SAID * said
    return found / total - (LOOKED_UP if looked_up else 0)


def _place(alternatives, places):
    """The best place that holds one of the alternatives, with all of its words."""
    return max((worth for stems in alternatives for held, worth in places if held.issuperset(stems)), default=0.0)


def _said(names, asked, weights):
    """The weight of what was asked that is a whole name of the page: the rest of the question is about it."""
    said, best = {stem for group in asked.groups for stem in group.own[-1]}, 0.0
    for name in names:
        core = set(words.content(sorted(name)))
        if core and core <= said:
            held = [w for g, w in zip(asked.groups, weights, strict=True) if core & set(g.own[-1])]
            best = max(best, sum(held))
    return best


def _near_and_often(stems, asked, weights):
    """(The weight of what stands together in the best passage, the weight of all, each by how often it is there)."""
    wanted = {}
    for number, group in enumerate(asked.groups):
        for alternative in group.every:
            wanted.setdefault(alternative[0], set()).add(number)
    places = [(place, number) for place, stem in enumerate(stems) if stem in wanted for number in wanted[stem]]
    times = Counter(number for _place, number in places)
    length = SATED * (0.25 + 0.75 * len(stems) / USUAL_LENGTH)  # as BM25 does it
    often = sum(weights[number] * count / (count + length) for number, count in times.items())
    return _best_passage(places, weights), often


def _best_passage(places, weights):
    best, first, held = 0.0, 0, Counter()
    for place, number in places:
        held[number] += 1
        while place - places[first][0] > PASSAGE:
            held[places[first][1]] -= 1
            first += 1
        best = max(best, sum(weights[one] for one, count in held.items() if count))
    return best
