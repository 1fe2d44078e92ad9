"""Sending word to whoever asked. It says that there is news and nothing else: neither what was asked nor what became.

It holds no link to the private address either, which is kept nowhere: whoever reads somebody's mail gets no further.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext

from questions.models import ReplyAddress, Word

logger = logging.getLogger(__name__)

# A run that died in the middle gives its claim back after this time; what failed is tried again then, so often.
CLAIM = timedelta(minutes=10)
MOST_FAILURES = 10


def waiting(now=None):
    unclaimed = Q(claimed_at=None) | Q(claimed_at__lt=(now or timezone.now()) - CLAIM)
    return Word.objects.filter(unclaimed, sent_at=None, failures__lt=MOST_FAILURES).order_by("pk")


def send(word):
    """Send it, unless another run has claimed it (None). True when it was sent, False when that failed."""
    now = timezone.now()
    if not waiting(now).filter(pk=word.pk).update(claimed_at=now):
        return None
    row = ReplyAddress.objects.filter(pk=word.submission_id).first()
    address = row and row.open()
    try:
        if not address:
            raise LookupError
        send_mail(subject(), body(), settings.DEFAULT_FROM_EMAIL, [address])
    except Exception as error:  # the error's own text may hold the address: only its name is kept
        logger.error("Word of question %s was not sent: %s", word.submission_id, type(error).__name__)
        Word.objects.filter(pk=word.pk).update(failures=F("failures") + 1)
        return False
    Word.objects.filter(pk=word.pk).update(sent_at=timezone.now())
    return True


def subject():
    return gettext("There is news for you")


def body():
    return gettext(
        "Hello,\n\nyou asked us to send word to this address. There is news: open the private address that you "
        "kept.\n\n"
        "This message does not say what it is about, and holds no link to it, so that nobody else who reads your mail "
        "learns anything. We delete your e-mail address soon after the last message.\n\n"
        "You cannot answer this message. The site: {site}\n"
    ).format(site=settings.SITE_URL)
