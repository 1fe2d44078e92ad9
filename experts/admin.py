from django import forms
from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from markdownx.widgets import AdminMarkdownxWidget

from editions.admin import PageAdmin
from editions.writing_admin import WIDGETS, DraftAdmin, DraftForm
from experts.models import Expert, ExpertEdition, account_in_words, in_words
from people.models import User

admin.site.register(Expert, PageAdmin)


class AccountField(forms.ModelChoiceField):
    """Whose profile it is: a person is chosen, and the id of their account is kept."""

    def label_from_instance(self, person):
        return in_words(person)

    def clean(self, value):
        person = super().clean(value)
        return person and person.pk


class ExpertDraftForm(DraftForm):
    account = AccountField(
        queryset=User.objects.none(),
        required=False,
        label=_("account"),
        help_text=ExpertEdition._meta.get_field("account").help_text,
        empty_label=_("nobody's account here"),
    )

    class Meta:
        labels = {"title": _("Name")}
        help_texts = {"title": _("As it is printed, without letters after it.")}
        widgets = {
            **WIDGETS,
            **{name: forms.TextInput(attrs={"size": 80})
               for name in ("credentials", "role", "organisation", "registration")},
            "biography": AdminMarkdownxWidget(attrs={"rows": 16, "cols": 90}),
            # One picture: the bar of buttons has nothing else (static/editions/editor-toolbar.js).
            "portrait": AdminMarkdownxWidget(attrs={"rows": 2, "cols": 90, "data-markdown": "picture"}),
            "interests": forms.Textarea(attrs={"rows": 4, "cols": 90, "data-markdown": "lines"}),
        }  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "account" in self.fields:  # not for somebody who may only look
            can_sign_in = Q(is_active=True, is_staff=True)
            self.fields["account"].queryset = User.objects.filter(can_sign_in | Q(pk=self.instance.account))


@admin.register(ExpertEdition)
class ExpertDraftAdmin(DraftAdmin):
    form = ExpertDraftForm

    def get_fieldsets(self, request, obj=None):
        account = "account" if self.has_change_permission(request, obj) else "whose_account"
        lines = ["credentials", "role", "organisation", "registration"]
        texts = ["biography", "portrait", "interests", account, "unexplained", "sought_as", "change_note"]
        return [(None, {"fields": ["saved_count", "title", "summary", *lines, *texts]})]

    @admin.display(description=_("account"), empty_value=_("nobody's account here"))
    def whose_account(self, draft):
        return account_in_words(draft.account) or None
