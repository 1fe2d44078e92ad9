"""What ``verify`` looks at beside editions: that nothing is live to which nobody agrees, and that word can be sent."""

from editions.models import Edition
from questions.models import AnswerEdition, ReplyAddress, Submission


def problems():
    yield from _live()
    yield from _erased()
    for row in ReplyAddress.objects.order_by("pk").iterator():
        if row.open() is None:
            yield f"question {row.pk}: none of REPLY_KEYS opens its reply address"


def _live():
    for edition in AnswerEdition.objects.live().select_related("page").order_by("pk"):
        if reason := edition.why_not_published():
            yield f"edition {edition.number} of {edition.page} (id {edition.pk}) is live: {reason}"


def _erased():
    """Everything of an erased question is gone: its answer, too, and what was to be sent."""
    erased = Submission.objects.filter(state="erased")
    for question in erased.filter(reply_address__isnull=False):
        yield f"question {question.pk} is erased, but its reply address is there"
    left = Edition.objects.filter(page__asked_as__in=erased, erased_at=None)
    for pk in left.order_by("pk").values_list("pk", flat=True):
        yield f"edition {pk} answers an erased question, and is not erased"
