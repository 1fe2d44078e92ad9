"""Which live pages answer what was asked, the best first.

The engine says which entries hold a word, in their head or anywhere. The rest is reckoned here, so that both engines
give the same: rare words weigh more than frequent ones, a name more than a heading, a heading more than the text.
"""

import math
from dataclasses import dataclass, field

from glossary.models import TermEdition
from search import index
from search.asked import content
from search.models import Entry, Name

# A word on more pages than this is looked for in names, summaries and headings alone.
COMMON = 2_000
# So many are ranked, and can be paged through.
MOST = 200
# A page that holds words of less weight than this part of all that was asked is no answer.
ENOUGH = 0.34
FEW = 10
IN_TITLE, IN_NAME, IN_POINTS, IN_BODY = 1.0, 0.9, 0.55, 0.3
WIDER = 0.9
# Beside where each word stands: that all of them stand together; that a name of the page is said, or is what was
# typed, or that an editor foresaw just these words; how often they stand there. A term is seldom the answer to a
# question that does not name it.
TOGETHER, SAID, EXACT, SOUGHT, AS_OFTEN, LOOKED_UP = 0.5, 0.4, 2.0, 1.0, 0.3, 0.15
PASSAGE = 25  # words


@dataclass(frozen=True)
class Found:
    """Ids of entries that hold enough of what was asked, in a first order, and what can be said of them."""

    ids: tuple
    weights: tuple
    # Those that are called exactly so, by a name that readers see; those that are looked for by just these words.
    exact: frozenset
    sought: frozenset
    # How many hold every word that stands anywhere.
    complete: int
    # Groups of which too much was found to look for it in texts, and of which nothing was.
    common: tuple
    missing: tuple


@dataclass
class _Weighed:
    id: int
    groups: set = field(default_factory=set)
    score: float = 0.0


def found(asked):
    heads, wholes = _held(asked.groups)
    weights = _weights(wholes)
    weighed = _weighed(heads, wholes, weights)
    there = {number for number, whole in enumerate(wholes) if whole}
    enough = _enough(weighed.values(), weights, sum(weights[number] for number in there))
    exact, sought = _called(asked, shown=True), _called(asked, shown=False)
    enough += [_Weighed(pk) for pk in (exact | sought) - {one.id for one in enough}]
    enough.sort(key=lambda one: (one.id not in exact, one.id not in sought, -one.score, -one.id))
    return Found(
        ids=tuple(one.id for one in enough),
        weights=tuple(weights),
        exact=exact,
        sought=sought,
        complete=sum(one.groups >= there for one in enough),
        common=_those(asked.groups, wholes, lambda whole: len(whole) > COMMON),
        missing=_those(asked.groups, wholes, lambda whole: not whole),
    )


def _enough(weighed, weights, known):
    """Those that hold enough of what was asked; when these are few, the next best, too."""
    every = sorted(weighed, key=lambda one: (-one.score, -one.id))
    number = sum(_mass(one, weights) >= ENOUGH * known for one in every)
    return every[: max(number, FEW)]


def _held(groups):
    """(ids whose head holds it, ids that hold it anywhere), for each group."""
    parts = [(part, group.every) for group in groups for part in (index.HEAD, index.WHOLE)]
    found = index.matching(parts, COMMON + 1)
    return [found[2 * n] for n in range(len(groups))], [found[2 * n + 1] for n in range(len(groups))]


def _weights(wholes):
    """How much each group counts: the fewer pages hold it, the more."""
    total = Entry.objects.count()
    return [math.log(1 + (1 + total) / (1 + len(whole))) for whole in wholes]


def _weighed(heads, wholes, weights):
    """{id: what is found of the groups}. A common word counts as being everywhere, and finds by its heads alone."""
    weighed = {}
    for number, (head, whole) in enumerate(zip(heads, wholes, strict=True)):
        for pk in head if len(whole) > COMMON else whole | head:
            one = weighed.setdefault(pk, _Weighed(pk))
            one.groups.add(number)
            one.score += weights[number] * (IN_TITLE if pk in head else IN_BODY)
    for number, whole in enumerate(wholes):
        if len(whole) > COMMON:
            for one in weighed.values():
                if number not in one.groups:
                    one.groups.add(number)
                    one.score += weights[number] * IN_BODY
    return weighed


def _mass(one, weights):
    return sum(weights[number] for number in one.groups)


def _those(groups, wholes, wanted):
    return tuple(group for group, whole in zip(groups, wholes, strict=True) if wanted(whole))


def _called(asked, shown):
    """The entries that have what was typed, whole, as a name that readers see, or do not see."""
    names = Name.objects.filter(stems__in=asked.whole, whole=True, shown=shown)
    return frozenset(names.values_list("entry_id", flat=True))


def ranked(found, asked, ids):
    """The best of these ids of what was found, in the order in which readers get them: at most ``MOST``."""
    rows = Entry.objects.in_bulk(ids[: MOST + MOST // 2])
    stems = sorted({stem for group in asked.groups for alternative in group.every for stem in alternative})
    body = index.weights(list(rows), stems)
    most = max(body.values(), default=0) or 1
    scores = {
        pk: _closeness(row, asked, found.weights)
        + AS_OFTEN * body.get(pk, 0) / most
        + (EXACT if pk in found.exact else SOUGHT if pk in found.sought else 0)
        for pk, row in rows.items()
    }
    return sorted(scores, key=lambda pk: (-scores[pk], -pk))[:MOST]


def _closeness(row, asked, weights):
    """How near an entry is to what was asked: from 0 to about 2."""
    title, *others = [line.split() for line in row.names.split("\n")]
    points, body = row.points.split(), row.body.split()
    places = (
        (title, IN_TITLE),
        ([stem for name in others for stem in name], IN_NAME),
        (points, IN_POINTS),
        (body, IN_BODY),
    )
    places = [({*held}, worth) for held, worth in places]
    total, found = sum(weights), 0.0
    for group, weight in zip(asked.groups, weights, strict=True):
        found += weight * max(_place(group.own, places), WIDER * _place(group.wider, places))
    said = _said([title, *others], asked, weights)
    looked_up = row.kind == TermEdition.kind and not said
    near = max(_together(held, asked, weights) for held in (points, body))
    return found / total + TOGETHER * near / total + SAID * said / total - (LOOKED_UP if looked_up else 0)


def _place(alternatives, places):
    """The best place that holds one of the alternatives, with all of its words."""
    return max((worth for stems in alternatives for held, worth in places if held.issuperset(stems)), default=0.0)


def _said(names, asked, weights):
    """The weight of what was asked that is a whole name of the page: the rest of the question is about it."""
    said, best = {stem for group in asked.groups for stem in group.own[-1]}, 0.0
    for name in names:
        core = set(content(sorted(name)))
        if core and core <= said:
            held = [w for g, w in zip(asked.groups, weights, strict=True) if core & set(g.own[-1])]
            best = max(best, sum(held))
    return best


def _together(stems, asked, weights):
    """The weight of what stands together in one passage, the best one."""
    wanted = {}
    for number, group in enumerate(asked.groups):
        for alternative in group.every:
            wanted.setdefault(alternative[0], set()).add(number)
    places = [(place, number) for place, stem in enumerate(stems) if stem in wanted for number in wanted[stem]]
    best, first = 0.0, 0
    for last, (place, _number) in enumerate(places):
        while place - places[first][0] > PASSAGE:
            first += 1
        best = max(best, sum(weights[number] for number in {number for _at, number in places[first : last + 1]}))
    return best
