"""Telephone numbers as people write them in Europe, North America and Australia."""

import re

from questions.personal import spoken
from questions.personal.dates import ANY_DATE

_PHONE = re.compile(r"(?<![\w/.,£$€])(?:\+\s?|00|[oO](?=7))?\(?\+?\d[\d().\-/ \u00a0]{4,24}\d(?![\w%/]|[.,]\d)")
_CALLED = re.compile(
    r"(?:\b(?:call|ring|rang|phone|phones|tel|telephone|text|txt|mobile|mob|cell|landline|number|numbers|num|no|nos|"
    r"fone|whats\s?app?|wats\s?app?|bell|buzz|dial|hit me up|viber|callback|landlines|"
    r"sms|reach|"
    r"contact|handy|telefon|numéro|portable|bel|ring mig|nummer|home|work|fax|direct|ext|num|ph|tlf|teléfono|móvil|"
    r"cellulare|message|me at|me on|get me)\b)",
    re.IGNORECASE,
)
_NOT_CALLED = re.compile(
    r"\b(?:mg|ml|mm|cm|kg|steps|score|range|count|counts|platelets|marker|markers|ca|dose|doses|nct|trial|study)\b",
    re.IGNORECASE,
)
_NANP = re.compile(r"\+?1?[\s.\-]?\(?[2-9]\d\d\)?[\s.\-]?[2-9]\d\d[\s.\-]?\d{4}")
_AUSTRALIAN_LINE = re.compile(r"1[38]00[ \-]?\d{3}[ \-]?\d{3}")
# "0 7 7 0 0 9 0 0 1 2 3"; "O77OO 9OO 123".
_SINGLE = re.compile(r"(?<![\w.,])(?<!\d )0(?:[ .\-]\d){9,10}(?![\w%]|[ .,]\d)")
_WITH_LETTERS = re.compile(
    r"(?<![\w.,])(?=[\d \-]{0,13}[oO])(?=(?:\D{0,2}\d){5}|(?:[oO \-]{0,4}\d){5})[oO0](?:[ \-]?[\doO]){9,10}(?!\w)"
)
_EXTENSION = re.compile(r",? ?(?:ext|extn|extension|x)\.? ?\d{1,6}\b", re.IGNORECASE)
_IS_ONE = re.compile(
    r"\W{0,3}(?:is|that['’]?s)? ?(?:my|our|the best|his|her)? ?(?:landline|mobile|cell|number|phone|tel|work|home)\b",
    re.I,
)
_BEFORE = 36


def is_called(text, start):
    """Whether words before a place say that a number is to be called."""
    return _CALLED.search(text[max(0, start - _BEFORE) : start]) is not None


def _is_said_to_be_one(text, end):
    """ "… is my landline"."""
    return _IS_ONE.match(text, end) is not None


def telephones(text):
    yield from (match.span() for match in _WITH_LETTERS.finditer(text))
    dates = [match.span() for match in ANY_DATE.finditer(text)]
    for match in _PHONE.finditer(text):
        start, end = match.span()
        is_date = any(first <= start < last for first, last in dates)
        if not is_date and _is_phone(text, match[0], start):
            yield _trimmed(text, start, end)
    yield from (match.span() for match in _SINGLE.finditer(text))


def in_words(text):
    """ "oh seven seven double oh …"."""
    for start, end, digits in spoken.numbers(text):
        if 9 <= digits <= 15 or (digits >= 7 and is_called(text, start)):
            yield start, end


def _trimmed(text, start, end):
    """A bracket that nothing closes does not belong to a number; an extension does."""
    if text[start] == "(" and ")" not in text[start:end]:
        start += 1
    extension = _EXTENSION.match(text, end)
    return start, extension.end() if extension else end


def _is_phone(text, said, start):
    digits = re.sub(r"\D", "", said)
    groups = re.findall(r"\d+", said)
    if not 6 <= len(digits) <= 15 or len(groups) > 7 or len(digits) < 2 * len(groups) - 1:
        return False
    called = is_called(text, start) or _is_said_to_be_one(text, start + len(said))
    if _NOT_CALLED.search(text[max(0, start - 14) : start]):
        return False
    if said.lstrip("(").startswith("+") or digits.startswith("00"):
        return len(digits) >= 8
    if said[:1] in "oO" or digits.startswith("0"):
        return 9 <= len(digits) <= 12 or (called and len(digits) >= 7)
    if _NANP.fullmatch(said.strip()):
        return called or len(groups) > 1 or len(digits) == 10
    return bool(_AUSTRALIAN_LINE.fullmatch(said)) or (called and len(digits) >= 7)
