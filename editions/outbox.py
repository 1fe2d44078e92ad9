"""Sending what waits in the outbox. A notice carries no words of an edition, only what happened and a link."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from editions.models import Notice

# A run that died in the middle gives its claim back after this time; a failed one is tried again.
CLAIM = timedelta(minutes=10)


def waiting(now):
    return Notice.objects.filter(Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM), sent_at=None).order_by("pk")


def send(notice):
    """Send one notice, unless another run has claimed it. True when it was sent; the error is kept."""
    now = timezone.now()
    if not waiting(now).filter(pk=notice.pk).update(claimed_at=now):
        return None
    try:
        send_mail(subject_of(notice), body_of(notice), settings.DEFAULT_FROM_EMAIL, [notice.recipient.email])
    except Exception as error:  # any failure of mail: the notice stays, and is tried again
        notice.failures += 1
        Notice.objects.filter(pk=notice.pk).update(
            failures=notice.failures, error=f"{error.__class__.__name__}: {error}"[:200]
        )
        return False
    Notice.objects.filter(pk=notice.pk).update(sent_at=timezone.now(), error="")
    return True


def subject_of(notice):
    page = notice.edition.page
    return gettext("Stage 4: {page} {event}").format(page=page, event=notice.get_event_display())


def body_of(notice):
    edition = notice.edition
    link = settings.SITE_URL + reverse("admin:editions_edition", args=[edition.pk])
    return gettext(
        "Hello {name},\n\nedition {number} of {page} {event}.\n\n{link}\n\n"
        "You get this message because of your part in this page. It contains no words of the edition.\n"
    ).format(
        name=notice.recipient.name,
        number=edition.number,
        page=edition.page,
        event=notice.get_event_display(),
        link=link,
    )
