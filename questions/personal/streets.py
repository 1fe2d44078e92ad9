"""Addresses: a number and a street, "12 Mill Lane"."""

import re

from questions.personal.wordlists import PLAIN, SURNAMES
from search.words import listed

_KINDS = (
    r"street|st|road|rd|lane|ln|avenue|ave|drive|dr|close|crescent|cres|court|ct|place|pl|terrace|way|gardens|gdns|"
    r"grove|"
    r"square|sq|boulevard|blvd|parade|pde|highway|hwy|row|mews|hill|walk|view|green|park|heights|rise|vale|parkway|"
    r"circle|"
    r"trail|quay|wharf|villas|drove|esplanade|stra(?:ß|ss)e"
)
_FLAT = r"(?:(?:flat|apartment|apt|unit|house) [\w/]{1,5},? )?"
_NUMBER = r"(?<![\w.,/\-+])\d{1,5}[a-z]?(?:[-/]\d{1,4})?,?"
_STREET = re.compile(
    rf"(?i:\b{_FLAT})?{_NUMBER} (?P<name>(?:[A-ZÀ-Þ][\w'’.\-]{{0,20}} ){{1,3}})(?P<kind>(?i:{_KINDS}))(?![\w'’])"
)
_LIVE = re.compile(
    r"\b(?:live at|lives at|address is|address:|living at|post (?:it |them )?to|send (?:it |them )?to|im at|i'm at) "
    rf"(?P<street>{_FLAT}\d{{1,5}}[a-z]? (?:[a-z'’\-]{{2,20}} ){{1,3}}(?:{_KINDS}))(?![\w'’])",
    re.IGNORECASE,
)
_BOX = re.compile(r"\bp\.?\s?o\.?\s?box \d{1,6}\b", re.IGNORECASE)


def streets(text):
    for match in _STREET.finditer(text):
        if _names_one(match):
            yield match.span()
    for match in _LIVE.finditer(text):
        yield match.span("street")
    yield from (match.span() for match in _BOX.finditer(text))


def _names_one(match):
    """Whether it is the name of a street: "12 Mill Lane", no "5 Year Survival Road"."""
    named = [word.strip(".").lower() for word in match["name"].split()]
    plain = all(word in PLAIN and word not in SURNAMES | _OF_STREETS for word in named)
    return match["kind"][0].isupper() and not plain and not set(named) & _OF_TIME


_OF_STREETS = listed("high station main mill church victoria north south east west first second third park")
_OF_TIME = listed("year month week day hour minute cycle cycles years months weeks days hours minutes mg ml")
