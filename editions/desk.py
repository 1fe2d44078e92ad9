"""The desk: an edition's own page in the admin, a page's withdrawal, and the moves behind their buttons.

Only shows and passes on: what is allowed is decided by the model, and a refusal comes back beside the
form, with everything that was typed.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_POST, require_safe

from editions.forms import EDITION_MOVES, PAGE_MOVES, Withdraw
from editions.models import OPEN, Edition, Page, Status
from markup.difference import difference
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
    form = _form(EDITION_MOVES, name)(subject, request.user, request.POST)
    if _done(request, form):
        return redirect(edition_url(subject))
    return _edition_page(request, _edition(request, pk), refused=form)


@require_POST
def move_page(request, pk, name):
    page = _page(request, pk)
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
    page = _page(request, pk)
    return _withdraw_page(request, page, Withdraw(page, request.user))


def page_url(page):
    options = page.kind_model.page_model()._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[page.pk])


def draft_url(draft):
    return reverse(f"admin:{draft._meta.app_label}_{draft._meta.model_name}_change", args=[draft.pk])


def _edition(request, pk):
    found = get_object_or_404(Edition.objects.select_related("page"), pk=pk).specific
    _refuse_strangers(request, found)
    return found


def _page(request, pk):
    found = get_object_or_404(Page, pk=pk)
    _refuse_strangers(request, found.kind_model)
    return found


def _refuse_strangers(request, edition_model):
    options = edition_model._meta
    if not request.user.has_perm(f"{options.app_label}.view_{options.model_name}"):
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
    moves = [refused if refused and refused.name == name else form(subject, request.user)
             for name, form in EDITION_MOVES.items()]  # fmt: skip
    offered = [move for move in moves if move is refused or move.is_offered()]
    page_moves = [form(subject.page, request.user) for form in PAGE_MOVES.values() if form is not Withdraw]
    live = subject.page.live_edition
    before = live if subject.status in OPEN else subject.published_before()
    context = {
        **admin.site.each_context(request),
        "title": str(subject),
        "edition": subject,
        "page": subject.page,
        "page_url": page_url(subject.page),
        "live": live,
        "refused": refused,
        "asked_for": subject.answers_note_on(),
        "moves": offered,
        "page_moves": [move for move in page_moves if move.is_offered()],
        "before": before,
        "changes": changes(before, subject),
        "problems": named(subject.problems(), subject) if subject.status == Status.DRAFT and not refused else [],
        "words": subject.html or subject.render(),
        "write_url": draft_url(subject) if is_mine_to_edit(subject, request.user) else None,
        "why_not": _why_not(subject, request.user),
        "may_withdraw": Withdraw(subject.page, request.user).is_offered(),
    }
    return render(request, "admin/editions/edition.html", context, status=_status(refused))


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


def named(problems, edition):
    """Problems with the field's name as the form shows it; ``edition`` may be its model."""
    return [(edition._meta.get_field(problem.field).verbose_name, problem) for problem in problems]


def changes(old, new):
    """For each field of words that differs: its label and the difference from the live edition's."""
    found = []
    for name in new.word_names():
        was, now = (str(getattr(edition, name)) if edition else "" for edition in (old, new))
        if was != now:
            found.append((new._meta.get_field(name).verbose_name, difference(was, now)))
    return found
