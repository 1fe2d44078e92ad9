"""Telling colleagues by e-mail what cannot wait until they look: a flagged question, a late one, one to answer.

One message a person and run, and of each cause once. It holds numbers and links, no words of a question.
"""

from collections import defaultdict
from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from people.models import User
from questions.models import WAITING, State, Submission, Told
from questions.models.reading import MODERATORS

# A run that died in the middle leaves its rows behind unsent; after so long they are sent again.
CLAIM = timedelta(minutes=10)
Of = Told.Of


def waiting(now=None):
    """(person, [(question, cause)]) for everybody who was not told yet."""
    now, found = now or timezone.now(), defaultdict(list)
    Told.objects.filter(sent_at=None, claimed_at__lt=now - CLAIM).delete()
    told = set(Told.objects.filter(submission__state__in=WAITING).values_list("submission_id", "person_id", "of"))
    for question, cause, people in _causes(now):
        for person in people:
            if (question.pk, person.pk, cause) not in told:
                found[person].append((question, cause))
    return sorted(found.items(), key=lambda pair: pair[0].email)


def send(person, causes):
    """Send one message with what no other run has claimed; returns of how much it tells.

    When the mail fails the claims are given back, for the next run, and the error is raised.
    """
    rows = list(filter(None, (_claim(person, *one) for one in causes)))
    if not rows:
        return 0
    claimed = Told.objects.filter(pk__in=[row.pk for row in rows])
    try:
        send_mail(subject_of(rows), body_of(person, rows), settings.DEFAULT_FROM_EMAIL, [person.email])
    except Exception:
        claimed.delete()
        raise
    claimed.update(sent_at=timezone.now())
    return len(rows)


def subject_of(rows):
    n = len({row.submission_id for row in rows})
    return ngettext("Stage 4: {n} question waits for you", "Stage 4: {n} questions wait for you", n).format(n=n)


def body_of(person, rows):
    listed = "\n\n".join(f"{_sentence(row)}\n{_link(row)}" for row in rows)
    return gettext(
        "Hello {name},\n\n{list}\n\n"
        "You get this message because of your part in these questions. It contains no words of them.\n"
    ).format(name=person.name, list=listed)


def _causes(now):
    """(question, cause, people). A late one that is flagged is told of as both, in one message."""
    moderators = list(User.objects.filter(is_active=True, groups__name__in=MODERATORS).distinct())
    unseen = Submission.objects.queue().filter(state__in=[State.RECEIVED, State.HELD], danger=True, looked_at=None)
    yield from ((question, Of.FLAGGED, moderators) for question in unseen)
    yield from ((question, Of.LATE, moderators) for question in Submission.objects.late(now).order_by("received_at"))
    assigned = Submission.objects.queue().filter(state=State.ASSIGNED, assigned_to__is_active=True)
    for question in assigned.select_related("assigned_to"):
        yield question, Of.ASSIGNED, [question.assigned_to]


def _claim(person, question, cause):
    try:
        with transaction.atomic():
            return Told.objects.create(submission=question, person=person, of=cause)
    except IntegrityError:  # another run tells of it
        return None


def _sentence(row):
    sentences = {
        Of.FLAGGED: gettext("{question} is flagged: it names a sign of danger, and nobody has looked at it."),
        Of.LATE: gettext("{question} is late: it was not looked at, or not answered, in the time that we promise."),
        Of.ASSIGNED: gettext("{question} is for you to answer."),
    }
    return sentences[row.of].format(question=row.submission)


def _link(row):
    return settings.SITE_URL + reverse("admin:questions_question", args=[row.submission_id])
