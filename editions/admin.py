"""The admin of every kind: its list of pages, the form of a page.

A kind subclasses PageAdmin here, and DraftAdmin of ``editions.writing_admin``. Nothing here
writes a status: transitions are the desk's (``editions.desk``), decided by the model.
"""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import OuterRef, Subquery
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions import desk, due, first_steps_admin, history, naming, preview_links, record_views, screens
from editions.forms import PAGE_MOVES
from editions.models import OPEN, Edition, FirstStep, Generation, Page, Status, Topic
from people import roles
from people.models import User
from people.refused import Refused

admin.site.register(FirstStep, first_steps_admin.FirstStepAdmin)


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}

    def save_model(self, request, topic, form, change):
        # In the order in which a page takes a topic: else the two wait for one another on PostgreSQL.
        list(Generation.objects.select_for_update())
        super().save_model(request, topic, form, change)


class Hidden(admin.ModelAdmin):
    """Registered for its addresses only."""

    def has_module_permission(self, request):
        return False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Edition)
class DeskAdmin(Hidden):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/", view(desk.edition), name="editions_edition"),
            path("<int:pk>/<slug:name>/", view(desk.move_edition), name="editions_move_edition"),
            path("<int:pk>/preview/links/", view(preview_links.links), name="editions_previews"),
            path("<int:pk>/preview/links/<int:link>/", view(preview_links.revoke), name="editions_revoke_preview"),
        ]


@admin.register(Page)
class PageDeskAdmin(Hidden):
    search_fields = ["addresses__path", "editions__title"]

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("find/", view(screens.find), name="editions_find"),
            path("due/", view(due.listed), name="editions_due"),
            path("due/owner/", view(due.change_owner), name="editions_due_owner"),
            path("<int:pk>/history/", view(history.history), name="editions_history"),
            path("<int:pk>/withdraw-page/", view(desk.withdraw), name="editions_withdraw"),
            path("<int:pk>/<slug:name>/", view(desk.move_page), name="editions_move_page"),
            path("<int:pk>/record/<slug:extension>/", view(record_views.record), name="editions_record"),
        ]


class InWork(admin.SimpleListFilter):
    title = _("what is in work")
    parameter_name = "in_work"

    def lookups(self, request, model_admin):
        return [(status.value, status.label) for status in OPEN]

    def queryset(self, request, queryset):
        return queryset.filter(status=self.value()) if self.value() else queryset


class PageForm(forms.ModelForm):
    """A page's own settings; on a new page also what its first draft is called."""

    title = forms.CharField(label=_("Title of the first draft"), max_length=120)
    slug = forms.SlugField(label=_("Address"), max_length=100, help_text=_("The last part of the page's address."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["title"]
        if "owner" not in self.fields:  # somebody who may only look
            return
        self.fields["owner"].queryset = User.objects.filter(is_active=True, is_staff=True)
        if self.instance.pk:
            self.fields["slug"].initial = self.instance.path.strip("/").split("/")[-1]
            self.fields["slug"].help_text = _("After a change, the old address leads to the new one for good.")

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        try:
            type(self.instance).refuse_address(slug, page=self.instance)
        except Refused as refused:
            raise forms.ValidationError(refused.message) from refused
        return slug


class PageAdmin(admin.ModelAdmin):
    """The pages of a kind."""

    form = PageForm
    list_display = ["name", "open_status", "owner", "reviewed_on", "due_on"]
    list_filter = [InWork, "owner", "topics"]
    list_select_related = ["owner"]
    list_per_page = 50
    search_fields = ["editions__title", "addresses__path"]
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    actions = None
    change_form_template = "admin/editions/page.html"

    def has_delete_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request):
        return super().has_add_permission(request) and request.user.writes()

    def get_queryset(self, request):
        editions = Edition.objects.filter(page_id=OuterRef("pk"))
        live = editions.live()
        return (
            super()
            .get_queryset(request)
            .annotate(
                live_title=Subquery(live.values("title")[:1]),
                newest_title=Subquery(editions.order_by("-number").values("title")[:1]),
                reviewed_at=Subquery(live.values("reviewed_at")[:1]),
                review_due_on=Subquery(live.values("review_due_on")[:1]),
                status=Subquery(editions.filter(status__in=OPEN).values("status")[:1]),
            )
        )

    @admin.display(description=_("title"), ordering="newest_title")
    def name(self, page):
        return page.live_title or gettext("{title} (not live)").format(title=page.newest_title or page.pk)

    @admin.display(description=_("in work"), ordering="status", empty_value="–")
    def open_status(self, page):
        return Status(page.status).label if page.status else None

    @admin.display(description=_("reviewed"), ordering="reviewed_at", empty_value="–")
    def reviewed_on(self, page):
        return page.reviewed_at and timezone.localdate(page.reviewed_at)

    @admin.display(description=_("next review due"), ordering="review_due_on", empty_value="–")
    def due_on(self, page):
        return page.review_due_on

    def get_fields(self, request, obj=None):
        settings = ["owner", "topics", "review_every"]
        if obj is None:
            return ["title", "slug", *settings]
        return ["slug" if self.has_change_permission(request, obj) else "address", *settings]

    def get_readonly_fields(self, request, obj=None):
        return ["address"] if obj else []

    @admin.display(description=_("address"))
    def address(self, page):
        return page.path

    def has_change_permission(self, request, obj=None):
        """A page's settings are its owner's and the editors' in chief; others look, and start drafts."""
        person = request.user
        near = obj is None or obj.owner_id == person.pk or person.has_role(roles.EDITOR_IN_CHIEF)
        return super().has_change_permission(request, obj) and person.writes() and near

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title"]}

    def get_changeform_initial_data(self, request):
        return {"owner": request.user.pk, **super().get_changeform_initial_data(request)}

    def save_form(self, request, form, change):
        if change:
            return super().save_form(request, form, change)
        data = form.cleaned_data
        draft = self.model.objects.begin(
            by=request.user,
            slug=data["slug"],
            title=data["title"],
            owner=data["owner"],
            topics=data["topics"],
            review_every=data["review_every"],
        )
        form.save_m2m = lambda: None  # begun with its topics
        return self.model.objects.get(pk=draft.page_id)

    def save_model(self, request, page, form, change):
        if change:
            page.save(update_fields=["owner", "review_every"])
            if "slug" in form.changed_data:
                page.move_to(form.cleaned_data["slug"])

    def response_add(self, request, page, post_url_continue=None):
        draft = page.open_edition
        self.message_user(request, gettext("The page is begun. Write its first draft here."), messages.SUCCESS)
        return redirect(desk.draft_url(draft))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            moves = [form(obj, request.user) for form in PAGE_MOVES.values()]
            people = ("author", "reviewer", "closed_by")
            editions = obj.kind_model.objects.filter(page_id=obj.pk).select_related("page", *people)
            context |= {
                "editions": naming.listed(editions.order_by("-number")),
                "moves": [move for move in moves if move.is_offered()],
                "withdrawal": obj.withdrawal,
                **record_views.context(obj, request.user),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)
