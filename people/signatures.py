"""Canonical text and keyed signatures (HMAC-SHA256), with keys that live outside the database.

The canonical form is one line a field, sorted by name: ``name:length:value``, the length in
characters, so that no value can imitate another field. Empty fields are left out: a new blank column
changes no old signature. It is deliberately not JSON, whose order and escapes differ between engines.
"""

import datetime
import hashlib
import hmac

from django.conf import settings
from django.utils.crypto import constant_time_compare


def canonical(version, fields):
    """The text that is hashed or signed. ``fields`` maps names to str, int, date, datetime or None."""
    lines = [version]
    for name in sorted(fields):
        text = _as_text(fields[name])
        if text:
            lines.append(f"{name}:{len(text)}:{text}")
    return "\n".join(lines)


def _as_text(value):
    """A moment is written in UTC, as databases give it back, in whatever time zone it was entered."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if value is None else str(value)


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def sign(text):
    """A signature of the text by the newest key: ``key id:hex digest``."""
    return _signature(settings.COUNTERSIGN_KEYS[0], text)


def holds(signature, text):
    """Whether one of the accepted keys, the newest or an older one, made this signature of this text."""
    return any(constant_time_compare(signature, _signature(key, text)) for key in settings.COUNTERSIGN_KEYS)


def _signature(key, text):
    key_id = sha256(f"key id of {key}")[:8]
    return f"{key_id}:{hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()}"
