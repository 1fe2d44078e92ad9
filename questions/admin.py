"""The admin of answers, and the addresses of the screens on which questions are moderated."""

from django import forms
from django.contrib import admin
from django.db.models import F
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markdownx.widgets import AdminMarkdownxWidget

from editions import desk
from editions.admin import Hidden, PageAdmin
from editions.models import Edition
from editions.writing_admin import WIDGETS, DraftAdmin, DraftForm
from people.refused import Refused
from questions import desk as questions_desk
from questions import private, screens
from questions.models import Answer, AnswerEdition, Purpose, Submission, Text


@admin.register(Submission)
class QuestionDeskAdmin(Hidden):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("", view(screens.queue), name="questions_queue"),
            path("spam/", view(screens.spam), name="questions_spam"),
            path("readings/", view(screens.readings), name="questions_readings"),
            path("<int:pk>/", view(questions_desk.question), name="questions_question"),
            path("<int:pk>/<slug:name>/", view(questions_desk.move), name="questions_move"),
        ]


LONGEST_NUMBER = 19  # digits


class HowSent(admin.SimpleListFilter):
    title = _("how it is answered")
    parameter_name = "sent"

    def lookups(self, request, model_admin):
        return [("published", _("published")), ("privately", _("privately"))]

    def queryset(self, request, queryset):
        wanted = {"published": Edition.objects.live(), "privately": private.sent()}.get(self.value())
        return queryset if wanted is None else queryset.filter(pk__in=wanted.values("page_id"))


@admin.register(Answer)
class AnswerAdmin(PageAdmin):
    """The pages of answers. One begins from its question, so that none is added here."""

    list_filter = [HowSent, *PageAdmin.list_filter]
    search_help_text = _("The number of a question, or words of a published title.")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number=F("asked_as")).prefetch_related("topics")

    def get_search_results(self, request, queryset, search_term):
        """Never by a title that is not published: what is found would tell what it is about."""
        words = search_term.replace("\x00", "").split()[:6]
        if len(words) == 1 and words[0].isdecimal() and len(words[0]) < LONGEST_NUMBER:
            return queryset.filter(asked_as=int(words[0])), False
        for word in words:
            queryset = queryset.filter(live_title__icontains=word)
        return queryset, False

    @admin.display(description=_("title"), ordering="asked_as")
    def name(self, page):
        """Called as by ``naming``, without its queries for each row."""
        called = gettext("Question {number}").format(number=page.number)
        called = ", ".join([called, *(topic.name for topic in page.topics.all())])
        return page.live_title or gettext("{title} (not live)").format(title=called)

    @admin.display(description=_("address"), empty_value="–")
    def address(self, page):
        return page.path if page.live_title else None

    def has_add_permission(self, request):
        return False

    def get_urls(self):
        view = self.admin_site.admin_view(self.sent_privately)
        return [path("privately/", view, name="questions_privately"), *super().get_urls()]

    def sent_privately(self, request):
        """The answers that only whoever asked reads: a list of their own, which nothing ever publishes by itself."""
        shown = [
            one for one in private.sent().order_by("-reviewed_at")[: private.SHOWN] if one.may_be_seen_by(request.user)
        ]
        for edition in shown:
            edition.url = desk.edition_url(edition)
        context = {**self.admin_site.each_context(request), "title": _("Answers sent privately"), "editions": shown}
        return render(request, "admin/questions/privately.html", context)


class AnswerDraftForm(DraftForm):
    class Meta:
        labels = {"title": _("The question in short")}
        help_texts = {"title": _("As a reader would look for it. It names nobody.")}
        widgets = {
            **WIDGETS,
            "short_answer": forms.Textarea(attrs={"rows": 5, "cols": 90, "data-markdown": "lines"}),
            "body": AdminMarkdownxWidget(attrs={"rows": 24, "cols": 90}),
            "sources": forms.Textarea(attrs={"rows": 6, "cols": 90}),
        }


@admin.register(AnswerEdition)
class AnswerDraftAdmin(DraftAdmin):
    form = AnswerDraftForm
    change_form_template = "admin/questions/draft.html"
    fieldsets = [
        (None, {"fields": ["saved_count", "title", "summary", "short_answer", "body", "sources"]}),
        (None, {"fields": ["unexplained", "sought_as", "change_note"]}),
    ]

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and (obj is None or obj.may_be_seen_by(request.user))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            obj.is_read(by=request.user)
            context |= {"asked": _asked(obj, request.user)}
        return super().render_change_form(request, context, add, change, form_url, obj)


def _asked(draft, person):
    """What stands beside the draft: the question as it was asked, what was added, the edited wording; or why not."""
    inquiry = draft.inquiry
    found = {"inquiry": inquiry, "wording": draft.question}
    if inquiry is None or draft.author_id != person.pk:
        return found
    try:
        original = inquiry.read(by=person, why=Purpose.ANSWER)
        messages = inquiry.read(by=person, why=Purpose.ANSWER, text=Text.MESSAGES) if inquiry.messages.exists() else []
    except Refused as refused:
        return {**found, "why_not": refused.message}
    return {**found, "original": original, "messages": messages, "erased": inquiry.original_erased_at}
