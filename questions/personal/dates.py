"""Dates of birth: a date beside words such as "born", and one of so long ago that it can be nothing else."""

import re

from questions.personal import spoken

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = rf"(?:['’]?\d{{4}}|['’]?\d{{2}}|{spoken.YEAR}\b)"
_UP_TO_31 = r"(?:0?[1-9]|[12]\d|3[01])"
_NUMERIC = rf"{_UP_TO_31}\s?[./\-]\s?{_UP_TO_31}\s?[./\-]\s?(?:\d{{4}}|\d{{2}})(?!\d)|"
_NUMERIC += r"(?:19|20)\d\d[./\-]\d{1,2}[./\-]\d{1,2}"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{spoken.DAY})"
_DAY_FIRST = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{spoken.DAY}\b)\s?(?:day\s)?(?:of\s)?[\s\-]?{_MONTH}"
_MONTH_FIRST = rf"{_MONTH}[\s\-]?(?:the\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?|{spoken.DAY}\b)"
_DATE = (
    rf"(?:{_NUMERIC}|{_WEEKDAY}{_DAY_FIRST}(?:,?[\s\-]?(?:in\s)?{_YEAR}(?!\d))?|"
    rf"{_WEEKDAY}{_MONTH_FIRST}(?:,?[\s\-]?{_YEAR}(?!\d))?|\d{{1,2}}\s\d{{1,2}}\s(?:\d{{4}}|\d{{2}})(?!\d)|"
    rf"{_DAY} (?:of )?(?:the )?{_DAY},? (?:of )?{_YEAR}(?!\d)|"
    rf"\d\d[./\-]\d\d[./\-]\d\d|\d{{1,2}}\.\s?[IVX]{{1,4}}\.\s?{_YEAR})"
)
_FILLER = r"(?:[\s,:;=\-–.(]|\bis\b|\bwas\b|\bon\b|\bthe\b|\bit['’]?s\b|\bmy\b|\bback\b){0,8}"
_BORN = (
    r"d[./]?\s?o[./]?\s?b\b\.?|d-o-b\b|date of (?:my )?birth|dates of birth|birth\s?date|birth\s?day(?:['’]?s)?|birth|"
    r"b['’-]?day(?:['’]?s)?|born|geburtsdatum|geboren(?: am)?|née? le|né le|date de naissance|fecha de nacimiento|"
    r"nacid[ao](?: el)?|geboortedatum|data di nascita|nat[ao] il|urodzona|data urodzenia|født|född|birthdate|"
    r"(?:turn|turned|turning|be|was|am) \d\d(?: on| this)|my \d\dth(?: birthday)?(?: is| was)?(?: on)?"
)
_WHOLE_YEAR = (
    rf"in\s(?:{_MONTH}\s)?(?:(?:19|20)\d\d(?!\d)|['’]?\d\d(?!\d)|{spoken.YEAR}\b)|"
    rf"{_MONTH}\s(?:19|20)\d\d(?!\d)|(?:19|20)\d\d(?!\d)|['’]\d\d(?!\d)|{spoken.WHOLE_YEAR}\b"
)
_BIRTH = re.compile(
    rf"\b(?:{_BORN}){_FILLER}(?P<date>{_DATE}|\d{{8}}(?!\d)|\d{{6}}(?!\d)|{_WHOLE_YEAR})", re.IGNORECASE
)
_YEAR_OF_BIRTH = re.compile(
    r"\b(?:yob|year of birth|birth year)\W{0,3}(?:is |was )?(?P<date>\d{4}|['’]?\d\d)\b", re.IGNORECASE
)
# "b. 3.4.58".
_LETTER = re.compile(rf"(?<![\w'’.])b\.?\s?(?P<date>{_NUMERIC}|(?:19)\d\d(?!\d))", re.IGNORECASE)
_BIRTH_AFTER = re.compile(
    rf"(?<![\d/])(?P<date>{_DATE})\s?[,(\-]?\s?(?:is|was|=)?\s?(?:when )?"
    r"(?:my|her|his|mum['’]?s|mom['’]?s|i was|she was)?\s?\(?"
    r"(?:d\.?o\.?b\b|date of birth|birth\s?day|birthdate|born)",
    re.IGNORECASE,
)
# Nobody speaks of a scan of 1961.
_LONG_AGO = (
    rf"(?:19[1-7]\d|['’]?[3-7]\d|nineteen[ \-](?:(?:thir|for|fif|six|seven)ty)(?:[ \-]?(?:{spoken.DIGIT}))?\b)"
    r"(?![\d%]|\s?(?:mg|mm|cm|kg|ml|%))"
)
_OLD = re.compile(
    rf"(?<![\w./\-,])(?P<date>(?:{_UP_TO_31}(?P<sign>[/.\-]){_UP_TO_31}(?P=sign)|{_DAY_FIRST},?[\s\-]?|"
    rf"{_MONTH_FIRST},?\s)"
    rf"{_LONG_AGO})(?![\w/]|[.\-]\d)",
    re.IGNORECASE,
)
ANY_DATE = re.compile(rf"(?<![\d.])(?:{_NUMERIC})(?![./\-]?\d)", re.IGNORECASE)


def births(text):
    for pattern in (_BIRTH, _YEAR_OF_BIRTH, _LETTER, _BIRTH_AFTER, _OLD):
        for match in pattern.finditer(text):
            start, end = match.span("date")
            yield _begins(text, start + (3 if match["date"][:3].lower() == "in " else 0)), end


def _begins(text, start):
    """With "the" before it, where a date is in words."""
    return start - 4 if text[start].isalpha() and text[max(0, start - 4) : start].lower() == "the " else start
