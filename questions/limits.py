"""How much may come, and from where. What is over a limit is held for a moderator, never rejected.

No address of a visitor is kept: it is counted under a keyed digest that is another one each day, and what is
of another day is deleted with the first count of a new one.
"""

import hashlib
import hmac

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from questions.models import Sending, State, Submission


def note(address):
    """Count one more question from this network address today; returns how many that makes."""
    today = timezone.localdate()
    digest = _digest(address, today)
    Sending.objects.filter(day__lt=today).delete()
    if not Sending.objects.filter(digest=digest).update(count=F("count") + 1):
        try:
            with transaction.atomic():
                Sending.objects.create(digest=digest, day=today, count=1)
        except IntegrityError:  # another one came a moment ago
            Sending.objects.filter(digest=digest).update(count=F("count") + 1)
    return Sending.objects.values_list("count", flat=True).get(digest=digest)


def is_too_many(count):
    """Whether the question that made this count is to be held."""
    return count > settings.QUESTIONS_A_DAY


def is_closed():
    """Whether the form takes no more: as many wait as we can answer. Spam, which is held, closes nothing."""
    return Submission.objects.waiting().exclude(state=State.HELD).count() >= settings.QUESTIONS_IN_QUEUE


def _digest(address, day):
    text = f"sending {day.isoformat()} {address}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
