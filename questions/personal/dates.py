"""Dates of birth: a date beside words such as "born"."""

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:['’]?\d{4}|['’]?\d{2})"
_UP_TO_31 = r"(?:0?[1-9]|[12]\d|3[01])"
_NUMERIC = rf"{_UP_TO_31}\s?[./\-]\s?{_UP_TO_31}\s?[./\-]\s?(?:\d{{4}}|\d{{2}})(?!\d)|"
_NUMERIC += r"\d{4}[./\-]\d{1,2}[./\-]\d{1,2}"
_DATE = (
    rf"(?:{_NUMERIC}|\d{{1,2}}(?:st|nd|rd|th)?\s?(?:of\s)?[\s\-]?{_MONTH}(?:,?[\s\-]?{_YEAR}(?!\d))?|"
    rf"{_MONTH}\s?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s?{_YEAR})?|\d{{1,2}}\s\d{{1,2}}\s(?:\d{{4}}|\d{{2}}))"
)
_FILLER = r"(?:[\s,:;=\-–.(]|\bis\b|\bwas\b|\bon\b|\bthe\b|\bit['’]?s\b|\bmy\b){0,8}"
_BIRTH = re.compile(
    rf"\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|dates of birth|birth\s?date|birth\s?day(?:['’]s)?|"
    r"b['’-]?day(?:['’]s)?|born|geburtsdatum|"
    rf"geboren|"
    rf"née? le|né le|date de naissance|fecha de nacimiento|geboortedatum|birthdate){_FILLER}"
    rf"(?P<date>{_DATE}|\d{{8}}(?!\d)|\d{{6}}(?!\d)|in\s(?:{_MONTH}\s)?(?:19|20)\d\d(?!\d)|(?:19|20)\d\d(?!\d))",
    re.IGNORECASE,
)
_BIRTH_AFTER = re.compile(
    rf"(?<![\d/])(?P<date>{_DATE})\s?[,(]?\s?(?:is|was|=)?\s?(?:my\s)?\(?(?:d\.?o\.?b\b|date of birth|birth\s?day|"
    rf"birthdate)",
    re.IGNORECASE,
)
ANY_DATE = re.compile(rf"(?<![\d.])(?:{_NUMERIC})(?![./\-]?\d)", re.IGNORECASE)


def births(text):
    for pattern in (_BIRTH, _BIRTH_AFTER):
        for match in pattern.finditer(text):
            start, end = match.span("date")
            yield start + (3 if match["date"][:3].lower() == "in " else 0), end
