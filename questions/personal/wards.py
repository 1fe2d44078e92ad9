"""Wards, beds, rooms and units by number or name: "ward 26B", "Bluebell Ward". With a date they tell of somebody."""

import re

from questions.personal.wordlists import KINDS_OF_WARDS, ORGANISATIONS, PLAIN, SURNAMES

_PLACE = (
    r"wards?|(?:side |clinic |treatment |consulting )?room|rm|bed|bay|cubicle|clinic|suite|theatre|outpatients|opd|"
    r"chair|pod|linac"
)
_OF_TIME_OR_SIZE = (
    r"(?:hours?|hrs?|days?|nights?|weeks?|wks?|months?|mths?|years?|yrs?|mins?|minutes|times|of|or|to|and a half|"
    r"(?:x|by) \d+|m|metres?|feet|ft|inch\w*|people|patients|beds|pillows|visits|"
    r"more|others?|am|pm|ago|different|per|percent|separate|"
    r"mg|cm|mm|ml|sessions|o['’]?clock|a day|a week|nurses|doctors)\b"
)
_NUMBERED = re.compile(
    rf"(?<![\w'’\-])(?:{_PLACE})(?: (?:no\.?|number|num|called)| ?#| ?:)? ?"
    rf"(?P<number>(?:[A-Z]{{0,2}}\-?|(?-i:[B-Z]) )\d{{1,3}}[A-Z]?|"
    rf"(?-i:[A-HJ-Z])(?=[ .,?!;)]|$))(?![\w%:/]|[.\-,]\d| ?(?:-|–) ?\d| ?{_OF_TIME_OR_SIZE})",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?<![\w'’\-])(?P<name>[A-Z][a-z'’]{2,20}(?: [A-Z][a-z'’]{2,20}){0,2}) "
    r"(?:Ward|Suite|Unit|Wing|Centre|Center|ward)(?![\w'’\-])"
)


def wards(text):
    for match in _NUMBERED.finditer(text):
        yield match.span()
    for match in _NAMED.finditer(text):
        name = _name(match["name"])
        if name and not ORGANISATIONS.match(text, match.end("name") - len(name)):
            yield match.end("name") - len(name), match.end()


def _name(said):
    """The last words of it that name a ward; none of "Oncology" or "My"."""
    words = said.split()
    while words and (words[0].lower() in PLAIN - SURNAMES or words[0].lower() in KINDS_OF_WARDS):
        words.pop(0)
    return " ".join(words)
