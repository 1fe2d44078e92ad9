"""The lists behind the rules: names, words that are no names, regions, and what has a person's or a hospital's name."""

import re
import unicodedata
from collections import defaultdict
from pathlib import Path

from search.words import listed

_HERE = Path(__file__).parent


def _lines(name):
    """The lines of a list without its headings."""
    lines = (_HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _words(name):
    return listed(" ".join(_lines(name)))


def _sections(name):
    """The phrases under each heading of a list, in order."""
    parts = re.split(r"^#.*\n", (_HERE / f"{name}.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [[" ".join(one.split()) for one in part.replace("\n", ", ").split(",") if one.strip()] for part in parts[1:]]


def _phrases(name):
    """All phrases of a list."""
    return [one for part in _sections(name) for one in part]


def _any_of(phrases):
    """A pattern for any of these, longest first, those with the same first letter together: it is read quickly."""
    by_letter = defaultdict(list)
    for phrase in sorted(phrases, key=len, reverse=True):
        spelt = re.escape(phrase[1:]).replace("'", "['’]?").replace(r"\-", r"[ \-]").replace(r"\ ", r"[ \-]")
        by_letter[re.escape(phrase[0])].append(spelt)
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


def folded(text):
    """In small letters and without accents, where each letter stays one."""
    low = text.lower()
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", low) if not unicodedata.combining(sign))
    return plain if len(plain) == len(text) else low


GIVEN = frozenset(map(folded, _words("given_names")))
# Given names that are words or places as well: names only where one is told.
ALSO_WORDS = _words("given_names_too")
# Plain words that are no names: what tells "I'm Susan" from "I'm Scared".
PLAIN = _words("plain_words")
# Plain words that are names after a title or a given name: "Dr White".
SURNAMES = _words("surnames_too")
# Where "chemo in …" tells of no hospital.
REGIONS = _words("regions")
# What is a region is a name where one is told; Clare is one more often than not.
ALSO_WORDS |= (REGIONS & GIVEN) - {"clare"}
ORGANISATIONS = re.compile(rf"(?<![\w'’])(?:{_any_of(_phrases('organisations'))})(?![\w\-])")
# "Day Unit" names none.
KINDS_OF_WARDS = _words("ward_kinds")
VALEDICTIONS = _any_of(_phrases("valedictions"))
# Digits, teens, tens and days of a month in words.
NUMBERS = _sections("numbers_in_words")
*_NETWORKS, _PROVIDERS = _sections("networks")
NETWORKS, PROVIDERS = _any_of([one for part in _NETWORKS for one in part]), _any_of(_PROVIDERS)
*_NAMED, _LETTERS = _sections("hospitals")
KNOWN_HOSPITALS = re.compile(
    rf"(?<![\w'’])(?i:{_any_of([one for part in _NAMED for one in part])})(?:['’]s?)?(?![\w\-])"
)
LETTERS_OF_HOSPITALS = re.compile(rf"(?<![\w\-])(?:{_any_of(_LETTERS)})(?![\w\-])")
