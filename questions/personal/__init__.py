"""Personal details in what somebody wrote: shown to them marked, so that they can take them out before sending.

Found are e-mail addresses, telephone numbers, web addresses and names on social media, record numbers, dates of birth,
postcodes, addresses, names, names of clinicians, and hospitals. Rather one too many: a person decides about each.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from questions.personal import (
    addresses,
    clinicians,
    dates,
    names,
    places,
    postcodes,
    records,
    signatures,
    streets,
    telephones,
    wards,
)
from questions.personal.words import Words

LONGEST = 4_000


class Sort(models.TextChoices):
    """What sort of detail it is, in the words of the form."""

    EMAIL = "email", _("e-mail address")
    PHONE = "phone", _("telephone number")
    WEB = "web", _("web address or name on social media")
    RECORD = "record", _("NHS, hospital or insurance number")
    BIRTH = "birth", _("date of birth")
    POSTCODE = "postcode", _("postcode")
    STREET = "street", _("address")
    NAME = "name", _("name")
    CLINICIAN = "clinician", _("name of a doctor or nurse")
    HOSPITAL = "hospital", _("hospital or clinic")


# What stands in the place of what was taken out.
PLACEHOLDERS = {
    Sort.EMAIL: _("[e-mail address]"),
    Sort.PHONE: _("[telephone number]"),
    Sort.WEB: _("[web address]"),
    Sort.RECORD: _("[record number]"),
    Sort.BIRTH: _("[date of birth]"),
    Sort.POSTCODE: _("[postcode]"),
    Sort.STREET: _("[address]"),
    Sort.NAME: _("[name]"),
    Sort.CLINICIAN: _("[doctor or nurse]"),
    Sort.HOSPITAL: _("[hospital]"),
}
# The surer ones first: where two overlap, the first stands.
_FINDERS = [
    (Sort.EMAIL, addresses.emails),
    (Sort.WEB, addresses.web_addresses),
    (Sort.RECORD, records.labelled),
    (Sort.BIRTH, dates.births),
    (Sort.POSTCODE, postcodes.labelled),
    (Sort.RECORD, records.nhs_numbers),
    (Sort.PHONE, telephones.telephones),
    (Sort.PHONE, telephones.in_words),
    (Sort.RECORD, records.others),
    (Sort.POSTCODE, postcodes.postcodes),
    (Sort.STREET, streets.streets),
    (Sort.NAME, signatures.signatures),
    (Sort.CLINICIAN, clinicians.clinicians),
    (Sort.HOSPITAL, places.hospitals),
    (Sort.HOSPITAL, wards.wards),
    (Sort.NAME, names.names),
]
# Those that find nothing in a text without a digit.
_OF_DIGITS = {
    records.labelled,
    records.nhs_numbers,
    records.others,
    postcodes.labelled,
    postcodes.postcodes,
    telephones.telephones,
    streets.streets,
}
_OF_WORDS = {signatures.signatures, clinicians.clinicians, names.names}


@dataclass(frozen=True)
class Finding:
    """A detail where it stands; ``text`` is what is written there."""

    sort: str
    start: int
    end: int
    text: str


def findings(text):
    """``Finding`` for each personal detail, in order; none overlap. What is longer than a question is not read."""
    read, found = text[:LONGEST], []
    words, taken = Words(read), bytearray(len(read))
    digits = any(sign.isdecimal() for sign in read)
    for sort, finder in _FINDERS if digits else [one for one in _FINDERS if one[1] not in _OF_DIGITS]:
        for start, end in finder(words if finder in _OF_WORDS else read):
            if start < end and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(Finding(str(sort), start, end, read[start:end]))
    return sorted(found, key=lambda one: one.start)


def without(text, findings):
    """The text with a readable placeholder for each of these findings of it."""
    for one in sorted(findings, key=lambda one: one.start, reverse=True):
        text = f"{text[: one.start]}{PLACEHOLDERS[Sort(one.sort)]}{text[one.end :]}"
    return text
