from django import forms
from django.contrib import admin
from markdownx.widgets import AdminMarkdownxWidget

from articles.models import Article, ArticleEdition
from editions.admin import PageAdmin
from editions.writing_admin import WIDGETS, DraftAdmin, DraftForm

admin.site.register(Article, PageAdmin)


class ArticleDraftForm(DraftForm):
    class Meta:
        widgets = {
            **WIDGETS,
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
