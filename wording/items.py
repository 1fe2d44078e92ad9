"""The words of a sentence, one by one, with what can hurt as a whole: "5 mg", "every 3 weeks", "1 in 5", "not"."""

import re
from dataclasses import dataclass

from wording.lists import word_list
from wording.sentences import WORD

NUMBER, TIME, NEGATION, MEDICINE, WORD_OF_A_KIND = "number", "time", "negation", "medicine", "word"
# These are shown only where one sentence replaces another: "may" and "before" are in every text.
TURNING, CITATION = "turning", "citation"
_SIGN = r"(?:(?<![^\s(<>≤≥])[-−])?"
_FIGURE = _SIGN + r"(?:\d+(?:[.,:]\d+)*(?:\s?[½¼¾⅓⅔⅛])?|[½¼¾⅓⅔⅛])"
_NAMED = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred|thousand|million|half|quarter|twice|double|triple"
)
_PERIOD = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?)"
_UNIT = (
    r"(?:(?:mg|mcg|[µμ]g|kg|g|ml|l|mmol|micrograms?|milligrams?|grams?|millilit(?:er|re)s?|lit(?:er|re)s?|units?|IU|Gy)"
    r"(?:\s?(?:/|per|a)\s?(?:kg|m2|m²|ml|l|day|dose|hour|week))?(?![\w])"
    r"|%|per\s?cent\b|percent\b|°\s?[CF]?(?!\w)|degrees(?:\s(?:Celsius|Fahrenheit))?\b|cm\b|mm\b|[ap]\.?m\b\.?"
    r"|(?:more\s)?times(?:\s(?:a|per|each|every)\s" + _PERIOD + r")?\b|o['’]clock\b"
    r"|" + _PERIOD + r"\b|(?:tablets?|capsules?|doses?|cycles?|drops?|patches|patch|puffs?|injections?)\b)"
)
_LIMIT = (
    r"(?:(?:not?\s)?(?:more|less|fewer|higher|lower|longer|shorter|older|younger|later|earlier|greater)\sthan|"
    r"at\s(?:least|most)|up\sto|above|below|under|over|within|until|before|after|every|[<>≤≥])\s?"
)
_JOIN = r"(?:\s?[-–/×x]\s?|\s(?:to|or|in|out\sof|of)\s)"
_QUANTITY = re.compile(
    rf"(?<![\w.,])(?:{_LIMIT})?(?:(?:{_FIGURE}|\b(?:{_NAMED})\b)(?:{_JOIN}(?:{_FIGURE}|\b(?:{_NAMED})\b)(?!\w))?"
    rf"(?:[\s-]?{_UNIT})?|\bone(?:\sin\s(?:{_FIGURE}|{_NAMED})\b|\s{_UNIT}))(?![^\W_])",
    re.IGNORECASE,
)
_NOT = re.compile(r"(?P<verb>[a-z]{2,6})(?:n['’]t|(?<=\bcan)not)\b", re.IGNORECASE)
_WHOLE = {"ca": "can", "wo": "will", "sha": "shall"}
_registered = []


def register_risky_words(words):
    """``words()`` gives more words and phrases whose change is shown, such as the names of a glossary. A decorator."""
    if words not in _registered:
        _registered.append(words)
    return words


@dataclass(frozen=True)
class Item:
    """``key`` is what is compared; ``kind`` is empty for words that cannot hurt."""

    key: str
    kind: str
    words: str
    start: int
    end: int


class Reader:
    """Reads items; made once for a comparison, so that lists and registered words are read once."""

    def __init__(self):
        self.negations = word_list("negations").entries
        self.times = word_list("times")
        self.turning = word_list("turning")
        self.medicines = word_list("medicines").entries
        endings = word_list("endings")
        self.endings, self.no_medicines = tuple(endings.entries), endings.exceptions
        self.registered = {}
        for phrase in (phrase for words in _registered for phrase in words()):
            keys = WORD.findall(phrase.lower())
            if keys:
                self.registered.setdefault(keys[0], set()).add(tuple(keys))

    def items(self, text):
        spans = sorted([*self._times(text), *self._quantities(text)], key=lambda item: (item.start, -item.end))
        # "May" within a sentence is a month.
        turns = {one.start: one.end for one in self.turning.find(text) if one.words != "May" or not one.start}
        items, end = [], 0
        for span in spans:
            if span.start >= end:
                items += [*self._words(text, end, span.start, turns), span]
                end = span.end
        return [*items, *self._words(text, end, len(text), turns)]

    def _times(self, text):
        return (Item(_key(match.words), TIME, match.words, match.start, match.end) for match in self.times.find(text))

    def _quantities(self, text):
        for match in _QUANTITY.finditer(text):
            yield Item(
                _key(match[0]).replace(" ", "").replace("−", "-"), NUMBER, match[0].strip(), match.start(), match.end()
            )

    def _words(self, text, start, end, turns):
        words = [item for match in WORD.finditer(text, start, end) for item in self._word(match)]
        place = 0
        while place < len(words):
            count = self._registered_at(words, place)
            if count:
                first, last = words[place], words[place + count - 1]
                shown = text[first.start : last.end]
                yield Item(_key(shown), WORD_OF_A_KIND, shown, first.start, last.end)
            else:
                count = _turning_at(words, place, turns)
                yield _one(words[place : place + count], text) if count else words[place]
            place += count or 1

    def _registered_at(self, words, place):
        phrases = self.registered.get(words[place].key, ()) if not words[place].kind else ()
        lengths = {len(phrase) for phrase in phrases}
        for length in sorted(lengths, reverse=True):
            if tuple(item.key for item in words[place : place + length]) in phrases:
                return length
        return 0

    def _word(self, match):
        word, start, end = match[0], match.start(), match.end()
        negated = _NOT.fullmatch(word)
        if negated:
            verb = negated["verb"].lower()
            yield Item(_WHOLE.get(verb, verb), "", negated["verb"], start, start)
            yield Item("not", NEGATION, word, start, end)
        else:
            yield Item(word.lower(), self._kind(word.lower()), word, start, end)

    def _kind(self, word):
        if word in self.negations:
            return NEGATION
        if word in self.medicines or (
            len(word) >= 6 and word.endswith(self.endings) and word not in self.no_medicines and word.isalpha()
        ):
            return MEDICINE
        return NUMBER if any(letter.isdigit() for letter in word) else ""


def _turning_at(words, place, turns):
    """How many words turn the advice here: none, or those of an entry of the list."""
    first = words[place]
    end = turns.get(first.start, 0)
    if first.kind or end <= first.start or first.end == first.start:
        return 0
    return max(1, sum(word.end <= end for word in words[place : place + 10]))


def _one(words, text):
    first, last = words[0], words[-1]
    shown = text[first.start : last.end]
    return Item(" ".join(word.key for word in words), TURNING, shown, first.start, last.end)


def _key(words):
    return " ".join(words.lower().replace("’", "'").split())
