from functools import wraps

from allauth.account.decorators import secure_admin_login
from django.contrib import auth
from django.contrib.admin import AdminSite
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.screens import my_work
from stage4site.unsaved import not_saved


class Stage4AdminSite(AdminSite):
    """The stock admin; people sign in, and change their own password, through allauth (throttled)."""

    site_title = _("Stage 4")
    site_header = _("Stage 4: writing and reviewing")
    index_title = _("My work")
    index_template = "admin/my_work.html"

    def index(self, request, extra_context=None):
        return super().index(request, {**my_work(request), **(extra_context or {})})

    def login(self, request, extra_context=None):
        return secure_admin_login(super().login)(request, extra_context)

    def logout(self, request, extra_context=None):
        if request.method == "POST":
            auth.logout(request)
            return redirect("home")
        return redirect("account_logout")

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def admin_view(self, view, cacheable=False):
        """Words sent after the session ended are not lost on the way to the sign-in page."""
        shown = super().admin_view(view, cacheable)

        @wraps(shown)
        def kept(request, *args, **kwargs):
            if request.method == "POST" and not request.user.is_authenticated:
                return _signed_out(request)
            return shown(request, *args, **kwargs)

        return kept


def _signed_out(request):
    message = gettext(
        "You are signed out, so nothing was saved. Sign in again and open the page again: a draft or an edition in "
        "review offers what you typed, if this browser runs JavaScript."
    )
    return not_saved(request, message)
