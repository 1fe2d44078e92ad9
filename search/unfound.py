"""Words that readers typed and that stand on no page, counted for editors, so that they can write about them.

Nobody can be known by it: each word is counted for itself, once a day, without a time and without those beside it.
Until it was typed on three different days, only a keyed digest of it is kept, so that no single story can be read; one
that is not typed again is forgotten. What is no plain word (digits, addresses) is never counted.
"""

import datetime
import hashlib
import hmac
import logging
import re
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from search import words
from search.models import Unfound

logger = logging.getLogger(__name__)

DAYS = 3
FORGOTTEN_AFTER = 60  # days
SHORTEST, LONGEST = 3, 30
PATIENCE = 50  # ms
# Digits, and what stands within addresses of mail and of the web.
_NO_WORD = re.compile(r"[\d@\\_#=&]|\w[.:/]+\w")
# New words of one day: a flood of nonsense fills no table.
MOST_NEW = 300


def note(said, typed):
    """Count these words, which are part of what was typed, for today. A search never fails for it."""
    unfound = {word for text in said for word in words.tokens(text)}
    try:
        with _without_waiting():
            for word in sorted(unfound & _plain(typed)):
                _count(word, timezone.localdate())
    except DatabaseError:
        logger.warning("A word that found nothing was not counted.")


@contextmanager
def _without_waiting():
    """On SQLite one writes at a time. No reader waits until somebody else has done: then a word is not counted."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = connection.settings_dict["OPTIONS"].get("timeout", 5)
    try:
        _wait_at_most(PATIENCE)
        yield
    finally:
        _wait_at_most(round(usual * 1000))


def _wait_at_most(milliseconds):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")


def _plain(typed):
    """The words that stand for themselves: nothing of an address, and nothing with a digit."""
    parts = [part for part in typed.split() if not _NO_WORD.search(part)]
    return {word for part in parts for word in words.tokens(part) if SHORTEST <= len(word) <= LONGEST}


def _count(word, today):
    digest = _digest(word)
    row = Unfound.objects.filter(digest=digest).first()
    if row is None:
        return _begin(digest, today)
    if row.last_on >= today:
        return None
    days = row.days + 1
    Unfound.objects.filter(pk=row.pk, last_on__lt=today).update(
        days=F("days") + 1, last_on=today, word=word if days >= DAYS else ""
    )


def _begin(digest, today):
    with transaction.atomic():
        Unfound.objects.filter(word="", last_on__lt=today - datetime.timedelta(days=FORGOTTEN_AFTER)).delete()
        if Unfound.objects.filter(days=1, last_on=today).count() < MOST_NEW:
            Unfound.objects.get_or_create(digest=digest, defaults={"days": 1, "last_on": today})


def _digest(word):
    return hmac.new(settings.SECRET_KEY.encode(), f"unfound {word}".encode(), hashlib.sha256).hexdigest()
