"""Numbers in words, as people write who dictate: "oh seven seven double oh", "the first of May nineteen sixty"."""

import re

from questions.personal.wordlists import NUMBERS

DIGIT, _TEEN, _TEN, _ORDINAL = ("|".join(sorted(part, key=len, reverse=True)) for part in NUMBERS)
NUMBER = rf"{DIGIT}|{_TEEN}|{_TEN}"
_ONE = rf"(?:double|treble|triple|{DIGIT}|{_TEEN}|{_TEN}|hundred|thousand|\d{{1,6}})"
_NUMBER = re.compile(
    rf"(?<![\w'’])(?:plus[ ,]{{1,2}})?{_ONE}(?:(?:[ ,\-]{{1,3}}|\n){_ONE}){{2,24}}(?![\w'’])", re.IGNORECASE
)
_WORD = re.compile(r"\w+")
_DIGITS, _TENS = frozenset(DIGIT.split("|")), frozenset(_TEN.split("|"))
# How many digits a word stands for, where not one or two.
_LONG = {"hundred": 2, "thousand": 3, "double": 1, "treble": 2, "triple": 2, "plus": 0}

DAY = rf"(?:(?:twenty|thirty)(?:[ \-]|[ \-]?and )?)?(?:{_ORDINAL})"
_IN_CENTURY = rf"(?:(?:{_TEN})(?:[ \-]?(?:{DIGIT}))?|oh?[ \-](?:{DIGIT})|{_TEEN})"
WHOLE_YEAR = rf"(?:nineteen[ \-](?:hundred (?:and )?)?{_IN_CENTURY}|two thousand(?: and)?(?: (?:{DIGIT}|{_TEEN}))?)"
YEAR = rf"(?:{WHOLE_YEAR}|(?:{_TEN})[ \-]?(?:{DIGIT}))"


def numbers(text):
    """(start, end, how many digits) of what can be a telephone number: most of it in words."""
    for match in _NUMBER.finditer(text):
        said = _WORD.findall(match[0].lower())
        words = sum(word.isalpha() for word in said)
        if words >= 4 or (words and said[0].startswith("0")):
            yield match.start(), match.end(), _digits(said)


def _digits(said):
    count = 0
    for word, following in zip(said, [*said[1:], ""], strict=True):
        if word.isdecimal():
            count += len(word)
        elif word in _TENS and following in _DIGITS:
            count += 1
        else:
            count += _LONG.get(word, 1 if word in _DIGITS else 2)
    return count
