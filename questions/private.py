"""Answers that were approved to be sent privately: without a time of publication, so that nothing puts them live."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.models import Status
from people import roles
from questions.models import AnswerEdition

SHOWN = 200


def sent():
    """The editions that whoever asked reads, and nobody else."""
    privately = AnswerEdition.objects.filter(status=Status.APPROVED, publish_at=None)
    return privately.select_related("page", "author", "reviewer")


def queue(person):
    """On the first screen of those who look after them (``editions.work.register_queue``)."""
    if not person.has_role(roles.MODERATOR, roles.EDITOR_IN_CHIEF):
        return []
    rows = list(sent().order_by("-reviewed_at")[:21])
    for row in rows:
        row.path = ""
        row.title = str(row)
        row.url = reverse("admin:editions_edition", args=[row.pk])
        row.when = gettext("since {day}").format(day=timezone.localdate(row.reviewed_at))
    return [("privately", _("Answered privately"), rows, _("No answer was sent privately."))]
