from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _


class Stage4AdminSite(AdminSite):
    """The stock admin; people sign in, and change their own password, through allauth (throttled)."""

    site_title = _("Stage 4")
    site_header = _("Stage 4: writing and reviewing")
    index_title = _("What would you like to do?")

    def login(self, request, extra_context=None):
        return secure_admin_login(super().login)(request, extra_context)

    def logout(self, request, extra_context=None):
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")
