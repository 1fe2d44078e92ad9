"""The words of a text, and which of them can be a name."""

import re
from dataclasses import dataclass

from questions.personal.wordlists import ALSO_WORDS, GIVEN, ORGANISATIONS, PLAIN, REGIONS, SURNAMES, folded
from search.words import listed

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_MOST = 4
_PARTICLES = listed(
    """de del della den der di da dos du la le van von zu bin al el ní ni nic mac mc o ó st ten
    ter"""
)
# No name, whatever capital it has.
_NO_NAME = re.compile(
    r"(?:ed|ing|ful|less|ous|ish|able|ible|ive|ical|ly|ist|ism|ness|tion|mab|nib|lib|sib|taxel|ole|therapy|emia|aemia|"
    r"itis|osis|opathy|ology|ectomy|oscopy|ostomy|algia|oma)$"
)
_NAMES_LIKE_VERBS = {"ahmed", "saeed", "reed", "rashed"}
# What people are said to do: a word in small letters before it can be a name.
SAYS = (
    r",? (?:again )?(?:said|says|told|tells|thinks|reckons|wants|gave|put|switched|upped|rang|phoned|called|asked|"
    r"never|"
    r"won['’]?t|doesn['’]?t|hasn['’]?t|isn['’]?t|wasn['’]?t|didn['’]?t|left|retired|mentioned|suggested|suggests|"
    r"recommended|stopped|started|did|has|is|was|will|would|wont|doesnt|hasnt|isnt|wasnt|didnt)\b"
)


@dataclass(frozen=True)
class Word:
    start: int
    end: int
    text: str

    @property
    def low(self):
        return self.text.lower() if self.text.isascii() else folded(self.text)

    @property
    def bare(self):
        """Without the ending of a possessive."""
        return self.low.removesuffix("'s").removesuffix("’s")

    @property
    def is_capital(self):
        return self.text[0].isupper()

    @property
    def is_shouted(self):
        return self.text.isupper() and len(self.text) > 1

    @property
    def is_given(self):
        """A given name, or two with a hyphen."""
        parts = self.bare.split("-")
        return self.bare in GIVEN or (len(parts) > 1 and all(part in GIVEN for part in parts))


class Words:
    """The words of a text; names are given as (start, end). A text all in capitals is read as in small letters."""

    def __init__(self, text):
        small = text.lower()
        self.text = small if text.isupper() and len(small) == len(text) else text
        self.words = list(self._read())
        self.at = {word.start: number for number, word in enumerate(self.words)}
        self.until = {word.end: number for number, word in enumerate(self.words)}

    def _read(self):
        """Each word that is no part of the name of an organisation."""
        named = bytearray(len(self.text))
        for match in ORGANISATIONS.finditer(self.text):
            named[match.start() : match.end()] = b"\1" * len(match[0])
        for match in _WORD.finditer(self.text):
            if not named[match.start()]:
                yield Word(match.start(), match.end(), match[0])

    def word_at(self, start):
        return self.words[self.at[start]] if start in self.at else None

    def taken(self, start, *, lower=False, unlike_words=False, most=_MOST, even_plain=False):
        """The name that begins there. ``lower``: small letters will do; ``even_plain``: so will a name like "Will"."""
        found = []
        for word in self.words[self.at[start] :][:most] if start in self.at else ():
            goes_on = not found or self._adjoin(found[-1], word)
            if not goes_on or not self._may_be(word, lower, even_plain and not found, bool(found)):
                break
            found.append(word)
        while len(found) > 1 and found[-1].low in _PARTICLES:
            found.pop()
        if not found or (len(found) == 1 and (len(found[0].text) < 2 or found[0].low in _PARTICLES)):
            return None
        if unlike_words and is_like_a_word(found[0], alone=len(found) == 1):
            return None
        return found[0].start, found[-1].end - (len(found[-1].text) - len(found[-1].bare))

    def ending(self, end, *, lower=False, most=3):
        """The name that ends there."""
        found = []
        last = self.until.get(end)
        for word in reversed(self.words[max(0, last - most + 1) : last + 1]) if last is not None else ():
            joined = not found or self._adjoin(word, found[0])
            if not joined or not (word.is_capital or lower) or (word.bare in PLAIN and word.bare not in GIVEN):
                break
            found.insert(0, word)
        if not found or is_like_a_word(found[0], alone=len(found) == 1) or len(found[-1].text) < 2:
            return None
        return found[0].start, end - (len(found[-1].text) - len(found[-1].bare))

    def _adjoin(self, before, word):
        """With a space between, or the stop of an initial."""
        between = self.text[before.end : word.start]
        return between == " " or (between in (".", ". ") and len(before.text) == 1)

    def _may_be(self, word, lower, even_plain, goes_on):
        if even_plain and word.bare in GIVEN:
            return word.is_capital or lower
        if goes_on and word.low in _PARTICLES:
            return True
        if len(word.text) == 1:
            return self._is_initial(word, lower, goes_on)
        if word.bare in PLAIN:
            return goes_on and word.is_capital and (word.bare in GIVEN or word.bare in SURNAMES)
        return word.is_capital or lower or (not goes_on and word.low in _PARTICLES)

    def _is_initial(self, word, lower, goes_on):
        stop = self.text[word.end : word.end + 1] == "."
        if stop:
            return word.is_capital or lower
        following = self.word_at(word.end + 1)
        named = following is not None and following.is_capital and following.low not in PLAIN
        return word.is_capital and (word.low not in ("a", "i") or named or (goes_on and word.low != "i"))

    def follows(self, end, pattern):
        return re.match(pattern, self.text[end : end + 24], re.IGNORECASE)

    def ends_well(self, end):
        """Whether a name in small letters ends there: before a plain word, a sign or the end."""
        following = _WORD.match(self.text, end + 1) if self.text[end : end + 1] == " " else None
        return following is None or following[0].lower() in PLAIN

    def in_small_letters(self, start, even_plain=False):
        """The longest name in small letters that begins there and ends well; no word such as "tired"."""
        first = self.word_at(start)
        verb = first and _NO_NAME.search(first.low) and first.low not in GIVEN | _NAMES_LIKE_VERBS
        for most in (3, 2, 1):
            name = self.taken(start, lower=True, even_plain=even_plain, most=most)
            if name and not verb and self.ends_well(name[1]):
                return name
        return None

    def several(self, name):
        return " " in self.text[slice(*name)]


def is_surely_given(word):
    return word.bare in GIVEN and word.bare not in ALSO_WORDS and word.bare not in PLAIN


def is_no_name(word):
    """Whether it ends as no name does: "tired", "kindly"."""
    return word.low not in GIVEN and bool(_NO_NAME.search(word.low))


def is_like_a_word(first, alone):
    """Whether a word with a capital, or in capitals, is more likely no name: "Tired", "NHS", "Spain"."""
    if first.is_given:
        return False
    if alone and first.bare.removesuffix("s") in PLAIN and first.bare not in SURNAMES:
        return True
    *_parts, last = re.split(r"['’\-]", first.bare)
    if _parts and last in PLAIN and last not in SURNAMES:
        return True
    return first.is_shouted or first.bare in REGIONS or (alone and is_no_name(first))
