"""The first screen of the admin, and finding a page from anywhere in it."""

from django.contrib import admin
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from editions import desk, kinds, naming, work


def my_work(request):
    """What the first screen of the admin shows to this person."""
    queues, notices = work.queues(request.user), list(work.notices(request.user))
    # The lists of kinds bring their own names and places.
    shown = [(queue.name, edition) for queue in queues for edition in queue.shown if not hasattr(edition, "url")]
    for name, edition in shown:
        edition.url, edition.when = _place(edition, name), _when(edition, name)
    naming.listed([*(edition for _name, edition in shown), *(notice.edition for notice in notices)])
    return {"queues": queues, "notices": notices, "starts": _starts(request)}


def _place(edition, queue):
    """Where the person goes on: a draft's form, else the edition's own page."""
    if queue == "drafts":
        return desk.draft_url(edition)
    return desk.edition_url(edition)


def _when(edition, queue):
    """What matters about time on this list, in words."""
    if queue == "drafts":
        return gettext("saved {when}").format(when=desk.on(edition.saved_at))
    if queue == "changes":
        return gettext("since {when}").format(when=desk.on(edition.closed_at))
    if queue == "scheduled":
        return gettext("goes live {when}").format(when=desk.on(edition.publish_at))
    if queue == "due":
        return due_in_words(edition.review_due_on)
    return gettext("since {when}").format(when=desk.on(edition.submitted_at))


def due_in_words(day):
    """A day of review as people say it: how late, or how soon."""
    days = (day - timezone.localdate()).days
    if days < 0:
        return ngettext("{count} day late", "{count} days late", -days).format(count=-days)
    if days == 0:
        return gettext("due today")
    return ngettext("due in {count} day", "due in {count} days", days).format(count=days)


def _starts(request):
    """The kinds of page that this person may begin or look through: (label, list address, add address or "")."""
    found = []
    for model in kinds.edition_models().values():
        page_admin = (
            admin.site.get_model_admin(model.page_model()) if admin.site.is_registered(model.page_model()) else None
        )
        if page_admin is None or not page_admin.has_view_permission(request):
            continue
        options = model.page_model()._meta
        name = f"admin:{options.app_label}_{options.model_name}"
        add = f"{name}_add" if page_admin.has_add_permission(request) else ""
        found.append((options, f"{name}_changelist", add))
    return found


@require_safe
def find(request):
    """The page at a pasted address: its form, where withdrawing is the first button. Else those that match."""
    text = request.GET.get("q", "")
    pages = [page for page in work.find(text) if desk.may_see(request, page.kind_model)]
    if len(pages) == 1:
        return redirect(desk.page_url(pages[0]))
    shown = pages[: work.SHOWN]
    newest = work.newest_by_page(shown)
    naming.listed(newest.values())
    context = {
        **admin.site.each_context(request),
        "title": gettext("Find a page"),
        "q": text,
        "found": [(page, newest.get(page.pk), desk.page_url(page)) for page in shown],
        "is_longer": len(pages) > work.SHOWN,
    }
    return render(request, "admin/editions/find.html", context)
