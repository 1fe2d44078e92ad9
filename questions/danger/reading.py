"""A text as words to compare: folded, one form for "can't" and "isn't", with the sentences and parts they stand in.

"Can't", "could not" and "unable to" are ``cannot``; "isn't", "will not" and the like are ``not``. Letters drawn out
("sooo") are drawn in.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from search import words

_TOKEN = re.compile(r"\d{1,4}(?:[.,]\d{1,3})?|[^\W\d_]+(?:['’`´&][^\W\d_]+)*")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_SENTENCE_ENDS = re.compile(r"(?<!\.)[.](?!\.)|[!?]|\n\s*\n")
_PART_ENDS = re.compile(r"[,;:()–—\n]|\.\.|…| - ")
_PART_BEGINS = {"and", "but", "so", "because", "then", "although", "though", "coz", "cos", "cuz", "while", "&"}
_NOT = words.listed(
    """dont doesnt didnt isnt arent wasnt werent wont wouldnt shouldnt havent hasnt hadnt aint dosent dont't doesent
    havnt hasent didint wernt wont't dnt didnae dinnae doesnae disnae
    isnae wasnae arenae wullnae willnae havenae"""
)
_CANNOT = words.listed(
    """cant cannot couldnt carnt cnt cudnt cantt cannt canot caint coudnt cannae
    couldnae couldnay"""
)
_BEFORE_NOT = words.listed("is are am was were do does did will would has have had be been can could")
_TWO = {
    "im": ("i", "am"), "ive": ("i", "have"), "shes": ("she", "is"), "hes": ("he", "is"), "its": ("it", "is"),
    "theres": ("there", "is"), "whats": ("what", "is"), "thats": ("that", "is"), "anymore": ("any", "more"),
    "wanna": ("want", "to"), "gonna": ("going", "to"), "alot": ("a", "lot"), "iam": ("i", "am"), "iv": ("i", "have"),
    "somethings": ("something", "is"), "wakeup": ("wake", "up"), "passout": ("pass", "out"), "youre": ("you", "are"),
    "theyre": ("they", "are"), "theyd": ("they", "would"), "theyll": ("they", "will"), "weve": ("we", "have"),
}  # fmt: skip
_OTHERWISE = {
    "nite": "night", "tonite": "tonight", "u": "you", "ur": "your", "r": "are", "mums": "mum", "moms": "mom",
    "rite": "right", "wat": "what", "wot": "what", "wen": "when", "n": "and", "hrs": "hours", "mins": "minutes",
    "min": "minutes",
    "wk": "week", "wks": "weeks", "yr": "year", "yrs": "years", "ov": "of", "fone": "phone", "noone": "nobody",
    "sinse": "since", "wud": "would", "cud": "could", "shud": "should", "tmrw": "tomorrow", "hart": "heart",
    "wi": "with", "awa": "away",
}  # fmt: skip
_UNABLE = {("no", "longer"), ("not", "been"), ("not", "being")}
_KNOW = words.listed("no kno knw kow nkow")
# Without the space: "cantbreathe", "wontwake".
_RUN_TOGETHER = re.compile(r"(cant|cannot|couldnt|wont|dont|didnt|doesnt|isnt|hasnt|havent)([a-z]{4,})")


@dataclass
class Word:
    """A word where it stands; ``sentence`` and ``part`` are counted from 0."""

    start: int
    end: int
    word: str
    sentence: int = 0
    part: int = 0

    @property
    def is_number(self):
        return self.word.replace(".", "", 1).isdecimal()


def read(text):
    """The words of a text, in order."""
    found, sentence, part, end = [], 0, 0, 0
    for match in _TOKEN.finditer(text):
        between = text[end : match.start()]
        ends = bool(found) and _ends_sentence(between, match[0])
        sentence += ends
        part += ends or bool(_PART_ENDS.search(between)) or match[0].lower() in _PART_BEGINS
        for word in _forms(match[0]):
            found.append(Word(match.start(), match.end(), word, sentence, part))
        end = match.end()
    return _joined(found)


def normal(words_of_a_phrase):
    """The words of a phrase in the same form."""
    found = [Word(0, 0, form) for word in words_of_a_phrase for form in _forms(word)]
    return tuple(word.word for word in _joined(found))


def _ends_sentence(between, following):
    """A full stop within a number or an abbreviation ("a.m.") ends none."""
    ends = _SENTENCE_ENDS.search(between)
    return bool(ends) and not (between == "." and following[:1].islower() and len(following) == 1)


@lru_cache(maxsize=20_000)
def _forms(word):
    if word[0].isdecimal() or word[0] == "=":
        return (word.replace(",", "."),)
    folded = words.fold(re.sub(r"['’`´]", "", word))
    folded = folded if "&" not in word else word.lower()
    if folded in _CANNOT:
        return ("cannot",)
    if folded in _NOT:
        return ("not",)
    if together := _RUN_TOGETHER.fullmatch(folded):
        return (*_forms(together[1]), together[2])
    if folded in ("id", "ill") or folded not in _TWO:
        return (_OTHERWISE.get(folded) or _DRAWN_OUT.sub(r"\1\1", folded),) if folded else ()
    return _TWO[folded]


def _joined(found):
    """ "Could not", "can not" and "unable to" are one word; "is", "does" before "not" go."""
    joined = []
    for word in found:
        gone, form = _with([before.word for before in joined[-2:]], word.word)
        first = joined[-gone] if gone else word
        joined[len(joined) - gone :] = [Word(first.start, word.end, form, first.sentence, first.part)]
    return joined


def _with(before, word):
    """(how many of the words before a word takes up, the form of it all)."""
    last = before[-1] if before else ""
    if word == "not" and last in _BEFORE_NOT:
        return 1, "cannot" if last in ("can", "could") else "not"
    if word == "longer" and last == "no" and before[0] in ("can", "could"):
        return 2, "cannot"
    if word == "able" and (last == "not" or tuple(before) in _UNABLE):
        return 1 if last == "not" else 2, "unable"
    if word == "to" and last in ("unable", "incapable"):
        return 1, "cannot"
    if last == "blood" and word in ("thinner", "thinners"):
        return 1, word
    return 0, "know" if last == "not" and word in _KNOW else word
