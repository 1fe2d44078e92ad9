from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Told(models.Model):
    """A colleague is told of a question by e-mail, once for each cause (``questions.telling``).

    Made before the message goes out, so that two runs at once do not both send it. It holds no words of the question.
    """

    class Of(models.TextChoices):
        FLAGGED = "flagged", _("it is flagged, and nobody has looked at it")
        LATE = "late", _("it is late")
        ASSIGNED = "assigned", _("it is assigned to them")

    submission = models.ForeignKey(
        "questions.Submission", models.PROTECT, related_name="told", verbose_name=_("question")
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    of = models.CharField(_("of what"), max_length=10, choices=Of)
    claimed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("message to a colleague")
        verbose_name_plural = _("messages to colleagues")
        constraints = [models.UniqueConstraint(fields=["submission", "person", "of"], name="told_once_of_a_cause")]

    def __str__(self):
        return f"{self.submission_id}: {self.get_of_display()}"
