"""What a form carries so that it is known when it comes back: its nonce and when it was made, signed.

It stands in the form in the place of a cookie (docs/decisions/0023-asking.md), and makes one question at most.
"""

import time
from dataclasses import dataclass

from django.core import signing

from questions import receipts

_SALT = "questions.askers.tickets"


@dataclass(frozen=True)
class Ticket:
    """``key`` is the nonce, ``age`` in seconds."""

    key: str
    age: float


def issue():
    """A new one, for one form."""
    return signing.Signer(salt=_SALT).sign(f"{receipts.nonce()}.{time.time():.0f}")


def read(text):
    """``Ticket``, or None for what we did not issue."""
    try:
        key, made = signing.Signer(salt=_SALT).unsign(text).split(".")
    except (signing.BadSignature, ValueError):
        return None
    return Ticket(key, time.time() - int(made))
