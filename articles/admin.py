from django import forms
from django.contrib import admin
from markdownx.widgets import AdminMarkdownxWidget

from articles.models import Article, ArticleEdition
from editions.admin import PageAdmin
from editions.writing_admin import DraftAdmin, DraftForm

admin.site.register(Article, PageAdmin)


class ArticleDraftForm(DraftForm):
    class Meta:
        widgets = {
            "title": forms.TextInput(attrs={"size": 80}),
            "summary": forms.Textarea(attrs={"rows": 2, "cols": 90}),
            "change_note": forms.Textarea(attrs={"rows": 2, "cols": 90}),
            "unexplained": forms.Textarea(attrs={"rows": 2, "cols": 60}),
            "sought_as": forms.Textarea(attrs={"rows": 2, "cols": 60}),
            # Lines of Markdown: the short bar of buttons (static/editions/editor-toolbar.js).
            "in_short": forms.Textarea(attrs={"rows": 5, "cols": 90, "data-markdown": "lines"}),
            "body": AdminMarkdownxWidget(attrs={"rows": 30, "cols": 90}),
            "sources": forms.Textarea(attrs={"rows": 8, "cols": 90}),
        }


@admin.register(ArticleEdition)
class ArticleDraftAdmin(DraftAdmin):
    form = ArticleDraftForm
    fieldsets = [
        (None, {"fields": ["saved_count", "title", "summary", "in_short", "body", "sources"]}),
        (None, {"fields": ["unexplained", "sought_as", "change_note"]}),
    ]
