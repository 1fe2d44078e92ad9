"""The path for somebody who was told just now: an editor in chief chooses its pages and their order, others look."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.forms.pages import LivePageField
from editions.models import FirstStep
from people import roles
from people.refused import Refused


class NewStepForm(forms.ModelForm):
    page = LivePageField(
        label=_("Page"),
        max_length=300,
        widget=forms.TextInput(attrs={"size": 60}),
        help_text=_("The address of a live page, such as /articles/bone-pain/. Copy it from the page itself."),
    )
    position = forms.IntegerField(
        label=_("Position"),
        min_value=0,
        max_value=32_767,
        required=False,
        help_text=_("Smaller numbers come first. Leave it empty, and the page comes last."),
    )

    class Meta:
        model = FirstStep
        fields = ["page", "position"]

    def clean_page(self):
        page = self.cleaned_data["page"]
        try:
            FirstStep.objects.refuse_page(page)
        except Refused as refused:
            raise forms.ValidationError(refused.message) from refused
        return page


class FirstStepAdmin(admin.ModelAdmin):
    list_display = ["title", "address", "position", "seen"]
    list_editable = ["position"]
    list_select_related = ["page"]
    actions = None

    def changelist_view(self, request, extra_context=None):
        title = gettext("First steps on the home page, for somebody who was told just now")
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def has_add_permission(self, request):
        return super().has_add_permission(request) and request.user.has_role(roles.EDITOR_IN_CHIEF)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and request.user.has_role(roles.EDITOR_IN_CHIEF)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and request.user.has_role(roles.EDITOR_IN_CHIEF)

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(request, obj, **kwargs) if obj else NewStepForm

    def get_fields(self, request, obj=None):
        return ["title", "address", "position", "seen"] if obj else ["page", "position"]

    def get_readonly_fields(self, request, obj=None):
        return ["title", "address", "seen"] if obj else []

    @admin.display(description=_("title"))
    def title(self, step):
        return step.live_edition.title if step.live_edition else gettext("(not live)")

    @admin.display(description=_("page"))
    def address(self, step):
        return format_html('<a href="{}">{}</a>', step.page.path, step.page.path)

    @admin.display(description=_("seen by readers"))
    def seen(self, step):
        why_not = step.why_not_shown()
        return gettext("No. {why}").format(why=why_not) if why_not else gettext("Yes")

    def save_form(self, request, form, change):
        if change:
            return super().save_form(request, form, change)
        form.save_m2m = lambda: None
        return FirstStep.objects.put(form.cleaned_data["page"], form.cleaned_data["position"], by=request.user)

    def save_model(self, request, step, form, change):
        if change:
            step.move_to(step.position, by=request.user)

    def delete_model(self, request, step):
        step.remove(by=request.user)
