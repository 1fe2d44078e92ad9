"""Which sentences of a changed region replace which: those that share words are a group, split and joined ones too."""

from collections import Counter, defaultdict

# A word in more sentences of a region than this says nothing.
_COMMON = 20
# A sentence replaces another if it shares this part of its words, the rarer ones counting more.
_ENOUGH = 0.3
_SAME_PLACE = 0.5


def groups(old, new):
    """(old, new) lists of sentences (``content``: their words, ``place``), each sentence in one of them."""
    counts = Counter(word for one in (*old, *new) for word in one.content)
    weight = {word: 1 / count for word, count in counts.items() if count <= _COMMON}
    group = list(range(len(old) + len(new)))
    for a, b in (*_best(old, new, weight), *((b, a) for a, b in _best(new, old, weight))):
        group[_root(group, a)] = _root(group, len(old) + b)
    return _collected(old, new, group)


def _root(group, one):
    while group[one] != one:
        group[one] = group[group[one]]
        one = group[one]
    return one


def _best(ones, others, weight):
    """(place, place of the other that is most like it) for each sentence that has one."""
    where = defaultdict(list)
    for place, other in enumerate(others):
        for word in other.content & weight.keys():
            where[word].append(place)
    for place, one in enumerate(ones):
        shared = defaultdict(float)
        for word in one.content & weight.keys():
            for other in where[word]:
                shared[other] += weight[word]
        scores = [
            (score + _SAME_PLACE * (one.place == others[other].place != ()), -abs(place - other), other)
            for other, score in shared.items()
            if score >= _ENOUGH * min(_total(one, weight), _total(others[other], weight))
        ]
        if scores:
            yield place, max(scores)[2]


def _total(one, weight):
    return sum(weight[word] for word in one.content & weight.keys())


def _collected(old, new, group):
    """Those that are like no other are one group together."""
    found = defaultdict(lambda: ([], []))
    for place, one in enumerate((*old, *new)):
        found[_root(group, place)][place >= len(old)].append(one)
    alone = ([], [])
    for was, now in found.values():
        if was and now:
            yield was, now
        else:
            alone[0].extend(was)
            alone[1].extend(now)
    if alone[0] or alone[1]:
        yield alone
