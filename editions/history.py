"""The history of a page: its editions, the difference of any two, and what was public on a day."""

import datetime

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from editions import desk, naming, review
from editions.models import Status

_panels = []


def register_panel(panel):
    """``panel(page)`` gives HTML for the history of a page, or "" when it has nothing to tell."""
    if panel not in _panels:
        _panels.append(panel)
    return panel


class AsOn(forms.Form):
    on = forms.DateField(label=_("What was public on"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("That day has not come. Choose today or an earlier day."))
        return self.cleaned_data["on"]


class Comparison(forms.Form):
    """Two editions of one page: ``old`` and ``new`` are their numbers."""

    old = forms.TypedChoiceField(label=_("From"), coerce=int)
    new = forms.TypedChoiceField(label=_("To"), coerce=int)

    def __init__(self, editions, data=None):
        super().__init__(data)
        for field in self.fields.values():
            field.choices = [(one.number, gettext("edition {number}").format(number=one.number)) for one in editions]

    def clean(self):
        cleaned = super().clean()
        if "old" in cleaned and cleaned["old"] == cleaned.get("new"):
            raise forms.ValidationError(_("Choose two different editions."))
        return cleaned


@require_safe
def history(request, pk):
    page = desk.page_for(request, pk)
    editions = list(
        page.kind_model.objects.filter(page_id=pk)
        .select_related("author", "reviewer", "closed_by", "published_by")
        .order_by("-number")
    )
    for one in editions:
        one.page = page
    naming.listed(editions)
    context = {
        **admin.site.each_context(request),
        "title": gettext("History of {page}").format(page=page),
        "page": page,
        "page_url": desk.page_url(page),
        "editions": editions,
        "withdrawals": page.withdrawals.select_related("withdrawn_by", "successor"),
        "panels": [panel(page) for panel in _panels],
        **_compared(request, editions),
        **_as_on(request, page),
    }
    return render(request, "admin/editions/history.html", context)


def _compared(request, editions):
    asked = {"old", "new"} & request.GET.keys()
    form = Comparison(editions, request.GET if asked else None)
    if len(editions) > 1 and not asked:
        form.initial = {"old": editions[1].number, "new": editions[0].number}
    if not asked or not form.is_valid():
        return {"compare": form}
    by_number = {one.number: one for one in editions}
    old, new = sorted((form.cleaned_data["old"], form.cleaned_data["new"]))
    for number in (old, new):
        read_by(by_number[number], request.user)
    return {"compare": form, "after": by_number[new], **review.comparison(by_number[old], by_number[new])}


def read_by(edition, person):
    """Before a colleague is shown an edition's words: raises PermissionDenied, or lets the kind write it down."""
    if not edition.may_be_seen_by(person):
        raise PermissionDenied
    edition.is_read(by=person)


def _as_on(request, page):
    form = AsOn(request.GET if "on" in request.GET else None)
    if "on" not in request.GET or not form.is_valid():
        return {"as_on": form}
    day = form.cleaned_data["on"]
    return {"as_on": form, "day": day, "public": naming.listed(public_on(page, day))}


def public_on(page, day):
    """The editions that readers saw at some time of this day (in the site's time zone), first to last.

    Each has ``public_from`` and ``public_until`` (None: still).
    """
    start = timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
    end = timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time.min))
    seen = (
        page.kind_model.objects.filter(page_id=page.pk, published_at__lt=end)
        .select_related("page")
        .annotate(public_from=F("published_at"), public_until=Coalesce("superseded_at", "closed_at"))
    )
    return seen.filter(Q(public_until=None, status=Status.PUBLISHED) | Q(public_until__gt=start)).order_by("number")
