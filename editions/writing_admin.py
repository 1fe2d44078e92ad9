"""The form of a draft, in which its author writes. A kind subclasses DraftForm and DraftAdmin.

Words are saved through ``save_draft``; a save that another tab has crossed is refused, and both texts come back.
"""

import re

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.forms import Script
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from editions import desk
from editions.typed import against_stored, said_of
from people.refused import Refused

KEEP_MINE = "_keep_mine"
# The name of the copy of the words that the editor's script kept on the writer's device.
_COPY = re.compile(r"[a-z0-9]{1,40}")
SAVED_COPY = "stage4-saved-copy-"
_SCRIPTS = ("", "-text", "-toolbar", "-pick", "-pictures", "-preview", "-keep", "-limits")


# Of the words that every kind has; a kind's form adds those of its own.
WIDGETS = {
    "title": forms.TextInput(attrs={"size": 80}),
    **{name: forms.Textarea(attrs={"rows": 2, "cols": 90}) for name in ("summary", "change_note")},
    **{name: forms.Textarea(attrs={"rows": 2, "cols": 60}) for name in ("unexplained", "sought_as")},
}


class DraftForm(forms.ModelForm):
    """The words of a draft. ``saved_count`` is the count that was read with them: two tabs cannot cross.

    After a crossing, ``crossed`` is the draft as it is stored, and the button KEEP_MINE sends *its* count: whoever
    presses it has seen what they replace.
    """

    saved_count = forms.IntegerField(widget=forms.HiddenInput)
    crossed = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["saved_count"].initial = self.instance.saved

    def clean(self):
        cleaned = super().clean()
        if "saved_count" not in cleaned:
            return cleaned
        cleaned["saved_count"] = self._seen_count(cleaned["saved_count"])
        stored = type(self.instance).objects.select_related("page").get(pk=self.instance.pk)
        stored.lock()  # until the admin's transaction ends, so that what is checked here is what is saved
        try:
            stored.refuse_saving(by=self.person, saved=cleaned["saved_count"])
        except Refused as refused:
            self.crossed = stored if refused.code == "crossed" else None
            raise forms.ValidationError(refused.message, code=refused.code) from refused
        self.stored = stored
        return cleaned

    def _seen_count(self, read):
        given = self.data.get(KEEP_MINE, "")
        return int(given) if re.fullmatch(r"[0-9]{1,9}", given) else read


class DraftAdmin(admin.ModelAdmin):
    """The form of a draft: its author writes in it, everybody else sees it on the desk."""

    form = DraftForm
    change_form_template = "admin/editions/draft.html"
    actions = None

    class Media:
        css = {"all": ["editions/desk.css", "editions/writing.css"]}
        js = [Script(f"editions/editor{name}.js", defer=True) for name in _SCRIPTS]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_module_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        # What an author sends when it is no longer a draft comes back too, with its text and the reason.
        sent = obj is not None and request.method == "POST" and obj.author_id == request.user.pk
        mine = obj is None or sent or desk.is_mine_to_edit(obj, request.user)
        return mine and super().has_change_permission(request, obj)

    def changelist_view(self, request, extra_context=None):
        options = self.model.page_model()._meta
        return redirect(f"admin:{options.app_label}_{options.model_name}_changelist")

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        return type("DraftForm", (form,), {"person": request.user})

    @transaction.atomic
    def save_model(self, request, draft, form, change):
        words = {name: form.cleaned_data[name] for name in self.model.word_names() if name in form.cleaned_data}
        form.stored.save_draft(by=request.user, saved=form.cleaned_data["saved_count"], **words)

    def response_change(self, request, draft):
        if "_continue" in request.POST:
            self.message_user(request, gettext("Saved."), messages.SUCCESS)
            return confirmed(request, redirect(request.get_full_path()))
        self.message_user(request, gettext("Saved. Read it here as readers will, then submit it."), messages.SUCCESS)
        return confirmed(request, redirect(desk.edition_url(draft)))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context["desk_url"] = desk.edition_url(obj)
        if obj is not None and self.has_change_permission(request, obj):
            form = context["adminform"].form
            context |= {"writing": _addresses(obj), "unsaved": form.is_bound, "crossed": _crossing(form)}
            context |= said_of(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


def _addresses(draft):
    """Where the editor's script asks."""
    return {
        "pages": reverse("editions_pages"),
        "upload": reverse("markdownx_upload"),
        "preview": reverse("editions_preview", args=[draft.pk]),
        "checks": reverse("editions_checks", args=[draft.pk]),
    }


def _crossing(form):
    """Both texts, when another tab saved first."""
    stored = getattr(form, "crossed", None)
    return stored and {"stored": stored, "fields": against_stored(form, stored), "button": KEEP_MINE}


def confirmed(request, response):
    """Tells the script of the next page which copy on this device is saved now, and can be thrown away.

    In a cookie of its own: another tab may save before that script has read this one.
    """
    copy = request.POST.get("copy", "")
    if _COPY.fullmatch(copy):
        secure = request.is_secure()
        response.set_cookie(
            f"{SAVED_COPY}{copy}", "1", max_age=30 * 86400, path="/admin/", samesite="Strict", secure=secure
        )
    return response
