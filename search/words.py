"""Words as the search compares them: without case, accents and endings, British and American spelling alike.

A compound such as T-DXd, CDK4/6 or nab-paclitaxel is its parts and, beside them, the whole written together, so that
it is found however somebody types it. The same words stand in the index and in what was typed, on both engines.
"""

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer
from django.conf import settings

LONGEST_WORD = 60


def listed(words):
    """A list of words that is written as a text."""
    return frozenset(words.split())


# An accent may be a sign of its own, and a soft hyphen may stand within a word.
_LETTERS = r"[^\W_]+(?:[\u00ad\u0300-\u036f]+[^\W_]*)*"
_WORD = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*")
_JOINS = re.compile(r"[-/‐-―−]")
_STEMMERS = {
    "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french", "it": "italian",
    "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish",
    "tr": "turkish",
}  # fmt: skip
# American and British spelling, told apart by letters alone; both sides are rewritten, so that a word which happens to
# look like one does no harm.
_SPELLINGS = [
    (re.compile(pattern), put)
    for pattern, put in [
        (r"^oe(?=[sd])", "e"), (r"oedem", "edem"), (r"rrhoe", "rrhe"), (r"^foet", "fet"), (r"haem", "hem"),
        (r"aemi", "emi"), (r"anaesth", "anesth"), (r"^paed", "ped"), (r"gynaec", "gynec"), (r"^caec", "cec"),
        (r"(?<=[a-z]{3})our(?=(?:s|ed|ing|al|less)?$)", "or"),
        (r"(?<=[a-z]{3})is(?=(?:e[drs]?|ing|ations?|ers)$)", "iz"),
        (r"(?<=[a-z]{2})([tb])re(s?)$", r"\1er\2"),
        (r"ll(?=(?:ed|ing|er)$)", "l"), (r"^ageing$", "aging"),
        (r"ogramme(?=s?$)", "ogram"), (r"^practic(?=e)", "practiz"), (r"^licence", "license"), (r"^grey", "gray"),
        (r"(?<=[a-z]{5})oses$", "osis"), (r"^metastases$", "metastasis"),
    ]
]  # fmt: skip
# Words that say nothing of the subject. A question made of nothing else keeps them.
STOP = listed(
    """a about after all also am an and any are arent as at be because been being but by can cant could couldnt did
    didnt do does doesnt doing done dont for from get gets getting give given go going got had has hasnt have
    havent having he her him his how i if im in into is isnt it its ive just like make many may me mean means
    might more most much must my need no not of often on once one only or other our out over please s she should
    shouldnt so some t tell than that thats the their them then there these they this those through to too up us
    very was wasnt we were what whats when where which while who whom why will with wont would
    wouldnt you your"""
)


_SHORT = 5
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Word:
    """A word where it stands in a text, and its stem."""

    start: int
    end: int
    stem: str


def fold(word):
    """A word without case and accents; letters and digits alone, which both engines take for one word."""
    word = word.lower()
    if word.isascii():
        return word
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if sign.isalnum()).casefold()


def tokens(text):
    """The words of a text, folded, in order: as somebody types them."""
    return [token for _word, token in surfaces(text)]


def split(text):
    """The words of a text as they stand there."""
    return _WORD.findall(text)


def surfaces(text):
    """(as it stands, folded) of each word of a text, in order."""
    return [(found.group(), token) for found in _WORD.finditer(text) if (token := _token(found.group()))]


def stems(text, language="en"):
    """The stems of a text in order; after the parts of a compound stands the compound."""
    return [word.stem for word in placed(text, language)]


def content(stems):
    """The stems that say something, each once, in order; all of them where none does."""
    stems = tuple(dict.fromkeys(stems))
    return tuple(stem for stem in stems if stem not in stop_stems()) or stems


@cache
def stop_stems():
    return frozenset(stem(word) for word in STOP)


def placed(text, language="en"):
    """Each word of a text, and each compound over its parts, as a ``Word``."""
    found, run = [], []
    for match in _WORD.finditer(text):
        stemmed = stem(match.group(), language)
        if not stemmed:
            continue
        if run and not _JOINS.fullmatch(text[run[-1].end() : match.start()]):
            found += _compound(run, language)
            run = []
        run.append(match)
        found.append(Word(match.start(), match.end(), stemmed))
    return found + _compound(run, language)


def compact(text):
    """A compound written together: "T-DXd" is tdxd."""
    return "".join(tokens(text))


def _compound(run, language):
    if len(run) < 2:
        return []
    together = "".join(_token(match.group()) for match in run)
    return [Word(run[0].start(), run[-1].end(), stem(together, language))]


def _token(word):
    if word[-2:].lower() in ("'s", "’s"):
        word = word[:-2]
    return fold(word.replace("'", "").replace("’", ""))[:LONGEST_WORD]


@lru_cache(maxsize=50_000)
def stem(word, language="en"):
    """The stem of one word, in the language of its page."""
    return _stemmed(spelt(_token(word)), language)


def spelt(word):
    """A folded word in one of its spellings: tumour is tumor, oestrogen is estrogen."""
    for pattern, put in _SPELLINGS:
        word = pattern.sub(put, word)
    return word


def _stemmed(word, language):
    stemmer = _stemmer(language)
    if stemmer is None:
        return word
    with _one_at_a_time:  # a stemmer works on a word that it keeps
        once = stemmer.stemWord(word)
        stem = stemmer.stemWord(once)  # tiredness, tired, tire
    return stem[:-1] if len(stem) > _SHORT and stem.endswith("i") else stem  # thirsty, thirst


@cache
def _stemmer(language):
    """The stemmer of a language that this site is written in; None for any other."""
    known = {code for code, _name in settings.LANGUAGES}
    return snowballstemmer.stemmer(_STEMMERS[language]) if language in known & {*_STEMMERS} else None
