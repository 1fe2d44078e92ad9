"""Preview links on the desk: colleagues make them, see who opened them, and revoke them.

The section stands on an edition's page (``context`` and ``admin/editions/previews.html``), and alone on a page of
its own, which is also where a refused form comes back.
"""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from editions.forms.base import Move
from editions.models import OPEN, Edition, PreviewLink
from editions.models.preview import LASTS, LONGEST, SHORTEST, State, may_preview
from people.refused import Refused


class MakeLink(Move):
    name, button = "make-preview", _("Make a preview link")
    done = _("The link is made. Copy its address below, and send it to the person yourself.")
    for_whom = forms.CharField(
        label=_("For whom"),
        max_length=PreviewLink._meta.get_field("for_whom").max_length,
        help_text=PreviewLink._meta.get_field("for_whom").help_text,
    )
    days = forms.IntegerField(
        label=_("For how many days"), min_value=SHORTEST, max_value=LONGEST, initial=LASTS.days,
        help_text=_("From 1 to 60."),
    )  # fmt: skip

    def is_offered(self):
        return self.subject.status in OPEN and self.subject.previewed_by_link and may_preview(self.person)

    def will(self):
        return gettext(
            "Whoever has the link reads exactly this edition, without an account, after giving a name; each opening "
            "is listed here. Of a draft they read what was saved last. The link ends after these days, when somebody "
            "revokes it, or when the edition is closed. Nobody can approve by it."
        )

    def apply(self):
        data = self.cleaned_data
        PreviewLink.objects.make(self.subject, by=self.person, for_whom=data["for_whom"], days=data["days"])


class RevokeLink(Move):
    """``subject`` is the link."""

    button, final = _("Revoke this link"), True
    done = _("Revoked. The link shows nothing any longer.")

    def __init__(self, subject, person, data=None):
        self.name = f"revoke-preview-{subject.pk}"
        super().__init__(subject, person, data)

    def is_offered(self):
        return self.subject.state == State.OPEN and may_preview(self.person)

    def will(self):
        return gettext("From their next click on, whoever has this link sees nothing.")

    def apply(self):
        self.subject.revoke(by=self.person)


def context(edition, person, refused=None):
    """What ``admin/editions/previews.html`` needs, beside ``edition``; ``previews`` is None for who may not preview.

    ``refused`` is the form that came back with a reason.
    """
    if not (may_preview(person) and edition.previewed_by_link):
        return {"previews": None}
    listed = PreviewLink.objects.listed(edition)
    for link in listed:
        link.working = link.state == State.OPEN
        link.revoking = RevokeLink(link, person) if link.working else None
    making = refused if isinstance(refused, MakeLink) else MakeLink(edition, person)
    return {"previews": listed, "make_preview": making if making is refused or making.is_offered() else None}


@require_http_methods(["GET", "HEAD", "POST"])
def links(request, pk):
    """The preview links of an edition; by POST, a new one."""
    edition = _for_colleagues(request, pk)
    form = MakeLink(edition, request.user, request.POST) if request.method == "POST" else None
    return _page(request, edition, form)


@require_POST
def revoke(request, pk, link):
    edition = _for_colleagues(request, pk)
    found = get_object_or_404(PreviewLink.objects.select_related("edition"), pk=link, edition_id=pk)
    return _page(request, edition, RevokeLink(found, request.user, request.POST))


def _for_colleagues(request, pk):
    edition = get_object_or_404(Edition.objects.select_related("page"), pk=pk).specific
    options = edition._meta
    if not (request.user.has_perm(f"{options.app_label}.view_{options.model_name}") and may_preview(request.user)):
        raise PermissionDenied
    return edition


def _page(request, edition, form):
    """Back to the edition when the form was carried out; else the links, with what was typed and the reason."""
    if form is not None and _done(request, form):
        return redirect(f"{reverse('admin:editions_edition', args=[edition.pk])}#preview-links")
    page = {
        **admin.site.each_context(request),
        "title": gettext("Preview links"),
        "edition": edition,
        "refused": form,
        **context(edition, request.user, refused=form),
    }
    return render(request, "admin/editions/preview_links.html", page, status=getattr(form, "status", 200))


def _done(request, form):
    if not form.is_valid():
        return False
    try:
        form.apply()
    except Refused as refused:
        form.add_error(None, refused.message)
        form.status = 409
        return False
    messages.success(request, form.done)
    return True
