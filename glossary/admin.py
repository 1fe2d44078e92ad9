from django import forms
from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _
from markdownx.widgets import AdminMarkdownxWidget

from editions.admin import Hidden, PageAdmin
from editions.writing_admin import WIDGETS, DraftAdmin, DraftForm
from glossary import recheck_screens
from glossary.models import Term, TermEdition
from glossary.rechecks import Recheck

admin.site.register(Term, PageAdmin)
_LINES = ("given", "used_for")
_LISTS = ("side_effects", "call_team", "not_the_same_as")


class TermDraftForm(DraftForm):
    class Meta:
        labels = {"title": _("Name"), "summary": _("Definition")}
        help_texts = {
            "title": _("Of a medicine the international name (INN), in small letters."),
            "summary": _("One or two plain sentences: what it is. Readers see it wherever the word stands in a text."),
        }
        widgets = {
            **WIDGETS,
            "title": forms.TextInput(attrs={"size": 60}),
            "summary": forms.Textarea(attrs={"rows": 3, "cols": 90}),
            "names": forms.Textarea(attrs={"rows": 6, "cols": 90}),
            **{name: forms.Textarea(attrs={"rows": 2, "cols": 90}) for name in _LINES},
            **{name: forms.Textarea(attrs={"rows": 4, "cols": 90}) for name in _LISTS},
            "body": AdminMarkdownxWidget(attrs={"rows": 14, "cols": 90}),
            "sources": forms.Textarea(attrs={"rows": 4, "cols": 90}),
        }


@admin.register(TermEdition)
class TermDraftAdmin(DraftAdmin):
    form = TermDraftForm
    fieldsets = [
        (None, {"fields": ["saved_count", "title", "sort", "say", "summary", "names"]}),
        (
            _("Only for a medicine"),
            {"fields": ["drug_class", *_LINES, *_LISTS, "atc", "ncit", "rxnorm"]},
        ),
        (_("Only for a class of medicines"), {"fields": ["endings"]}),
        (_("For all"), {"fields": ["body", "sources", "unexplained", "sought_as", "change_note", "meaning"]}),
    ]


@admin.register(Recheck)
class RecheckAdmin(Hidden):
    def get_urls(self):
        close = self.admin_site.admin_view(recheck_screens.close)
        return [path("<int:pk>/", close, name="glossary_close_recheck")]
