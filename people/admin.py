from http import HTTPStatus

from allauth.account.admin import EmailAddress  # from there, so that it is registered before it is taken off
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people import roles
from people.models import Credentials, User
from people.refused import Refused

admin.site.unregister(Group)
admin.site.unregister(EmailAddress)  # accounts have one address, and it is in the account


class NewAccountForm(forms.ModelForm):
    """An account without a password: its holder sets one by the link in an e-mail, and nobody else knows it."""

    class Meta:
        model = User
        fields = ["email", "name", "groups"]

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Accounts. A password that is set here by somebody else suspends the person's credentials."""

    add_form = NewAccountForm
    list_display = ["name", "email", "role_names", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]
    search_fields = ["name", "email"]
    ordering = ["name"]
    filter_horizontal = ["groups"]
    actions = None
    add_fieldsets = [
        (
            None,
            {
                "fields": ["email", "name", "groups"],
                "description": _(
                    "The person chooses a password by “set a password” on the sign-in page; the link goes to "
                    "this e-mail address."
                ),
            },
        )
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("roles"))
    def role_names(self, user):
        return ", ".join(group.name for group in user.groups.all()) or "–"

    def get_fieldsets(self, request, obj=None):
        if not obj:
            return self.add_fieldsets
        rights = ["is_active", "groups"]
        if request.user.is_superuser:
            rights += ["is_staff", "is_superuser"]
        return [
            (None, {"fields": ["name", "email", "password"]}),
            (_("What this person may do"), {"fields": rights}),
            (_("Dates"), {"fields": ["last_login", "created_at"]}),
        ]

    def get_readonly_fields(self, request, obj=None):
        return ["last_login", "created_at"]

    def has_change_permission(self, request, obj=None):
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not above

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, user, form, change):
        if change and "email" in form.changed_data:
            user.sign_in_changed_by = request.user
        super().save_model(request, user, form, change)

    def user_change_password(self, request, id, form_url=""):
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            User.objects.filter(pk=unquote(id)).update(sign_in_changed_by=request.user)
        return response

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.label = _("Roles")
            field.queryset = Group.objects.filter(name__in=roles.ROLES)
        return field


@admin.register(Credentials)
class CredentialsAdmin(admin.ModelAdmin):
    """What is printed at sign-off, and its confirmation by an editor in chief."""

    list_display = ["name", "letters", "role", "valid_until", "state"]
    readonly_fields = ["state", "confirmed_by", "confirmed_at"]
    search_fields = ["name", "user__email"]
    actions = None
    change_form_template = "admin/people/credentials.html"
    fieldsets = [
        (None, {"fields": ["user"]}),
        (_("Printed on every page that this person approves"), {"fields": ["name", "letters", "role", "organisation"]}),
        (_("Registration"), {"fields": ["registration_body", "registration_number", "valid_until"]}),
        (_("Confirmation"), {"fields": ["state", "confirmed_by", "confirmed_at"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("user")

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, "user"] if obj else self.readonly_fields

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("state"))
    def state(self, credentials):
        if not credentials.pk or not credentials.confirmation:
            return gettext("not confirmed yet")
        if not credentials.is_confirmed():
            return gettext("suspended: changed since they were confirmed")
        return gettext("ended") if credentials.why_not_valid() else gettext("confirmed")

    def response_change(self, request, credentials):
        asked = {"_confirm": credentials.confirm, "_suspend": credentials.suspend}
        done = {
            "_confirm": gettext("The credentials are confirmed, in your name."),
            "_suspend": gettext("The credentials are suspended until an editor in chief confirms them again."),
        }
        chosen = next((name for name in asked if name in request.POST), None)
        if chosen is None:
            return super().response_change(request, credentials)
        try:
            asked[chosen](by=request.user)
        except Refused as refused:
            self.message_user(request, refused.message, messages.ERROR)
        else:
            self.message_user(request, done[chosen], messages.SUCCESS)
        return redirect(request.get_full_path())
