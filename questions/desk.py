"""The desk of one question: what a moderator, a confirmer or the clinician who answers sees of it and does with it.

Only shows and passes on. What is allowed is decided by the model, and a refusal comes back beside the form, with
everything that was typed. A text of the question is obtained by ``Submission.read`` alone, which writes it down.
"""

from django.contrib import admin, messages
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from editions import desk as editions_desk
from people import roles
from people.refused import Refused
from questions import work
from questions.details import marked
from questions.forms import CLAIMING, DECIDING, MOVES, Confirm, Decline, Redact, StartAnswer
from questions.forms.base import keep_claim
from questions.forms.redacting import texts_to_confirm
from questions.models import UNANSWERED, AnswerEdition, DeclineKind, Purpose, Submission, Text
from questions.models.reading import MODERATORS

REFUSED = 409
TYPED = "typed"  # a wording that was typed while somebody else took the question


def question_url(question):
    return reverse("admin:questions_question", args=[question.pk])


def not_open(request, reason):
    """A refusal that says why, for somebody whose part this is not."""
    context = {**admin.site.each_context(request), "title": gettext("This is not open to you"), "reason": reason}
    context["is_nav_sidebar_enabled"] = False
    return render(request, "admin/questions/not_open.html", context, status=403)


@require_safe
def question(request, pk):
    found = _question(pk)
    if reason := why_not_open(found, request.user):
        return not_open(request, reason)
    return _page(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, pk, name):
    """Do one thing with a question. Two of them have a screen of their own: confirming, and declining."""
    if name not in MOVES:
        raise Http404
    found = _question(pk)
    if reason := why_not_open(found, request.user):
        return not_open(request, reason)
    if request.method != "POST":
        return _own_screen(request, found, name)
    form = _posted(request, found, name)
    result = _done(request, found, form)
    if result is None:
        return _again(request, _question(pk), form)
    if isinstance(result, AnswerEdition):
        return redirect(editions_desk.draft_url(result))
    if typed := request.POST.get(TYPED):
        return _page(request, _question(pk), typed=typed)
    return redirect(_next(request, found, form))


def why_not_open(question, person):
    """Why this person has nothing to do with this question, or None."""
    if person.has_role(*MODERATORS) or _answers(question, person) or may_confirm(question, person):
        return None
    return gettext(
        "Only moderators, and the clinician to whom it is assigned, open this question. "
        "If you think that is you, ask a moderator."
    )


def may_confirm(question, person):
    return not question.why_not_confirmed_by(person)


def _answers(question, person):
    return person.is_active and person.pk == question.assigned_to_id and question.state in UNANSWERED


def _question(pk):
    related = ("topic", "claimed_by", "assigned_to", "prepared_by", "confirmed_by", "answer_page", "merged_into")
    return get_object_or_404(Submission.objects.select_related(*related), pk=pk)


def _next(request, question, form):
    """Where to go when it is done: on with the question, or to what waits next."""
    if not form.leaves:
        return question_url(question)
    return reverse("admin:questions_queue" if request.user.has_role(*MODERATORS) else "admin:index")


def _own_screen(request, question, name):
    if name == Confirm.name:
        return _confirm_page(request, question)
    if name == Decline.name:
        kind = request.GET.get("kind")
        form = Decline(question, request.user, kind=kind)
        if form.chosen and form.is_offered():
            return _decline_page(request, question, form)
        return redirect(question_url(question))
    return HttpResponseNotAllowed(["POST"])


def _posted(request, question, name):
    """The form as it was sent. The details of the original are found again, which is a reading, too."""
    if name != Redact.name:
        return MOVES[name](question, request.user, request.POST)
    try:
        keep_claim(question, request.user)
        texts = _texts_for(question, request.user, Purpose.MODERATE)
    except Refused as refused:
        form = Redact(question, request.user, request.POST)
        form.why_not = refused.message
        return form
    return Redact(question, request.user, request.POST, original=texts["original"], added=_added(texts))


def _done(request, question, form):
    """What the move returned (True when nothing), or None when it was refused; then the form says why."""
    if not form.is_valid() and not hasattr(form, "why_not"):
        return None
    try:
        result = form.apply()
    except Refused as refused:
        form.add_error(None, refused.message)
        form.refused = True
        return None
    messages.success(request, f"{question}: {form.done}")
    return result or True


def _again(request, question, form):
    """The screen from which it came, with what was typed."""
    if form.name == Confirm.name:
        return _confirm_page(request, question, form)
    if form.name == Decline.name and form.chosen:
        return _decline_page(request, question, form)
    return _page(request, question, form)


def _status(form):
    return REFUSED if getattr(form, "refused", False) else 200


def _page(request, question, refused=None, typed=""):
    person = request.user

    def offered(forms):
        made = [refused if refused and refused.name == form.name else form(question, person) for form in forms]
        return [one for one in made if one is refused or one.is_offered()]

    texts = _texts(question, person)
    context = {
        **_facts(request, question),
        **texts,
        "refused": refused,
        "redact": _redact(question, person, texts, refused, typed),
        "claiming": offered(CLAIMING),
        "deciding": offered(DECIDING),
        "answering": offered([StartAnswer]),
        "declining": DeclineKind.choices if Decline(question, person).is_offered() else [],
        "open_states": UNANSWERED,
        "may_confirm": may_confirm(question, person),
        "typed": refused.data.get("wording", "") if refused and refused.name == Redact.name else "",
        "answer": _answer(question, person),
        "events": question.events.select_related("by", "to"),
    }
    return render(request, "admin/questions/question.html", context, status=_status(refused))


def _facts(request, question):
    """What stands on each screen of a question: nothing of its text."""
    return {
        **admin.site.each_context(request),
        "title": str(question),
        "is_nav_sidebar_enabled": False,  # two texts stand side by side
        "question": question,
        "age": work.age(question),
        "due": work.due_in_words(question),
        "is_late": work.is_late(question),
        "agreed": [consent.get_sort_display() for consent in question.consents.standing()],
        "is_moderator": request.user.has_role(*MODERATORS),
        "sees_log": request.user.has_role(roles.EDITOR_IN_CHIEF),
        "queue_url": reverse("admin:questions_queue"),
        "question_url": question_url(question),
    }


def _texts(question, person):
    """What this person reads now: all of it, or nothing. Each reading is written down."""
    if person.has_role(*MODERATORS) and question.is_claimed_by(person):
        why = Purpose.MODERATE
    elif _answers(question, person):
        why = Purpose.ANSWER
    else:
        return {}
    return _texts_for(question, person, why)


def _texts_for(question, person, why):
    texts = {"original": question.read(by=person, why=why)}
    if question.wording:
        texts["wording"] = question.read(by=person, why=why, text=Text.WORDING)
    if question.messages.exists():
        texts["asked_more"] = question.read(by=person, why=why, text=Text.MESSAGES)
        for message in texts["asked_more"]:
            message.shown = marked(message.text)
    return {**texts, "shown": marked(texts["original"]), "why": why}


def _added(texts):
    """What whoever asked wrote when more was asked for."""
    return [message.text for message in texts.get("asked_more", []) if message.by_id is None]


def _redact(question, person, texts, refused, typed):
    """The form of the edited wording, for whoever has claimed it; and for whoever typed in it, whatever happened."""
    if refused and refused.name == Redact.name:
        return refused
    wording = typed or texts.get("wording", "")
    form = Redact(question, person, original=texts.get("original", ""), added=_added(texts), wording=wording)
    return form if form.is_offered() else None


def _answer(question, person):
    """The newest edition of the answer, with where it is looked at."""
    edition = AnswerEdition.objects.filter(page=question.answer_page_id or 0).order_by("-number").first()
    if edition is not None and edition.may_be_seen_by(person):
        mine = editions_desk.is_mine_to_edit(edition, person)
        edition.url = editions_desk.draft_url(edition) if mine else editions_desk.edition_url(edition)
        edition.is_mine = mine
    return edition


def _confirm_page(request, question, form=None):
    """The original beside the edited wording, for somebody who neither edited it nor answers."""
    reason = question.why_not_confirmed_by(request.user)
    context = {**_facts(request, question), "why_not": reason}
    if reason is None:
        original, wording = texts_to_confirm(question, request.user)
        if form is None or getattr(form, "refused", False):  # then the wording is another one: it is read anew
            errors = form.non_field_errors() if form else []
            form = Confirm(question, request.user, wording=wording)
            context["errors"] = errors
        context |= {"form": form, "shown": marked(original), "wording": marked(wording)}
    refused = reason is not None or context.get("errors")
    return render(request, "admin/questions/confirm.html", context, status=REFUSED if refused else 200)


def _decline_page(request, question, form):
    context = {**_facts(request, question), "form": form, "kind": form.chosen.label}
    return render(request, "admin/questions/decline.html", context, status=_status(form))
