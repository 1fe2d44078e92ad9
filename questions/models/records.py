"""What is written down of a question once and for all. Rows of ids, moments and codes: they stay when it is erased.

The database refuses that any of them is changed or deleted (``questions.guards``); what a ``Message`` says is
erased with its question, and that is the only exception.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from questions import wordings
from questions.models.choices import Act, Purpose, Sort, Text, What

SUBMISSION = "questions.Submission"


def whose(related_name):
    return models.ForeignKey(SUBMISSION, models.PROTECT, related_name=related_name, verbose_name=_("question"))


def person(verbose_name, **options):
    """Who did it; none where whoever asked did, or the site itself."""
    options = {"null": True, "blank": True, **options}
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=verbose_name, **options
    )


def moment():
    return models.DateTimeField(_("when"), default=timezone.now, editable=False)


class ConsentQuerySet(models.QuerySet):
    def standing(self):
        """The last word on each sort, where that is a yes."""
        same = {"submission_id": models.OuterRef("submission_id"), "sort": models.OuterRef("sort")}
        later = Consent.objects.filter(**same, pk__gt=models.OuterRef("pk"))
        return self.filter(~models.Exists(later), act=Act.GIVEN)


class Consent(models.Model):
    """A yes or a no to one thing, with the version of the wording that was on the screen. The last row counts."""

    submission = whose("consents")
    sort = models.CharField(_("to what"), max_length=10, choices=Sort)
    act = models.CharField(_("what was said"), max_length=10, choices=Act, default=Act.GIVEN)
    version = models.PositiveSmallIntegerField(_("version of the wording"))
    at = moment()
    by = person(_("entered by"))

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["pk"]
        indexes = [models.Index(fields=["submission", "sort", "-id"], name="consent_last_word")]

    def __str__(self):
        return f"{self.get_sort_display()}: {self.get_act_display()}"

    @property
    def wording(self):
        """What was agreed to, in words."""
        return wordings.wording(self.sort, self.version)


class Reading(models.Model):
    """Somebody read a text of a question: written before it is shown (``Submission.read``)."""

    submission = whose("readings")
    reader = person(_("who"), null=False)
    text = models.CharField(_("which text"), max_length=10, choices=Text)
    why = models.CharField(_("why"), max_length=10, choices=Purpose)
    at = moment()

    class Meta:
        verbose_name = _("reading of a question")
        verbose_name_plural = _("readings of questions")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.submission_id}: {self.get_text_display()}"


class Event(models.Model):
    """Something happened to a question. ``detail`` is a code from one of the lists, never a text."""

    submission = whose("events")
    what = models.CharField(_("what"), max_length=20, choices=What)
    by = person(_("by whom"))
    to = person(_("to whom"))
    detail = models.CharField(_("more"), max_length=20, blank=True)
    at = moment()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.submission_id}: {self.get_what_display()}"


class Message(models.Model):
    """What a moderator asked for (``by`` is set), or what whoever asked added (it is not). Erased with the question."""

    submission = whose("messages")
    by = person(_("asked by"))
    text = models.TextField(_("text"), max_length=2000, blank=True)
    at = moment()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.submission_id}"


class Erasure(models.Model):
    """Something of a question was erased. A restore does it again on a backup that does not know of it.

    ``receipt`` tells the question from every other one in any backup, and nobody can be known by it.
    """

    class Of(models.TextChoices):
        ALL = "all", _("everything")
        ORIGINAL = "original", _("the text as it was asked")
        ADDRESS = "address", _("the reply address")

    submission = whose("erasures")
    receipt = models.CharField(max_length=64, editable=False)
    of = models.CharField(_("what"), max_length=10, choices=Of)
    at = moment()
    by = person(_("by whom"))

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.submission_id}: {self.get_of_display()}"
