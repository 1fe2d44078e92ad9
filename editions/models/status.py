from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where an edition is in its life. Editions only move forward."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in review", _("in review")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("live")
    SUPERSEDED = "superseded", _("replaced")
    CLOSED = "closed", _("closed")


OPEN = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED)


class Why(models.TextChoices):
    """Why an edition was closed."""

    DISCARDED = "discarded", _("discarded by its author")
    TAKEN_BACK = "taken back", _("taken back by its author")
    TAKEN_OVER = "taken over", _("taken over by an editor in chief")
    CHANGES_REQUESTED = "changes requested", _("changes requested")
    CANCELLED = "cancelled", _("publication cancelled")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ERASED = "erased", _("erased")
