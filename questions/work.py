"""What of the questions waits for whom, and what of it is late: for *my work* and for the queue. Reads no text."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from questions.models import State, Submission
from questions.models.reading import CONFIRMERS, MODERATORS

MOST = 21  # one more than the first screen shows
_HOUR, _DAY = 3600, 86400


def queues(person):
    """The lists of the first screen (``editions.work.register_queue``)."""
    found = []
    if person.has_role(*MODERATORS):
        link = (reverse("admin:questions_queue"), gettext("The whole queue of questions"))
        found.append(("questions", _("Questions to moderate"), _rows(to_moderate(), person),
                      _("No question waits for a moderator."), link))  # fmt: skip
    if confirm := _rows(to_confirm(person), person, "admin:questions_move", ["confirm"]):
        found.append(("confirming", _("Edited wordings to confirm"), confirm, ""))
    if answer := _rows(to_answer(person), person):
        found.append(("answering", _("Questions for you to answer"), answer, ""))
    return found


def to_moderate():
    """What waits for a decision: flagged first, then the oldest."""
    return Submission.objects.queue().filter(state__in=[State.RECEIVED, State.HELD])


def to_answer(person):
    """Assigned to this clinician, and without a draft that waits for somebody else."""
    mine = Submission.objects.queue().filter(state=State.ASSIGNED, assigned_to=person)
    return mine.exclude(answer_page__editions__status__in=["in review", "approved"])


def to_confirm(person):
    """Edited wordings that this person may confirm; the same rule as ``why_not_confirmed_by`` in one query."""
    if not person.has_role(*CONFIRMERS):
        return Submission.objects.none()
    waiting = Submission.objects.to_confirm().exclude(prepared_by=person).exclude(assigned_to=person)
    waiting = waiting.exclude(answer_page__editions__author=person)
    return waiting.order_by("-danger", "received_at", "pk")


def late(now=None):
    """How many are late, by what was promised: each counts once."""
    found = Submission.objects.late(now)
    ordinary = found.filter(danger=False)
    unseen = ordinary.filter(looked_at=None, state__in=[State.RECEIVED, State.HELD])
    return {
        "flagged": found.filter(danger=True).count(),
        "look": unseen.count(),
        "answer": ordinary.exclude(pk__in=unseen.values("pk")).count(),
    }


def due(question):
    """By when the next thing that was promised has to be done; None when nothing is."""
    if question.state in {State.RECEIVED, State.HELD} and question.looked_at is None:
        return question.look_by
    return question.answer_by if question.state in {State.RECEIVED, State.HELD, State.ASSIGNED} else None


def is_late(question):
    by = due(question)
    return by is not None and by < timezone.now()


def age(question):
    """How long ago it was sent, in the largest unit."""
    seconds = int((timezone.now() - question.received_at).total_seconds())
    if seconds >= _DAY:
        return ngettext("{n} day", "{n} days", seconds // _DAY).format(n=seconds // _DAY)
    if seconds >= _HOUR:
        return ngettext("{n} hour", "{n} hours", seconds // _HOUR).format(n=seconds // _HOUR)
    minutes = max(seconds // 60, 1)
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)


def promised(question):
    """What has to be done next, without the time; "" when nothing is promised any longer."""
    by = due(question)
    if by is None:
        return ""
    return gettext("answer by") if question.looked_at or by != question.look_by else gettext("first look by")


def due_in_words(question):
    """“first look by …”, “answer by …”; "" when nothing is promised any longer."""
    by = due(question)
    return f"{promised(question)} {date_format(timezone.localtime(by), 'D j F, H:i')}" if by else ""


def _rows(questions, person, view="admin:questions_question", arguments=()):
    rows = list(questions.select_related("topic", "claimed_by")[:MOST])
    for one in rows:
        one.title, one.url = str(one), reverse(view, args=[one.pk, *arguments])
        one.urgent = gettext("flagged: a sign of danger") if one.danger else ""
        one.about = " · ".join(filter(None, [str(one.topic or ""), age(one), due_in_words(one), _claim(one, person)]))
        one.late = is_late(one)
    return rows


def _claim(question, person):
    held = question.claimer
    if held is None:
        return ""
    until = date_format(timezone.localtime(question.lapses_at), "H:i")
    if held.pk == person.pk:
        return gettext("claimed by you until {until}").format(until=until)
    return gettext("claimed by {name} until {until}").format(name=held, until=until)
