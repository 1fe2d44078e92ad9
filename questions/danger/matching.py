"""Where the phrases of a list stand in a text, misspelt too.

A word of a phrase is found by its stem, in British and American spelling, by its sound, or within one or two wrong
letters: none in a word of three letters, an added or a turned one in a word of four, one in a word of five to seven,
two in a longer one.
A word that is itself one of the list, or a plain word of its own (``ordinary.txt``), is taken for no other.
"""

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from questions.danger import reading, sounds
from search import words
from urgent.danger import parse

# Words between the first and the last that make up one phrase.
FARTHEST = 14
# The same where the next sentence goes on: "Bowels have stopped. Two accidents this week."
FARTHEST_ACROSS = 9
# Of one phrase in one text: what is said a hundred times is looked at so often.
MOST_OF_ONE = 12
_MOST_BETWEEN = 2
# Of a word that is compared by its sound: the sounds it has at least, and its letters that may be others.
_SHORTEST_SOUND = 4
_FARTHEST_SOUND = 3
_BETWEEN = words.listed(
    """a an the my your her his our their its this that these some any all even just really properly quite so very too
    at to of in i is are was were been be am has have had me it now again still also only both actually bit little lot
    bloody fucking damn frigging flipping right on for with she he they you we much as like got get getting going
    completely almost totally hardly seem seems"""
)
_ORDINARY = words.listed(Path(__file__).with_name("ordinary.txt").read_text(encoding="utf-8"))
_DEGREES = ("38°", "38.0°", "35°")


@lru_cache(maxsize=64)
def compiled(text, language="en"):
    """``Phrasebook`` of a list, made once for each text."""
    return Phrasebook(parse(text), language)


class Phrasebook:
    """The phrases of one list, ready to be looked for."""

    def __init__(self, parsed, language):
        self.language = language
        self.vocabulary, self._spelt = set(), set()
        # Three letters of each word as written and as compared: of no other word need the stem be looked for.
        self._beginnings = set()
        # {the first word of an alternative: {(alternative, …): the numbers of the groups that have it}}
        self.begun = defaultdict(lambda: defaultdict(set))
        self._groups = {}
        self.phrases = [(phrase.said, [self._group(group) for group in phrase.groups]) for phrase in parsed.phrases]
        self.exceptions = {self._group(group) for phrase in parsed.exceptions for group in phrase.groups}

    def _group(self, alternatives):
        """The number of a group; the same alternatives have the same."""
        keyed = frozenset(tuple(self._key(word) for word in reading.normal(words)) for words in alternatives)
        number = self._groups.setdefault(keyed, len(self._groups))
        for alternative in keyed:
            self.begun[alternative[0]][alternative].add(number)
        return number

    def _key(self, word):
        """A word of a phrase as it is compared; noted with how it is written, which is what people misspell."""
        key = word if word.startswith("=") or word in _DEGREES else _stem(word, self.language)
        self.vocabulary.add(key)
        self._beginnings |= {word[:3], key[:3]}
        if key.isalpha() and word not in words.STOP:
            self._spelt |= {(form, key) for form in (word, key) if len(form) >= 4}
        return key

    @cached_property
    def _by_first(self):
        found = defaultdict(dict)
        for form, key in sorted(self._spelt):
            found[form[0]].setdefault(form, set()).add(key)
        return found

    @cached_property
    def _by_sound(self):
        found = defaultdict(set)
        for form, key in self._spelt:
            found[sounds.sound(form)].add((form, key))
        return found

    @cached_property
    def _near(self):
        return lru_cache(maxsize=20_000)(self._nearest)

    def keys(self, word):
        """The words of the list that a word of a text may be: (those it is, those and what it may misspell)."""
        begins = word[:3] in self._beginnings or any(pair in word[:6] for pair in ("ae", "oe", "gre"))
        stem = _stem(word, self.language) if begins else word
        sure = {key for key in (stem, f"={word}") if key in self.vocabulary}
        sure |= {"not"} if word == "cannot" else set()
        return sure, (sure or self._near(word, stem)) | self._taken_for(word)

    def _taken_for(self, word):
        """The words of the list for which a plain word is written: "bust" for "burst"."""
        return {key for meant in sounds.TAKEN_FOR.get(word, ()) for key in self.keys(meant)[0]}

    def _nearest(self, word, stem):
        if len(word) < 4 or not word.isalpha() or word in _ORDINARY or stem in _ORDINARY:
            return frozenset()
        near = set()
        for first in {word[0], word[1]}:
            forms = self._by_first.get(first, {})
            for typed in {word, stem}:
                for form, _far, _place in process.extract(
                    typed, [*forms], scorer=OSA.distance, score_cutoff=2, limit=20
                ):
                    near |= forms[form] if _alike(form, typed) else set()
        return frozenset(near | self._heard(word))

    def _heard(self, word):
        """The words of the list that sound like it, and are not written all otherwise."""
        heard = sounds.sound(word)
        if len(heard) < _SHORTEST_SOUND:
            return set()
        same = self._by_sound.get(heard, ())
        return {key for form, key in same if OSA.distance(form, word, score_cutoff=_FARTHEST_SOUND) <= _FARTHEST_SOUND}

    def found(self, text_words, source):
        """(said, [(first, last) of each part]) of the phrases that stand in the words of a text, a few of each."""
        places = _Places(self, text_words, source)
        for said, groups in self.phrases:
            if all(number in places.spans for number in groups):
                spans = [places.spans[number] for number in groups]
                yield from ((said, parts) for parts in islice(_together(spans, text_words), MOST_OF_ONE))


@lru_cache(maxsize=50_000)
def _stem(word, language):
    return words.stem(word, language)


def _alike(form, word):
    if len(form) == 4:
        added = len(word) == 5 and word[0] == form[0]
        turned = len(word) == 4 and sorted(word) == sorted(form)
        return (added or turned) and OSA.distance(form, word, score_cutoff=1) <= 1
    allowed = 2 if len(form) >= 8 else 1
    return OSA.distance(form, word, score_cutoff=allowed) <= allowed


class _Places:
    """``spans``: (first, last) by number of word, of what stands in a text, by the number of its group."""

    def __init__(self, book, text_words, source):
        self.words = text_words
        sure, every = defaultdict(list), defaultdict(list)
        for number, word in enumerate(text_words):
            is_one, may_be = _number(text_words, number, source) if word.is_number else book.keys(word.word)
            for key in is_one:
                sure[key].append(number)
            for key in may_be:
                every[key].append(number)
        excepted = self._all(book, sure, book.exceptions)
        self.excepted = [span for spans in excepted.values() for span in spans if span[1] > span[0]]
        self.spans = {}
        for group, spans in self._all(book, every).items():
            if kept := sorted(span for span in spans if not self._is_excepted(span)):
                self.spans[group] = kept

    def _all(self, book, places, only=None):
        found = defaultdict(set)
        for key in [key for key in places if key in book.begun]:
            for alternative, having in book.begun[key].items():
                groups = having if only is None else having & only
                if groups and all(other in places for other in alternative):
                    spans = [*self._of_one(alternative, places)]
                    for group in groups if spans else ():
                        found[group].update(spans)
        return found

    def _is_excepted(self, span):
        return any(first <= span[0] and span[1] <= last for first, last in self.excepted)

    def _of_one(self, alternative, places):
        for first in places[alternative[0]]:
            last = first
            for key in alternative[1:]:
                last = self._next(last, key, places)
                if last is None:
                    break
            else:
                yield first, last

    def _next(self, last, key, places):
        """The next word of a phrase: at once, or after a few small words of the same sentence."""
        for number in range(last + 1, min(last + 2 + _MOST_BETWEEN, len(self.words))):
            if self.words[number].sentence != self.words[last].sentence:
                return None
            at = bisect_left(places[key], number)
            if at < len(places[key]) and places[key][at] == number:
                return number
            if self.words[number].word not in _BETWEEN and not self.words[number].word.endswith("ly"):
                return None
        return None


def _number(text_words, number, source):
    """What a number may be: the degrees of a fever, or itself."""
    found = {text_words[number].word}
    if source[text_words[number].end : text_words[number].end + 1] in ("k", "K"):
        return set(), set()
    value, said = _degrees(text_words, number, source)
    if 37.5 <= value < 43 or 99.5 <= value < 109:
        found.add("38°")
        if said:
            found.add("38.0°")
    if 33 <= value < 36 or 91 <= value < 97:
        found.add("35°")
    return found, found


_OTHER_UNITS = words.listed(
    """kg kgs mg mcg g ml l mm cm m percent months month weeks week years year days hours minutes units u iu miles km
    gy stone lbs lb pounds nmol mmol euros dollars"""
)
_OTHER_MEASURES = words.listed(
    """marker markers ca weigh weight ki albumin calcium haemoglobin hemoglobin platelets creatinine bmi size mm cm
    costs cost months years median survival score dose mg between"""
)


def _degrees(text_words, number, source):
    """(the number, whether it can only be a temperature): by its decimal or its degree sign, without another unit."""
    word = text_words[number]
    after = source[word.end : word.end + 3].strip()
    following = text_words[number + 1].word if number + 1 < len(text_words) else ""
    before = {one.word for one in text_words[max(0, number - 5) : number]}
    if following in _OTHER_UNITS or before & _OTHER_MEASURES or after[:1] in ("%", "/", "£", "€", "$", "-"):
        return 0, False
    value = float(word.word)
    said = following in {"c", "f", "degrees", "degree", "celsius", "centigrade", "fahrenheit"} or after[:1] in "°º˚"
    whole, _dot, decimals = word.word.partition(".")
    return value, (bool(after) and said) or (len(decimals) == 1 and len(whole) in (2, 3))


def _together(spans, text_words):
    """Ways to take one span of each group, near each other and in one sentence: for each of the first group, one."""
    for first in spans[0]:
        parts = [first]
        for others in spans[1:]:
            nearest = _nearest_span(parts, others, text_words)
            if nearest is None:
                break
            parts.append(nearest)
        else:
            yield parts


def _nearest_span(parts, others, text_words):
    taken = {number for first, last in parts for number in range(first, last + 1)}
    begins, ends = min(part[0] for part in parts), max(part[1] for part in parts)
    sentence = text_words[begins].sentence
    found, distance = None, FARTHEST + 1
    at = bisect_left(others, (begins - FARTHEST, 0))
    for first, last in others[at:]:
        if first > ends + FARTHEST:
            break
        far = max(first - ends, begins - last, 0)
        across = abs(text_words[first].sentence - sentence)
        near_enough = far < distance and far <= (FARTHEST_ACROSS if across else FARTHEST) and across <= 1
        if near_enough and not taken & {*range(first, last + 1)}:
            found, distance = (first, last), far
    return found
