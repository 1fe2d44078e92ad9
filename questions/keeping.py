"""How long a question is kept: by settings, in days. ``manage.py erase_expired`` erases what is over, each day.

What can be erased goes in three steps, what identifies first: the reply address, the text as it was asked, everything.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from questions.models import ENDED, UNANSWERED, Erasure, Event, ReplyAddress, State, Submission, Word


@dataclass(frozen=True)
class Due:
    """One question of which something is to be erased: ``of`` is an ``Erasure.Of``, ``why`` a sentence."""

    question: Submission
    of: str
    why: str

    def erase(self):
        verbs = {
            Erasure.Of.ADDRESS: self.question.erase_address,
            Erasure.Of.ORIGINAL: self.question.erase_original,
            Erasure.Of.ALL: self.question.erase,
        }
        verbs[self.of]()

    def __str__(self):
        return f"{self.question}: {Erasure.Of(self.of).label}: {self.why}"


def due(now=None):
    """All that is due, in the order in which it is done. Read as it goes: a step may make the next one needless."""
    now = now or timezone.now()
    kept = Submission.objects.filter(erased_at=None).order_by("pk")
    for of, days, why, condition in _rules():
        ago = now - timedelta(days=days)
        for question in condition(kept, ago):
            yield Due(question, of, why.format(days=days))


def _rules():
    of = Erasure.Of
    yield (
        of.ADDRESS,
        settings.QUESTIONS_KEEP_ADDRESS,
        "decided, and nothing happened for {days} days",
        _silent,
    )
    yield of.ORIGINAL, settings.QUESTIONS_KEEP_ORIGINAL, "published {days} days ago", _published
    yield of.ALL, settings.QUESTIONS_KEEP_UNANSWERED, "unanswered for {days} days", _unanswered
    yield of.ALL, settings.QUESTIONS_KEEP_UNANSWERED, "ended without an answer of its own {days} days ago", _ended
    yield of.ALL, settings.QUESTIONS_KEEP_ANSWERED, "answered privately {days} days ago", _answered


def _silent(kept, ago):
    """No event since, and no word that still has to be sent."""
    own = {"submission_id": OuterRef("pk")}
    decided = kept.exclude(state__in=UNANSWERED).filter(Exists(ReplyAddress.objects.filter(**own)))
    waits = Exists(Word.objects.filter(**own, sent_at=None, created_at__gt=ago))
    return decided.exclude(Exists(Event.objects.filter(**own, at__gt=ago))).exclude(waits)


def _published(kept, ago):
    return kept.filter(published_at__lte=ago, original_erased_at=None)


def _unanswered(kept, ago):
    return kept.filter(state__in=UNANSWERED, waits_since__lte=ago)


def _ended(kept, ago):
    return kept.filter(state__in=ENDED, ended_at__lte=ago)


def _answered(kept, ago):
    """From the day on which it was sent; of one that was published, from the day on which it was taken down."""
    return kept.filter(state=State.ANSWERED, answered_at__lte=ago)
