from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Reminder(models.Model):
    """A person was reminded of an edition at this step (such as “review 3” or “due 60”): never twice the same."""

    edition = models.ForeignKey("editions.Edition", models.PROTECT, related_name="reminders")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders")
    step = models.CharField(max_length=20)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(fields=["edition", "recipient", "step"], name="one_reminder_of_each_step")
        ]

    def __str__(self):
        return f"{self.recipient}: {self.step}"


class LinkState(models.Model):
    """What the background check of web addresses found when it last asked for one."""

    address = models.TextField(unique=True)
    checked_at = models.DateTimeField(null=True)
    # None before the first check, and while a server's answer says nothing of the page (busy, asks to sign in).
    works = models.BooleanField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=200, blank=True)
    failing_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("state of a link")
        verbose_name_plural = _("states of links")

    def __str__(self):
        return self.address
