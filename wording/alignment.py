"""Which sentences of two texts belong together: unchanged and moved ones are left out, changed ones are paired."""

from collections import Counter, defaultdict
from difflib import SequenceMatcher

# Beyond these, sentences or items are told apart as bags, not in their order: the time stays bounded.
MOST_SENTENCES = 1_500
MOST_ITEMS = 1_500
# A sentence that moved is one that changed, too, if it shares this part of its words with one that is gone.
ALIKE = 0.5
_COMMON = 20


def regions(old, new):
    """Pairs of lists of sentences (their keys): what stands in one text where the other has something else."""
    if len(old) + len(new) > MOST_SENTENCES:
        return [_not_in_both(old, new)]
    matcher = SequenceMatcher(None, [one.key for one in old], [one.key for one in new])
    changed = [(old[a1:a2], new[b1:b2]) for tag, a1, a2, b1, b2 in matcher.get_opcodes() if tag != "equal"]
    return _moved_and_changed(_without_moved(changed))


def _not_in_both(old, new):
    both = Counter(one.key for one in old) & Counter(one.key for one in new)
    return _without(old, both.copy()), _without(new, both.copy())


def _without(sentences, keys):
    left = []
    for one in sentences:
        if keys[one.key] > 0:
            keys[one.key] -= 1
        else:
            left.append(one)
    return left


def _without_moved(changed):
    gone = Counter(one.key for was, _now in changed for one in was)
    come = Counter(one.key for _was, now in changed for one in now)
    moved, back = gone & come, gone & come
    return [(_without(was, moved), _without(now, back)) for was, now in changed]


def _moved_and_changed(changed):
    """Pairs a sentence that only went with the one most like it among those that only came."""
    both = [(was, now) for was, now in changed if was and now]
    gone = [one for was, now in changed if not now for one in was]
    come = [one for was, now in changed if not was for one in now]
    paired = []
    for score, a, b in sorted(_likeness(gone, come), reverse=True):
        if score >= ALIKE and gone[a] and come[b]:
            paired.append(([gone[a]], [come[b]]))
            gone[a] = come[b] = None
    alone = [*(([one], []) for one in gone if one), *(([], [one]) for one in come if one)]
    return [*both, *paired, *alone]


def _likeness(gone, come):
    """(share of common words, place, place) of sentences that share a word which is not common."""
    places = defaultdict(list)
    for place, one in enumerate(come):
        for word in set(one.key):
            places[word].append(place)
    for a, one in enumerate(gone):
        words = set(one.key)
        shared = Counter(b for word in words if len(places[word]) <= _COMMON for b in places[word])
        for b in shared:
            others = set(come[b].key)
            yield 2 * len(words & others) / (len(words) + len(others)), a, b


def changed_items(was, now):
    """(removed, added) lists of items at each place where two lists of items differ."""
    start, end = _common_ends(was, now)
    before, after = was[start : len(was) - end], now[start : len(now) - end]
    if len(before) + len(after) > MOST_ITEMS:
        yield _not_in_both(before, after)
        return
    matcher = SequenceMatcher(None, [item.key for item in before], [item.key for item in after])
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag != "equal":
            yield before[a1:a2], after[b1:b2]


def _common_ends(was, now):
    shortest = min(len(was), len(now))
    start = 0
    while start < shortest and was[start].key == now[start].key:
        start += 1
    end = 0
    while end < shortest - start and was[-1 - end].key == now[-1 - end].key:
        end += 1
    return start, end
