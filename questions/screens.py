"""The queue of questions, and the log of who read what. Neither reads a text of a question."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from people import roles
from people.models import User
from questions import work
from questions.desk import not_open
from questions.models import UNANSWERED, Event, Purpose, Reading, State, Submission, What
from questions.models.reading import MODERATORS

PER_PAGE = 50
READINGS_PER_PAGE = 100
_MAY_BE_SPAM = (State.RECEIVED, State.HELD)


class Choices(forms.Form):
    """What the queue shows. What is not understood is left out."""

    WAITING, MINE, FLAGGED, LATE, CONFIRM, ALL = "waiting", "mine", "flagged", "late", "to confirm", "all"
    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            (WAITING, _("everything that waits for us")),
            (FLAGGED, _("flagged: a sign of danger")),
            (LATE, _("late")),
            (MINE, _("claimed by you")),
            (CONFIRM, _("edited wordings to confirm")),
            (_("By state"), State.choices),
            (ALL, _("all of them")),
        ],
    )

    def __init__(self, data, person):
        super().__init__(data, auto_id="choose-%s")
        self.person = person
        self.chosen = self.WAITING
        if self.is_valid() and self.cleaned_data["show"]:
            self.chosen = self.cleaned_data["show"]
        self.data = {"show": self.chosen}

    def questions(self):
        """Flagged first, then the oldest; of what has ended the newest first."""
        found, chosen = Submission.objects.all(), self.chosen
        if chosen == self.ALL or chosen in set(State.values) - set(UNANSWERED):
            kept = found if chosen == self.ALL else found.filter(state=chosen)
            return kept.order_by("-received_at", "-pk")
        waiting = found.waiting()
        kept = {
            self.WAITING: waiting,
            self.FLAGGED: waiting.filter(danger=True),
            self.LATE: found.late(),
            self.MINE: found.filter(state__in=UNANSWERED, claimed_by=self.person),
            self.CONFIRM: found.to_confirm(),
        }.get(chosen, found.filter(state=chosen))
        return kept.order_by("-danger", "received_at", "pk")


@require_safe
def queue(request):
    if not request.user.has_role(*MODERATORS):
        return not_open(request, gettext("The queue of questions is for moderators and editors in chief."))
    choices = Choices(request.GET, request.user)
    came_back = Event.objects.filter(submission=OuterRef("pk"), what=What.CAME_BACK)
    rows = choices.questions().select_related("topic", "claimed_by", "assigned_to", "answer_page")
    rows = rows.annotate(came_back=Exists(came_back))
    part = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    for one in part.object_list:
        one.age, one.due_words, one.due_on = work.age(one), work.promised(one), work.due(one)
        one.is_late = work.is_late(one)
        one.may_be_marked = _may_be_marked(one)
    context = {
        **admin.site.each_context(request),
        "title": gettext("Questions"),
        "is_nav_sidebar_enabled": False,  # the table is wide, and a tablet is not
        "choices": choices,
        "part": part,
        "may_mark": any(one.may_be_marked for one in part.object_list),
        "counts": Submission.objects.counts(),
        "late": work.late(),
        "queue_url": reverse("admin:questions_queue"),
        "zone": settings.TIME_ZONE,
        "sees_log": request.user.has_role(roles.EDITOR_IN_CHIEF),
    }
    return render(request, "admin/questions/queue.html", context)


def _may_be_marked(question):
    """As spam with others at once: nothing that is flagged, and nothing that somebody works on."""
    return question.state in _MAY_BE_SPAM and not question.danger and question.claimer is None


@require_POST
def spam(request):
    """The one thing that is done to many at once. What is flagged somebody looks at first."""
    if not request.user.has_role(*MODERATORS):
        return not_open(request, gettext("Only a moderator or an editor in chief marks spam."))
    chosen = {int(one) for one in request.POST.getlist("questions") if one.isdecimal() and len(one) < 19}
    marked = Submission.objects.filter(pk__in=chosen, danger=False, state__in=_MAY_BE_SPAM).mark_spam(by=request.user)
    if not chosen:
        messages.error(request, gettext("Nothing was marked. Choose questions by their boxes first."))
    if marked:
        text = ngettext("{n} question was marked as spam.", "{n} questions were marked as spam.", marked)
        messages.success(request, text.format(n=marked) + " " + gettext("You can undo that on the question's screen."))
    if left := len(chosen) - marked:
        text = ngettext(
            "{n} was left as it is: it is flagged, or somebody works on it, or it was decided on.",
            "{n} were left as they are: they are flagged, or somebody works on them, or they were decided on.",
            left,
        )
        messages.warning(request, text.format(n=left))
    shown = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse("admin:questions_queue") + shown)


class Wanted(forms.Form):
    """Which readings the log shows."""

    question = forms.IntegerField(label=_("Question"), required=False, min_value=1, max_value=2**63 - 1)
    reader = forms.ModelChoiceField(label=_("Who"), required=False, queryset=None, empty_label=_("everybody"))
    why = forms.ChoiceField(label=_("Why"), required=False, choices=[("", _("for any reason")), *Purpose.choices])

    def __init__(self, data):
        super().__init__(data, auto_id="wanted-%s")
        readers = Reading.objects.order_by().values("reader")
        self.fields["reader"].queryset = User.objects.filter(pk__in=readers).order_by("name", "pk")

    def readings(self):
        chosen = self.cleaned_data if self.is_valid() else {}
        names = {"question": "submission_id", "reader": "reader", "why": "why"}
        wanted = Q(**{names[name]: value for name, value in chosen.items() if value})
        return Reading.objects.filter(wanted).select_related("reader").order_by("-pk")


@require_safe
def readings(request):
    """Who read which text of which question, when and why; the newest first."""
    if not request.user.has_role(roles.EDITOR_IN_CHIEF):
        return not_open(request, gettext("The log of readings is for editors in chief."))
    wanted = Wanted(request.GET)
    context = {
        **admin.site.each_context(request),
        "title": gettext("Who read which question"),
        "is_nav_sidebar_enabled": False,
        "wanted": wanted,
        "part": Paginator(wanted.readings(), READINGS_PER_PAGE).get_page(request.GET.get("page")),
        "queue_url": reverse("admin:questions_queue"),
        "log_url": reverse("admin:questions_readings"),
    }
    return render(request, "admin/questions/readings.html", context)
