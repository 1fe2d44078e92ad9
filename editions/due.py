"""Due for review: the live pages by the day on which a clinician has to look at them again, and who sees to that.

An editor in chief sees every page and changes owners; everybody else sees their own pages.
"""

from datetime import timedelta
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from editions import kinds
from editions.forms import PAGE_MOVES
from editions.models import Address, Edition, Page, Status
from people import roles
from people.models import User

SOON = timedelta(days=60)
PER_PAGE = 50


def live_pages():
    """Live editions with page, owner, ``path``, and the page's open edition (``open_pk``, ``open_status``)."""
    addresses = Address.objects.filter(page_id=OuterRef("page_id"), canonical=True)
    in_work = Edition.objects.open().filter(page_id=OuterRef("page_id"))
    return (
        Edition.objects.live()
        .select_related("page__owner")
        .defer("html", "text")
        .annotate(
            path=Subquery(addresses.values("path")[:1]),
            open_pk=Subquery(in_work.values("pk")[:1]),
            open_status=Subquery(in_work.values("status")[:1]),
        )
    )


def soon(person):
    """This person's live editions that are due for review within 60 days, or overdue; most urgent first."""
    near = live_pages().filter(page__owner=person, review_due_on__lte=timezone.localdate() + SOON)
    return near.order_by("review_due_on", "pk")


def overdue_count(person):
    """How many of this person's live pages are past the day of their review."""
    return Edition.objects.live().filter(page__owner=person, review_due_on__lt=timezone.localdate()).count()


def days_in_words(days):
    """How far away a day is: 3 is “in 3 days”, -3 is “3 days late”."""
    if days == 0:
        return gettext("today")
    text = ngettext("in {n} day", "in {n} days", days) if days > 0 else ngettext("{n} day late", "{n} days late", -days)
    return text.format(n=abs(days))


class Choices(forms.Form):
    """What the list shows. What is not understood is left out, and the list shows more."""

    OVERDUE, SOON, ALL = "overdue", "soon", "all"
    EARLIEST, LATEST = "due", "-due"
    when = forms.ChoiceField(
        label=_("Due"),
        required=False,
        choices=[(SOON, _("within 60 days, or overdue")), (OVERDUE, _("overdue")), (ALL, _("at any time"))],
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    owner = forms.ModelChoiceField(label=_("Owner"), required=False, queryset=None, empty_label=_("everybody"))
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[(EARLIEST, _("most urgent first")), (LATEST, _("least urgent first"))],
    )

    def __init__(self, data, person, known):
        super().__init__(data, auto_id="show-%s")
        self.person, self.known = person, known
        labels = [(kind, capfirst(model.page_model()._meta.verbose_name_plural)) for kind, model in known.items()]
        self.fields["kind"].choices = [("", _("every kind")), *labels]
        owners = User.objects.filter(pages__editions__status=Status.PUBLISHED).distinct()
        self.fields["owner"].queryset = owners.order_by("name", "pk")
        if not sees_all(person):
            del self.fields["owner"]
        self.is_valid()
        self.chosen = {"when": self.SOON, "sort": self.EARLIEST} | {k: v for k, v in self.cleaned_data.items() if v}

    @property
    def order(self):
        return ["-review_due_on", "-pk"] if self.chosen["sort"] == self.LATEST else ["review_due_on", "pk"]

    def ids(self):
        """The ids of the editions, in order: an index has them, so that a late part of the list is quick too."""
        chosen, today = self.chosen, timezone.localdate()
        found = Edition.objects.live().filter(page__kind__in=self.known)
        if not sees_all(self.person):
            found = found.filter(page__owner=self.person)
        elif "owner" in chosen:
            found = found.filter(page__owner=chosen["owner"])
        if "kind" in chosen:
            found = found.filter(page__kind=chosen["kind"])
        if chosen["when"] == self.OVERDUE:
            found = found.filter(review_due_on__lt=today)
        elif chosen["when"] == self.SOON:
            found = found.filter(review_due_on__lte=today + SOON)
        return found.order_by(*self.order).values_list("pk", flat=True)

    def nothing(self):
        """What an empty list means."""
        if "kind" in self.chosen or "owner" in self.chosen:
            return gettext("No live page fits this choice.")
        if self.chosen["when"] == self.ALL:
            mine = gettext("You are the owner of no live page.")
            return gettext("No page is live yet.") if sees_all(self.person) else mine
        return gettext(
            "Nothing to do: every page was reviewed in time. A page comes up here 60 days before the day on which a "
            "clinician has to look at it again, and its owner is told by e-mail."
        )


class PagesField(forms.ModelMultipleChoiceField):
    """Ids that no database column could hold are no pages."""

    def clean(self, value):
        fits = [one for one in value or [] if not one.isdecimal() or int(one) < 2**63]
        if len(fits) < len(value or []):
            raise forms.ValidationError(self.error_messages["invalid_choice"] % {"value": "…"}, code="invalid_choice")
        return super().clean(value)


class NewOwner(forms.Form):
    """Pages, and the person who looks after them from now on."""

    pages = PagesField(queryset=None, error_messages={"required": _("Choose at least one page by its box.")})
    owner = forms.ModelChoiceField(
        label=_("New owner"), queryset=None, error_messages={"required": _("Choose the new owner.")}
    )

    def __init__(self, data=None):
        super().__init__(data, auto_id="new-%s")
        self.fields["pages"].queryset = Page.objects.filter(editions__status=Status.PUBLISHED)
        writing = User.objects.filter(is_active=True, groups__name__in=[roles.WRITER, roles.EDITOR_IN_CHIEF])
        self.fields["owner"].queryset = writing.distinct().order_by("name", "pk")


def sees_all(person):
    return person.has_role(roles.EDITOR_IN_CHIEF)


@require_safe
def listed(request):
    return _list(request, NewOwner() if sees_all(request.user) else None)


@require_POST
def change_owner(request):
    """First the list of what will change, then, confirmed, the change."""
    if not sees_all(request.user):
        raise PermissionDenied
    form = NewOwner(request.POST)
    if not form.is_valid():
        return _list(request, form)
    owner, pages = form.cleaned_data["owner"], form.cleaned_data["pages"]
    if "confirmed" not in request.POST:
        return _confirm(request, owner, pages)
    seen = set(request.POST.getlist("seen"))
    changed = hand_over(pages, by=request.user, owner=owner, seen=seen)
    text = ngettext("{name} is the owner of {n} more page now.", "{name} is the owner of {n} more pages now.", changed)
    messages.success(request, text.format(name=owner, n=changed))
    if missed := len(seen) - changed:
        text = ngettext(
            "{n} page stays as it is: somebody else changed its owner just now.",
            "{n} pages stay as they are: somebody else changed their owner just now.",
            missed,
        )
        messages.warning(request, text.format(n=missed))
    return redirect(_list_url(request))


@transaction.atomic
def hand_over(pages, *, by, owner, seen):
    """Give pages to their new owner and log it; returns how many.

    ``seen`` holds “page:owner” as they were shown: what somebody else changed since then stays.
    """
    entries = []
    locked = Page.objects.select_for_update(no_key=True, of=["self"]).filter(pk__in=[page.pk for page in pages])
    for page in locked.select_related("owner").order_by("pk"):
        if page.owner_id != owner.pk and f"{page.pk}:{page.owner_id}" in seen:
            entries.append(_entry(page, by, owner))
    Page.objects.filter(pk__in=[entry.object_id for entry in entries]).update(owner=owner)
    LogEntry.objects.bulk_create(entries)
    return len(entries)


def _entry(page, by, owner):
    """A line for the history of the page in the admin of its kind."""
    proxy = page.kind_model.page_model()
    return LogEntry(
        user=by,
        content_type=ContentType.objects.get_for_model(proxy, for_concrete_model=False),
        object_id=page.pk,
        object_repr=str(page)[:200],
        action_flag=CHANGE,
        change_message=gettext("Owner changed from {old} to {new}.").format(old=page.owner, new=owner),
    )


def _list(request, form):
    known = {kind: model for kind, model in kinds.edition_models().items() if _may_view(request.user, model)}
    if not known:
        raise PermissionDenied
    choices = Choices(request.GET, request.user, known)
    part = Paginator(choices.ids(), PER_PAGE).get_page(request.GET.get("page"))
    part.object_list = list(live_pages().filter(pk__in=list(part.object_list)).order_by(*choices.order))
    today = timezone.localdate()
    for edition in part.object_list:
        edition.days = days_in_words((edition.review_due_on - today).days)
        edition.is_late = edition.review_due_on < today
        edition.in_work = edition.open_status and Status(edition.open_status).label
    context = {
        **admin.site.each_context(request),
        "title": _("Due for review"),
        "is_nav_sidebar_enabled": False,  # the table is wide, and a tablet is not
        "choices": choices,
        "part": part,
        "form": form,
        "ticked": set(request.POST.getlist("pages")),
        "unchanged": PAGE_MOVES["unchanged"](None, request.user) if request.user.writes() else None,
        "list_url": reverse("admin:editions_due"),
        "sees_all": sees_all(request.user),
    }
    return render(request, "admin/editions/due.html", context)


def _confirm(request, owner, pages):
    editions = list(live_pages().filter(page__in=pages).order_by("title", "pk"))
    context = {
        **admin.site.each_context(request),
        "title": _("Change the owner"),
        "owner": owner,
        "changing": [edition for edition in editions if edition.page.owner_id != owner.pk],
        "staying": [edition for edition in editions if edition.page.owner_id == owner.pk],
        "list_url": _list_url(request),
    }
    return render(request, "admin/editions/due_owner.html", context)


def _list_url(request):
    """The list, as it was chosen."""
    chosen = urlencode(request.GET, doseq=True) if request.GET else ""
    return reverse("admin:editions_due") + (f"?{chosen}" if chosen else "")


def _may_view(person, model):
    return person.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
