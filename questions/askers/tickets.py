"""What a form carries so that it is known when it comes back: its nonce and when it was made, signed.

It stands in the form in the place of a cookie (docs/decisions/0023-asking.md), and makes one question at most. It holds
for as long as somebody may leave the form open (``QUESTIONS_FORM_HOURS``).
"""

import time
from dataclasses import dataclass

from django.conf import settings
from django.core import signing

from questions import receipts

_SALT = "questions.askers.tickets"
_HOUR = 3600


@dataclass(frozen=True)
class Ticket:
    """``key`` is the nonce, ``age`` in seconds."""

    key: str
    age: float

    @property
    def holds(self):
        return self.age <= settings.QUESTIONS_FORM_HOURS * _HOUR


def issue(age=0):
    """A new one, for one form; as if it were so many seconds old."""
    return signing.Signer(salt=_SALT).sign(f"{receipts.nonce()}.{time.time() - age:.0f}")


def read(text):
    """``Ticket``, or None for what we did not issue."""
    try:
        key, made = signing.Signer(salt=_SALT).unsign(text).split(".")
    except (signing.BadSignature, ValueError):
        return None
    return Ticket(key, time.time() - int(made))
