"""Numbers of records: NHS, hospital, insurance.

A check digit is only a hint: a number that fails it is somebody's all the same.
"""

import re

from questions.personal.dates import ANY_DATE
from questions.personal.telephones import is_called

_SURE = (
    r"nhs|mrn|chi|medicare|medicaid|ppsn?|ohip|ssn|social security|national insurance|ni|health ?card|hospital|hosp|"
    r"patient|wristband|ihi|dva|h&c|health insurance|versichertennummer|krankenversicherung|insurance|bsn|"
    r"sécurité sociale|"
    r"passport|ghic|gms|medical card|ehic|tfn|payroll|blue badge|driving licence|driver'?s license|"
    r"medical record|record|chart|membership|member|policy|ahcccs|ramq|msp|"
    r"health service|urn|ur|unit|health (?:and|&) (?:social )?care|nino|phn|nhi|crn|med rec|epic|mychart|"
    r"pesel|codice fiscale|personnummer|cpr|dni|nie|aadhaar|nric|sin|versicherungsnummer|vhi|laya|bupa|aetna|cigna|"
    r"kaiser|humana|blue cross|medibank|hcf|nib|board|client|customer|ehr|emr|ubrn|subscriber|beneficiary|enrollee"
)
_PERHAPS = (
    r"case|file|reference|ref|account|claim|referral|order|booking|id|study|lab|accession|specimen|sample|histology|"
    r"pathology|path|biopsy|scan|x-?ray|appointment|letter|barcode|invoice|ticket|authori[sz]ation|auth|group|k|s|"
    r"visa|"
    r"pension|clinic|ward|docket|register|registration|enrolment|slide|block"
)
_MARK = (
    r"(?:\s{0,2}(?:number|numbers|no\b\.?|num\b|nr\b\.?|id\b|card|#|:|=|-|–|is|was|my|the|'s|on|record|code|"
    r"ref|reference)){0,5}"
)
# Words as short as the letters of a number.
_SHORT = (
    r"i|a|if|is|as|at|in|on|or|so|to|we|my|it|an|am|by|be|he|me|no|of|up|us|do|go|mg|ml|mm|cm|kg|iu|pm|er|pr|ki|ct|hb|"
    r"bp|gp|iv|ok|uk|ca|x|yr|im|u|ur|r|pt|dr|mr|ms|st"
)
# A digit among the first letters; then more parts with digits, or of one or two letters.
_VALUE = (
    r"(?P<value>(?=[\w/\-]{0,12}\d|[A-Z]{2} \d\d \d|[A-Z]{1,4} \d{4}|(?!NCT)(?-i:[A-Z]{1,4}) \d[\d/\- ]{4})"
    r"[A-Z0-9](?:[A-Z0-9/\-]|\.(?=\w)){0,24}"
    rf"(?: (?:(?!(?:{_SHORT})\b)[A-Z]{{1,2}}(?![a-z])|\d[\dA-Z\-]{{0,9}})"
    r"(?![\w.,/]\d|%| ?(?:mg|ml|mm|cm|kg|percent)\b)){0,5})"
)
_LABELLED = re.compile(rf"\b(?:{_SURE})(?![a-z])\.?{_MARK}\s{{0,2}}{_VALUE}", re.IGNORECASE)
_LABELLED_PERHAPS = re.compile(
    rf"\b(?:{_PERHAPS})(?=\s?(?:number|no\b|num\b|nr\b|id\b|#|:|(?-i:[A-Z]{{1,5}})[\-]?\d|(?-i:[A-Z]{{2,5}}[/\-][A-Z\d/\-]{{4}}))){_MARK}\s{{0,2}}{_VALUE}",
    re.IGNORECASE,
)
_NHS = re.compile(r"(?<![\w.,/+\-(])(?<!\d\d )\d(?:[ .\-]?\d){9}(?![\w%/\-]|[.,]\d| \d)")
_OTHER = re.compile(
    r"(?<![\w\-])(?:\d{3}-\d{2}-\d{4}|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]|(?!NCT|"
    r"ISRCTN)[A-Z]{1,3}\d{6,8}|"
    r"\d[A-Z][A-Z0-9]\d-?[A-Z][A-Z0-9]\d-?[A-Z]{2}\d\d|\d{7}[A-W][A-IW]?)(?![\w\-])"
)
_ORDINARY_VALUE = re.compile(r"(?:19|20)\d\d|NCT\d+|\d{1,3}(?:[.,]\d+)?", re.IGNORECASE)


def labelled(text):
    for pattern in (_LABELLED, _LABELLED_PERHAPS):
        for match in pattern.finditer(text):
            value = match["value"].rstrip(" .-/")
            if _is_record(value):
                yield match.start("value"), match.start("value") + len(value)


def _is_record(value):
    digits = sum(sign.isdecimal() for sign in value)
    ordinary = _ORDINARY_VALUE.fullmatch(value) or ANY_DATE.fullmatch(value)
    if re.fullmatch(r"[\d ]+", value) and digits < 5 and " " in value:
        return False
    return digits >= 4 and len(value) >= 5 and not ordinary


def nhs_numbers(text):
    """Ten digits with the check digit of an NHS number that nobody is asked to call."""
    for match in _NHS.finditer(text):
        called = is_called(text, match.start())
        if (
            is_nhs_number(match[0])
            and match[0][0] in "4679"
            and not called
            and "+" not in text[max(0, match.start() - 6) : match.start()]
        ):
            yield match.span()


def others(text):
    for match in _OTHER.finditer(text):
        yield match.span()


def is_nhs_number(said):
    """Whether ten digits have the check digit of an NHS number: the last, by modulo 11."""
    digits = [int(sign) for sign in said if sign.isdecimal()]
    if len(digits) != 10:
        return False
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check % 11 == digits[9]
