"""Sources, one a line: ``key | reference | address``; the address may be left out.

    esmo-mbc-2021 | Gennari A, and others. ESMO guideline. Ann Oncol 2021;32. | https://doi.org/10.1016/…

The key is of lower-case letters, digits and hyphens. The text cites it as ``[@esmo-mbc-2021]``,
several at once as ``[@first; @second]``. Readers see numbers, in the order of first citation.
"""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

# With what is put around it, a key is part of an id (markup/sanitise.py).
LONGEST_KEY = 60
KEY = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_is_web_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class Source:
    key: str
    reference: str
    address: str
    line: int


@dataclass(frozen=True)
class Problem:
    """Something wrong at a line (from 1) of a field; what to do is in the message."""

    field: str
    line: int | None
    message: str

    def __str__(self):
        return f"{_('Line')} {self.line}: {self.message}" if self.line else self.message


def parse(text, field="sources"):
    """The sources by key, in the order written, and the problems found."""
    sources, problems = {}, []
    for line, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        key, reference, address = (*(part.strip() for part in raw.split("|", 2)), "", "")[:3]
        message = _what_is_wrong(key, reference, address, sources)
        if message:
            problems.append(Problem(field, line, message))
        elif key not in sources:
            sources[key] = Source(key, reference, address, line)
    return sources, problems


def _what_is_wrong(key, reference, address, sources):
    if len(key) > LONGEST_KEY:
        return _("the key is longer than {count} characters. Give this source a shorter key.").format(count=LONGEST_KEY)
    if not re.fullmatch(KEY, key):
        return _("begin with a key of lower-case letters, digits and hyphens, then “ | ” and the reference.")
    if key in sources:
        return _("the key “{key}” is used in line {line} already. Give this source another key.").format(
            key=key, line=sources[key].line
        )
    if not reference:
        return _("write the reference after the key: “key | reference | address”.")
    if address:
        try:
            _is_web_address(address)
        except ValidationError:
            return _("“{address}” is not a web address. It should begin with https://").format(address=address)
    return None
