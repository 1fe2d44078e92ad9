"""Where a clinician says that a page is still right; the lists and the history that lead there."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from editions import desk, review
from editions.models import Edition
from glossary.rechecks import Recheck, waiting_for
from people.refused import Refused

REFUSED = 409


class StillRight(forms.Form):
    note = forms.CharField(
        label=_("Why the page is still right"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text=_("For colleagues and auditors; readers do not see it."),
    )


def queue(person):
    """The list of *my work*."""
    rows = list(waiting_for(person)[:21])
    for one in rows:
        one.url, one.when = recheck_url(one), _reason(one)
    if rows or not person.why_not_credentialed():
        yield "rechecks", gettext("A word in it changed: look at the page again"), rows, gettext("Nothing to look at.")


def panel(page):
    """What the history of a page tells of its rechecks."""
    rechecks = Recheck.objects.filter(page_id=page.pk).select_related("cause", "closed_by").order_by("-opened_at", "pk")
    still_open = set(Recheck.objects.open().filter(page_id=page.pk).values_list("pk", flat=True))
    rows = [(one, one.pk in still_open, recheck_url(one), _reason(one)) for one in rechecks]
    return render_to_string("admin/glossary/rechecks.html", {"rows": rows}) if rows else ""


def recheck_url(recheck):
    return reverse("admin:glossary_close_recheck", args=[recheck.pk])


def _reason(recheck):
    times = ngettext("used once", "used {count} times", recheck.times).format(count=recheck.times)
    return f"“{recheck.cause.title}”: {recheck.get_why_display()} ({times})"


@require_http_methods(["GET", "HEAD", "POST"])
def close(request, pk):
    recheck = get_object_or_404(Recheck.objects.select_related("page", "cause", "closed_by"), pk=pk)
    if not desk.may_see(request, recheck.page.kind_model):
        raise PermissionDenied
    form = StillRight(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            recheck.still_right(by=request.user, note=form.cleaned_data["note"])
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, gettext("Recorded, in your name: the page is still right."))
            return redirect("admin:index")
    status = REFUSED if form.is_bound else 200
    return render(request, "admin/glossary/recheck.html", {**_context(request, recheck), "form": form}, status=status)


def _context(request, recheck):
    cause = recheck.cause.specific
    before = cause.published_before()
    live = Edition.objects.live().filter(page_id=recheck.page_id).first()
    return {
        **admin.site.each_context(request),
        "title": gettext("Is “{title}” still right?").format(title=live.title if live else recheck.page),
        "recheck": recheck,
        "is_open": recheck.is_open(),
        "reason": _reason(recheck),
        "live": live,
        "page_url": desk.page_url(recheck.page),
        "why_not": request.user.why_not_credentialed(),
        "changes": review.changes(before, cause) if before and recheck.why == Recheck.Why.CHANGED else [],
        "cause_url": desk.edition_url(cause),
    }
