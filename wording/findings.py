"""A text to check, and what a check found in it.

An *error* blocks submission. A *warning* is answered by the reviewer ("accepted because …"), and the answer is
kept under the finding's ``key``. The key is made of the words, not of the line: it still fits when lines move,
and no longer when the sentence is rewritten.
"""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

ERROR, WARNING = "error", "warning"
FORMS = ("markdown", "lines", "line")
# The field of this name holds sources (markup/sources.py): no prose, so that no check reads its words.
SOURCES = "sources"
LONGEST_EXCERPT = 200


@dataclass(frozen=True)
class Text:
    """The words of one field. ``form``: ``markdown``; ``lines``, each of inline Markdown; ``line``, plain."""

    field: str
    source: str
    form: str = "markdown"

    def __post_init__(self):
        if self.form not in FORMS:
            raise ValueError(f"The form of a text is one of {', '.join(FORMS)}, not {self.form!r}.")


@dataclass(frozen=True)
class Finding:
    """What a check found at a line (from 1; ``None``: the whole text).

    ``excerpt`` has the sentence, or the part of it, that the finding is about, ``message`` the reason and what
    to do; ``nth`` counts findings of one check whose excerpts are equal (0, 1, …).
    """

    check: str
    level: str
    field: str
    line: int | None
    excerpt: str
    message: str
    nth: int = 0

    @property
    def key(self):
        identity = f"{self.check}|{self.field}|{normalised(self.excerpt)}|{self.nth}"
        return hashlib.sha256(identity.encode()).hexdigest()[:16]

    def __str__(self):
        return f"{_('Line')} {self.line}: {self.message}" if self.line else self.message


def normalised(words):
    """Words without what a new line or a capital letter would change."""
    return " ".join(words.casefold().split())
