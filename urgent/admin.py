from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from markdownx.widgets import AdminMarkdownxWidget

from editions.admin import PageAdmin
from editions.writing_admin import WIDGETS, DraftAdmin, DraftForm
from urgent.models import UrgentCard, UrgentEdition

admin.site.register(UrgentCard, PageAdmin)


class UrgentDraftForm(DraftForm):
    class Meta:
        labels = {"title": _("Name of the country")}
        help_texts = {"title": _("As readers there write it.")}
        widgets = {
            **WIDGETS,
            "numbers": forms.TextInput(attrs={"size": 60}),
            "emergency": forms.Textarea(attrs={"rows": 8, "cols": 90}),
            "team": forms.Textarea(attrs={"rows": 8, "cols": 90}),
            "body": AdminMarkdownxWidget(attrs={"rows": 16, "cols": 90}),
            "sources": forms.Textarea(attrs={"rows": 5, "cols": 90}),
            "danger": forms.Textarea(attrs={"rows": 10, "cols": 90}),
        }


@admin.register(UrgentEdition)
class UrgentDraftAdmin(DraftAdmin):
    form = UrgentDraftForm
    fieldsets = [
        (None, {"fields": ["saved_count", "title", "country", "summary", "numbers", "emergency", "team", "body",
                           "sources", "danger", "unexplained", "sought_as", "change_note"]}),
    ]  # fmt: skip
