from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """One message to one person about one edition, waiting in the outbox until ``send_notices`` has sent it.

    Written in the transaction of the transition that it tells of: a crash loses none, and mail that
    cannot be delivered undoes nothing. It carries no words of the edition, only a link.
    """

    class Event(models.TextChoices):
        SUBMITTED = "submitted", _("waits for a clinical review")
        ASKED = "asked", _("waits for a review by you: you were asked by name")
        NOTE = "note", _("has a new note")
        TAKEN_BACK = "taken back", _("was taken back by its author")
        TAKEN_OVER = "taken over", _("was taken over by an editor in chief")
        CHANGES_REQUESTED = "changes requested", _("came back with changes requested")
        APPROVED = "approved", _("was approved")
        CANCELLED = "cancelled", _("will not be published: it was cancelled")
        PUBLISHED = "published", _("is live")
        WITHDRAWN = "withdrawn", _("was withdrawn: readers no longer see the page")

    event = models.CharField(max_length=20, choices=Event)
    edition = models.ForeignKey("editions.Edition", models.PROTECT, related_name="notices")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    created_at = models.DateTimeField(default=timezone.now)
    # The sender claims a notice before it sends, so that two runs at once do not both send it.
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [models.Index(fields=["created_at"], condition=models.Q(sent_at=None), name="notice_unsent")]

    def __str__(self):
        return f"{self.recipient}: {self.get_event_display()}"
