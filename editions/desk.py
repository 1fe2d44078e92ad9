"""The desk: an edition's own page in the admin, a page's withdrawal, and the moves behind their buttons.

Only shows and passes on: what is allowed is decided by the model, and a refusal comes back beside the
form, with everything that was typed.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.views.decorators.http import require_POST, require_safe

from editions import preview_links, review
from editions.forms import DISCUSSION, EDITION_MOVES, PAGE_MOVES, Withdraw
from editions.models import Edition, Page, Status
from editions.review import named
from people import roles
from people.refused import Refused

REFUSED = 409


def edition_url(edition):
    return reverse("admin:editions_edition", args=[edition.pk])


@require_safe
def edition(request, pk):
    return _edition_page(request, _edition(request, pk))


@require_POST
def move_edition(request, pk, name):
    subject = _edition(request, pk)
    form = _form(EDITION_MOVES | DISCUSSION, name)(subject, request.user, request.POST)
    if _done(request, form):
        return redirect(edition_url(subject))
    return _edition_page(request, _edition(request, pk), refused=form)


@require_POST
def move_page(request, pk, name):
    page = page_for(request, pk)
    form = _form(PAGE_MOVES, name)(page, request.user, request.POST)
    result = _done(request, form)
    if result is None:
        return _withdraw_page(request, page, form) if name == Withdraw.name else _page_refused(request, page, form)
    if isinstance(result, Edition):
        is_draft = result.status == Status.DRAFT
        return redirect(draft_url(result) if is_draft else edition_url(result))
    return redirect(page_url(page))


@require_safe
def withdraw(request, pk):
    page = page_for(request, pk)
    return _withdraw_page(request, page, Withdraw(page, request.user))


def page_url(page):
    options = page.kind_model.page_model()._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[page.pk])


def draft_url(draft):
    options = draft.page.kind_model._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[draft.pk])


def on(moment):
    """A moment in words."""
    return date_format(timezone.localtime(moment), "j F Y, H:i")


def _edition(request, pk):
    found = get_object_or_404(Edition.objects.select_related("page"), pk=pk).specific
    _refuse_strangers(request, found)
    if not found.may_be_seen_by(request.user):
        raise PermissionDenied
    return found


def page_for(request, pk):
    found = get_object_or_404(Page, pk=pk)
    _refuse_strangers(request, found.kind_model)
    return found


def may_see(request, edition_model):
    options = edition_model._meta
    return request.user.has_perm(f"{options.app_label}.view_{options.model_name}")


def _refuse_strangers(request, edition_model):
    if not may_see(request, edition_model):
        raise PermissionDenied


def _form(moves, name):
    try:
        return moves[name]
    except KeyError:
        raise Http404 from None


def _done(request, form):
    """What the move returned (True when nothing), or None when it was refused; then the form says why."""
    if not form.is_valid():
        return None
    try:
        result = form.apply()
    except Refused as refused:
        form.add_error(None, refused.message)
        form.refused = True
        form.problems = named(getattr(refused, "problems", []), getattr(form.subject, "kind_model", form.subject))
        return None
    messages.success(request, form.done)
    return result or True


def _status(form):
    """409 when the life cycle refused; a form that was not filled in completely is an ordinary answer."""
    return REFUSED if getattr(form, "refused", False) else 200


def _edition_page(request, subject, refused=None):
    def offered(forms, about):
        made = [refused if refused and refused.name == name else form(about, request.user)
                for name, form in forms.items()]  # fmt: skip
        return [move for move in made if move is refused or move.is_offered()]

    subject.is_read(by=request.user)
    page_forms = {name: form for name, form in PAGE_MOVES.items() if form is not Withdraw}
    before = review.compared_with(subject)
    live = subject.page.live_edition
    context = {
        **admin.site.each_context(request),
        **review.comparison(before, subject),
        **preview_links.context(subject, request.user),
        "title": str(subject),
        "edition": subject,
        "page": subject.page,
        "page_url": page_url(subject.page),
        "live": live,
        "refused": refused,
        "withdrawal": None if live else subject.page.withdrawal,
        "asked_for": subject.answers_note_on(),
        "moves": offered(EDITION_MOVES, subject),
        "around": dict.fromkeys(DISCUSSION) | {move.name: move for move in offered(DISCUSSION, subject)},
        "page_moves": offered(page_forms, subject.page),
        "problems": _problems(subject) if not refused else [],
        "findings": review.findings(subject),
        "dead": review.dead(subject),
        "claimed": subject.claimed(),
        "asked": subject.asked() if subject.status == Status.IN_REVIEW else [],
        "notes": subject.notes.select_related("author"),
        "answers": subject.answers.select_related("answered_by"),
        "write_url": draft_url(subject) if is_mine_to_edit(subject, request.user) else None,
        "why_not": _why_not(subject, request.user),
        "may_withdraw": Withdraw(subject.page, request.user).is_offered(),
    }
    return render(request, "admin/editions/edition.html", context, status=_status(refused))


def _problems(subject):
    return named(subject.problems(), subject) if subject.status == Status.DRAFT else []


def is_mine_to_edit(subject, person):
    return subject.status == Status.DRAFT and subject.author_id == person.pk


def _why_not(subject, person):
    """Why a clinical reviewer who looks at a submitted edition may not decide on it."""
    if subject.status == Status.IN_REVIEW and person.has_role(roles.CLINICAL_REVIEWER):
        return subject.why_not_reviewed_by(person)
    return None


def _withdraw_page(request, page, form):
    context = {
        **admin.site.each_context(request),
        "title": Withdraw.button,
        "page": page,
        "page_url": page_url(page),
        "live": page.live_edition,
        "form": form,
        "offered": form.is_offered(),
    }
    return render(request, "admin/editions/withdraw.html", context, status=_status(form))


def _page_refused(request, page, form):
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, error)
    for label, problem in getattr(form, "problems", []):
        messages.error(request, f"{capfirst(label)}: {problem}")
    return redirect(page_url(page))
