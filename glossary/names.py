"""Other names of a term, one a line: ``kind | name | region or note | what tells it apart``.

    brand | Herceptin | UK, EU, US
    abbreviation | T-DM1
    misspelling | trastuzamab
    abbreviation | ABC | | here: advanced breast cancer

The third and fourth part may be left out; the fourth is needed where another live term has the same name.

Abbreviations and code names are found in a text only with their own capitals: "ER" is no "er".
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from markup.sources import Problem

LONGEST_NAME = 100


class NameKind(models.TextChoices):
    """What sort of other name it is; readers see them grouped by it."""

    BRAND = "brand", gettext_lazy("Brand names")
    US_NAME = "us name", gettext_lazy("Name in the United States")
    ABBREVIATION = "abbreviation", gettext_lazy("Short for it")
    CODE = "code", gettext_lazy("Code names")
    SPELLING = "spelling", gettext_lazy("Other spellings")
    FORM = "form", gettext_lazy("Other forms")
    EVERYDAY = "everyday", gettext_lazy("In everyday words")
    MISSPELLING = "misspelling", gettext_lazy("Common misspellings")


# Searched for, but never shown and never linked.
HIDDEN = {NameKind.MISSPELLING}
_EXACT = {NameKind.ABBREVIATION, NameKind.CODE}
_BETWEEN_WORDS = re.compile(r"[/+–—]")
# What a pattern may have within []. Dashes: category Pd of Unicode, and minus signs. Unseen, such as a soft hyphen or a
# zero-width space: category Cf. Two of these turn letters round, "er" to "re", so that another word is seen: TURNING.
DASHES = (
    r"\-\u02d7\u058a\u05be\u1400\u1806\u2010-\u2015\u2043\u207b\u208b\u2212\u2796\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d"
    r"\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d\U00010d6e\U00010ead"
)
UNSEEN = (
    r"\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202c\u2060-\u2064\u2066-\u206f"
    r"\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0001\U000e0020-\U000e007f"
)
TURNING = r"\u202d\u202e"
_A_DASH = re.compile(f"[{DASHES}]")
_UNSEEN = re.compile(f"[{UNSEEN}]")


@dataclass(frozen=True)
class OtherName:
    kind: str
    name: str
    note: str = ""
    apart: str = ""
    line: int = 0

    @property
    def is_exact(self):
        """Whether its capitals matter where it stands in a text."""
        return self.kind in _EXACT or is_exact(self.name)


def is_exact(name):
    """A name without a small letter, such as HER2 or CDK4/6, is found only in capitals."""
    return any(letter.isupper() for letter in name) and not any(letter.islower() for letter in name)


def fold(name):
    """A name as it is compared: case, kinds of dashes, width of spaces and unseen signs do not matter, accents do."""
    return " ".join(plain(name).lower().split())


def plain(name):
    """A name with one kind of dash, its accents composed, and without what nobody sees, such as a soft hyphen."""
    if name.isascii():
        return name
    return unicodedata.normalize("NFC", _A_DASH.sub("-", seen(name)))


def seen(text):
    """A text without what nobody sees."""
    return _UNSEEN.sub("", text)


def shown(name, others):
    """A term's name and those of its other names that readers see."""
    return [OtherName("", name), *(other for other in others if other.kind not in HIDDEN)]


def slug_of(name):
    """A name as it stands in an address: CDK4/6 inhibitor is cdk4-6-inhibitor."""
    return slugify(_BETWEEN_WORDS.sub(" ", name))


@lru_cache(maxsize=10_000)
def others(text):
    """The other names in the order written, as far as they can be read."""
    return tuple(parse(text)[0])


def parse(text, field="names"):
    """The other names in the order written, and the problems found."""
    names, problems, seen = [], [], {}
    for line, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        kind, name, note, apart = (*(part.strip() for part in raw.split("|", 3)), "", "", "")[:4]
        message = _what_is_wrong(kind.lower(), name, seen)
        if message:
            problems.append(Problem(field, line, message))
        else:
            seen[fold(name)] = line
            names.append(OtherName(kind.lower(), name, note, apart, line))
    return names, problems


def _what_is_wrong(kind, name, seen):
    if kind not in NameKind.values:
        kinds = ", ".join(NameKind.values)
        return _("begin with the kind of name, then “ | ” and the name. The kinds are: {kinds}.").format(kinds=kinds)
    if not name:
        return _("write the name after its kind: “brand | Herceptin | UK”.")
    if len(name) > LONGEST_NAME:
        return _("a name has at most {count} characters.").format(count=LONGEST_NAME)
    if not any(letter.isalnum() for letter in name):
        return _("“{name}” has no letter and no digit.").format(name=name)
    if fold(name) in seen:
        return _("“{name}” stands in line {line} already.").format(name=name, line=seen[fold(name)])
    return None
