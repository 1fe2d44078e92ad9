"""The address to which whoever asked wants word, apart from everything else, encrypted, and deleted first.

The keys are outside the database (``REPLY_KEYS``, newest first): the first encrypts, all of them are read.
``manage.py rotate_reply_keys`` encrypts everything anew with the first one.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.translation import gettext_lazy as _


def cipher():
    """Encrypts with the newest key, reads with all of them."""
    return MultiFernet([_fernet(key) for key in settings.REPLY_KEYS])


def _fernet(key):
    """Any long random line is a key: Fernet wants 32 bytes in base 64."""
    if not key:
        raise ImproperlyConfigured("REPLY_KEYS has an empty key.")
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"reply address {key}".encode()).digest()))


class ReplyAddressQuerySet(models.QuerySet):
    def keep(self, submission, address):
        """Keep this e-mail address for this question; returns the row."""
        return self.create(submission=submission, sealed=cipher().encrypt(address.encode()).decode())

    def rotate(self):
        """Encrypt every address anew with the newest key; returns how many. Run again, it does no harm."""
        done = 0
        for row in self.select_for_update().iterator():
            self.filter(pk=row.pk).update(sealed=cipher().rotate(row.sealed.encode()).decode())
            done += 1
        return done


class ReplyAddress(models.Model):
    """An e-mail address that nobody reads: only the sending of word opens it."""

    submission = models.OneToOneField(
        "questions.Submission",
        models.PROTECT,
        primary_key=True,
        related_name="reply_address",
        verbose_name=_("question"),
    )
    sealed = models.TextField(editable=False)

    objects = ReplyAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply address")
        verbose_name_plural = _("reply addresses")

    def __str__(self):
        return f"{self.submission_id}"

    def open(self):
        """The address itself; None when none of the keys fits."""
        try:
            return cipher().decrypt(self.sealed.encode()).decode()
        except InvalidToken:
            return None


class Word(models.Model):
    """A message to whoever asked, waiting until ``send_words`` has sent it. It says that something happened, no more.

    Written in the transaction of what it tells of, and only while there is an address.
    """

    submission = models.ForeignKey("questions.Submission", models.CASCADE, related_name="words")
    created_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("word to whoever asked")
        verbose_name_plural = _("words to whoever asked")
        indexes = [models.Index(fields=["created_at"], condition=models.Q(sent_at=None), name="word_unsent")]

    def __str__(self):
        return f"{self.submission_id}"


class Sending(models.Model):
    """How many questions came from one place on one day, under a keyed digest of that day (``questions.limits``)."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("count of sendings")
        verbose_name_plural = _("counts of sendings")

    def __str__(self):
        return f"{self.day}: {self.count}"
