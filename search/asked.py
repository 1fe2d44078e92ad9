"""What somebody typed, understood: words that have to be found, each with the other names that the glossary has for it.

Nothing here is an answer. Whatever is typed is safe: only letters and digits are left of it.
"""

import unicodedata
from dataclasses import dataclass, replace

from glossary.models import TermEdition
from search import words
from search.models import Name
from search.signed import signed

LONGEST = 200
MOST_WORDS = 16
_LONGEST_NAME = 6  # words


@dataclass(frozen=True)
class Group:
    """One thing that was asked for. ``own`` and ``wider`` are alternatives, each a tuple of stems."""

    said: str
    own: tuple
    wider: tuple = ()
    # The signed terms whose names it was widened by.
    terms: tuple = ()

    @property
    def every(self):
        return (*self.own, *self.wider)


@dataclass(frozen=True)
class Asked:
    text: str
    groups: tuple
    # All that was typed, as the stems that a name of a page may have; and without the words that say nothing.
    whole: tuple
    core: str = ""
    shortened: bool = False


@dataclass(frozen=True)
class _Unit:
    """A word as typed, or a compound such as CDK4/6."""

    start: int
    end: int
    stems: tuple
    together: str = ""

    @property
    def own(self):
        return ((self.together,), self.stems) if self.together else (self.stems,)

    @property
    def says_nothing(self):
        return len(self.stems) == 1 and self.stems[0] in words.stop_stems()


# People are looked for with and without them.
_HONORIFICS = frozenset(words.stem(word) for word in ("dr", "mr", "mrs", "ms", "prof", "professor", "doctor", "md"))


def tidy(typed):
    """What was typed, in one line, without what nobody sees, and not longer than ``LONGEST``."""
    seen = "".join(_seen(sign) for sign in typed[: 20 * LONGEST])
    return " ".join(seen.split())[:LONGEST].strip()


def _seen(sign):
    """Signs that only format, such as a soft hyphen within a word, leave no gap."""
    category = unicodedata.category(sign)
    return "" if category == "Cf" else " " if category[0] in "CZ" else sign


def understood(typed, language):
    """``Asked`` for what was typed; without groups when there is no letter and no digit in it."""
    text = tidy(typed)
    every = _units(text, language)
    units = every[:MOST_WORDS]
    named = _named(units, language)
    groups, place = [], 0
    while place < len(units):
        length, terms = named.get(place, (1, ()))
        part = units[place : place + length]
        if terms or not part[0].says_nothing:
            groups.append(_group(text, part, terms, language))
        place += length
    if not groups:
        groups = [_group(text, [unit], (), language) for unit in units]
    shortened = len(every) > len(units) or len(typed.strip()) > LONGEST
    core = " ".join(words.content(_joined(units).split()))
    return Asked(text, tuple(_each_once(groups)), _whole(units), core, shortened)


def _units(text, language):
    """Words and compounds in the order typed; compounds stand after their parts in ``placed``."""
    units = []
    for word in words.placed(text, language):
        parts = [unit for unit in units if unit.start >= word.start]
        if parts:
            together = _Unit(word.start, word.end, tuple(stem for unit in parts for stem in unit.stems), word.stem)
            units[-len(parts) :] = [together]
        else:
            units.append(_Unit(word.start, word.end, (word.stem,)))
    return units


def _joined(units):
    return " ".join(stem for unit in units for stem in unit.stems)


def _whole(units):
    together = units[0].together if len(units) == 1 else ""
    plain = _joined([unit for unit in units if not {*unit.stems} <= _HONORIFICS])
    return tuple(dict.fromkeys(stems for stems in (_joined(units), together, plain) if stems))


def _named(units, language):
    """{place: (how many units, the terms)} of the longest names of terms that stand in what was typed."""
    spans = {}
    for start in range(len(units)):
        for end in range(start + 1, min(start + _LONGEST_NAME, len(units)) + 1):
            if end - start > 1 or not units[start].says_nothing:
                spans[start, end] = {_joined(units[start:end]), *(unit.together for unit in units[start:end][:1])}
    terms = _terms({key for keys in spans.values() for key in keys if key}, language)
    found, taken = {}, set()
    for (start, end), keys in sorted(spans.items(), key=lambda span: (span[0][0] - span[0][1], span[0][0])):
        those = tuple({term.pk: term for key in keys for term in terms.get(key, ())}.values())
        if those and not taken & {*range(start, end)}:
            taken |= {*range(start, end)}
            found[start] = (end - start, those)
    return found


def _terms(keys, language):
    """{stems: the terms that have such a name which readers see}, each as a second clinician signed it."""
    rows = Name.objects.filter(stems__in=keys, whole=True, shown=True, entry__kind=TermEdition.kind)
    rows = list(rows.filter(entry__language=language).values_list("stems", "entry_id").distinct())
    terms = signed({pk for _stems, pk in rows}, TermEdition.kind)
    found = {}
    for stems, pk in rows:
        if pk in terms:
            found.setdefault(stems, []).append(terms[pk])
    return found


def _group(text, units, terms, language):
    said = text[units[0].start : units[-1].end]
    own = units[0].own if len(units) == 1 else (words.content(stem for unit in units for stem in unit.stems),)
    names = [name for term in terms for name, shown in term.names_to_find() if shown]
    wider = [words.content(words.stems(name, language)) for name in names]
    return Group(said, own, tuple(one for one in dict.fromkeys(wider) if one and one not in own), terms)


def _each_once(groups):
    return {group.own: group for group in groups}.values()


def with_nearer(asked, nearer):
    """The same, looking for other words, too, where nothing has those typed: {said: alternatives}."""
    groups = tuple(replace(group, wider=(*group.wider, *nearer.get(group.said, ()))) for group in asked.groups)
    whole = asked.whole
    if len(groups) == 1:
        whole = (*whole, *(" ".join(stems) for stems in groups[0].wider))
    return replace(asked, groups=groups, whole=whole)
