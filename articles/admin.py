from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from markdownx.widgets import AdminMarkdownxWidget

from articles.models import Article, ArticleEdition
from editions.admin import DraftAdmin, DraftForm, PageAdmin

admin.site.register(Article, PageAdmin)


class ArticleDraftForm(DraftForm):
    class Meta:
        widgets = {
            "title": forms.TextInput(attrs={"size": 80}),
            "summary": forms.Textarea(attrs={"rows": 2, "cols": 90}),
            "change_note": forms.Textarea(attrs={"rows": 2, "cols": 90}),
            "in_short": forms.Textarea(attrs={"rows": 5, "cols": 90}),
            "body": AdminMarkdownxWidget(attrs={"rows": 30, "cols": 90}),
            "sources": forms.Textarea(attrs={"rows": 8, "cols": 90}),
        }


@admin.register(ArticleEdition)
class ArticleDraftAdmin(DraftAdmin):
    form = ArticleDraftForm
    fieldsets = [
        (None, {"fields": ["saved_count", "title", "summary", "in_short"]}),
        (_("Text"), {"fields": ["body"]}),
        (_("Sources"), {"fields": ["sources"]}),
        (_("For readers of the last edition"), {"fields": ["change_note"]}),
    ]

    class Media:
        css = {"all": ["editions/desk.css"]}
        js = ["editions/editor.js"]
