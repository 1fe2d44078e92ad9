"""The admin of every kind: its list of pages, the form of a page, the form of a draft.

A kind subclasses PageAdmin and DraftAdmin. Words are saved through ``save_draft`` and nothing here
writes a status: transitions are the desk's (``editions.desk``), decided by the model.
"""

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions import desk
from editions.forms import PAGE_MOVES
from editions.models import OPEN, Edition, Page, Status, Topic
from people import roles
from people.models import User
from people.refused import Refused


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


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
        ]


@admin.register(Page)
class PageDeskAdmin(Hidden):
    search_fields = ["addresses__path", "editions__title"]

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/withdraw-page/", view(desk.withdraw), name="editions_withdraw"),
            path("<int:pk>/<slug:name>/", view(desk.move_page), name="editions_move_page"),
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
    filter_horizontal = ["topics"]
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
            editions = obj.kind_model.objects.filter(page_id=obj.pk).select_related("author", "reviewer", "closed_by")
            context |= {
                "editions": editions.order_by("-number"),
                "moves": [move for move in moves if move.is_offered()],
                "withdrawal": obj.withdrawal,
            }
        return super().render_change_form(request, context, add, change, form_url, obj)


class DraftForm(forms.ModelForm):
    """The words of a draft. ``saved_count`` is the count that was read with them: two tabs cannot cross."""

    saved_count = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["saved_count"].initial = self.instance.saved

    def clean(self):
        cleaned = super().clean()
        if "saved_count" not in cleaned:
            return cleaned
        stored = type(self.instance).objects.select_related("page").get(pk=self.instance.pk)
        stored.lock()  # until the admin's transaction ends, so that what is checked here is what is saved
        try:
            stored.refuse_saving(by=self.person, saved=cleaned["saved_count"])
        except Refused as refused:
            raise forms.ValidationError(refused.message, code=refused.code) from refused
        self.stored = stored
        return cleaned


class DraftAdmin(admin.ModelAdmin):
    """The form of a draft: its author writes in it, everybody else sees it on the desk."""

    form = DraftForm
    change_form_template = "admin/editions/draft.html"
    actions = None

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
            return redirect(request.get_full_path())
        self.message_user(request, gettext("Saved. Read it here as readers will, then submit it."), messages.SUCCESS)
        return redirect(desk.edition_url(draft))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            problems = desk.named(obj.problems(), obj) if obj.status == Status.DRAFT else []
            context |= {"desk_url": desk.edition_url(obj), "problems": problems}
        return super().render_change_form(request, context, add, change, form_url, obj)
