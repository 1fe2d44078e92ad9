"""Codes of medicines, checked by their form: WHO's ATC, NCI Thesaurus, RxNorm."""

import re

from django.utils.translation import gettext as _

# https://www.whocc.no/atc/structure_and_principles: 14 main groups, five levels; a substance has all five.
_ATC_GROUPS = "ABCDGHJLMNPRSV"
_ATC_LEVELS = ((1, r"[A-Z]"), (2, r"[A-Z]\d{2}"), (3, r"[A-Z]\d{2}[A-Z]"), (4, r"[A-Z]\d{2}[A-Z]{2}"),
               (5, r"[A-Z]\d{2}[A-Z]{2}\d{2}"))  # fmt: skip
_SUBSTANCE = 5


def atc_level(code):
    """1 to 5, or None for what is no ATC code at all."""
    return next((level for level, form in _ATC_LEVELS if re.fullmatch(form, code) and code[0] in _ATC_GROUPS), None)


def wrong_atc(code):
    """What is wrong with the ATC code of a medicine, or None."""
    level = atc_level(code)
    if level == _SUBSTANCE:
        return None
    if level is None:
        return _("“{code}” is no ATC code. One looks like L02BG04: letter, 2 digits, 2 letters, 2 digits.").format(
            code=code
        )
    return _(
        "“{code}” is the ATC code of a group (level {level}). Give the one of the medicine, such as L02BG04."
    ).format(code=code, level=level)


def wrong_ncit(code):
    return (
        None
        if re.fullmatch(r"C\d{3,7}", code)
        else _("“{code}” is no NCIt code. One looks like C1647.").format(code=code)
    )


def wrong_rxnorm(code):
    return None if re.fullmatch(r"\d{1,8}", code) else _("“{code}” is no RxNorm number: digits only.").format(code=code)
