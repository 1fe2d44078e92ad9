"""The private address of a question. It is made of the form's nonce by a key outside the database.

So the same form sent twice leads to the same address; and the database, which keeps a hash of the nonce and a hash of
the address, gives neither away.
"""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

BITS = 192
# How a nonce and a token may look: letters, digits, - and _.
PATTERN = r"[A-Za-z0-9_-]{32}"


def nonce():
    """A new one, for one form."""
    return secrets.token_urlsafe(BITS // 8)


def token(key):
    """The last part of the private address, for the form with this nonce."""
    made = hmac.new(settings.SECRET_KEY.encode(), f"receipt {key}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[: BITS // 8]).decode()


def digest(text):
    """What is kept of a nonce or of a token."""
    return hashlib.sha256(text.encode()).hexdigest()
