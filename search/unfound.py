"""Words that readers typed and that stand on no page, counted for editors, so that they can write about them.

Nobody can be known by it: each word is counted for itself, once a day, without a time and without those beside it.
Until it was typed on three different days, only a keyed digest of it is kept, so that no single story can be read; what
is not typed again for sixty days is forgotten. What is no plain word (digits, addresses) is never counted.
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
    """Count these words, which are part of what was typed, for today. A search never fails for it, and never waits."""
    unfound = {word for text in said for word in words.tokens(text)} & _plain(typed)
    if not unfound:
        return
    try:
        with _patience():
            _count({_digest(word): word for word in unfound}, timezone.localdate())
    except DatabaseError:
        logger.warning("A word that found nothing was not counted.")


@contextmanager
def _patience():
    """A transaction that does not wait until somebody else has done with the table: then nothing is counted."""
    if connection.vendor == "sqlite":
        usual = connection.settings_dict["OPTIONS"].get("timeout", 5)
        try:
            _run(f"PRAGMA busy_timeout = {PATIENCE}")
            with transaction.atomic():
                yield
        finally:
            _run(f"PRAGMA busy_timeout = {round(usual * 1000)}")
    else:
        with transaction.atomic():
            _run(f"SET LOCAL lock_timeout = {PATIENCE}")
            yield


def _run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _plain(typed):
    """The words that stand for themselves: nothing of an address, and nothing with a digit."""
    parts = [part for part in typed.split() if not _NO_WORD.search(part)]
    return {word for part in parts for word in words.tokens(part) if SHORTEST <= len(word) <= LONGEST}


def _count(found, today):
    """``found``: {digest: word}. In the order of the digests, so that two never wait for each other both."""
    rows = Unfound.objects.filter(digest__in=found).exclude(last_on__gte=today).order_by("digest")
    for row in rows:
        word = found[row.digest] if row.days + 1 >= DAYS else ""
        Unfound.objects.filter(pk=row.pk, last_on__lt=today).update(days=F("days") + 1, last_on=today, word=word)
    new = set(found) - set(Unfound.objects.filter(digest__in=found).values_list("digest", flat=True))
    if new:
        _begin(sorted(new), today)


def _begin(digests, today):
    begun = Unfound.objects.filter(days=1, last_on=today).count()
    if not begun:  # the first of the day
        Unfound.objects.filter(last_on__lt=today - datetime.timedelta(days=FORGOTTEN_AFTER)).delete()
    rows = [Unfound(digest=digest, days=1, last_on=today) for digest in digests[: max(0, MOST_NEW - begun)]]
    Unfound.objects.bulk_create(rows, ignore_conflicts=True)


def _digest(word):
    return hmac.new(settings.SECRET_KEY.encode(), f"unfound {word}".encode(), hashlib.sha256).hexdigest()
