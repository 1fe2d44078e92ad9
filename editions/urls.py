from functools import wraps

from django.http import HttpResponse
from django.urls import path, re_path
from django.utils.translation import gettext as _

from editions import views
from markup import views as editor


def for_writers(view):
    """Only writers; others get short plain text, because the editor shows whatever comes back."""

    @wraps(view)
    def guarded(request):
        user = request.user
        if user.is_authenticated and user.writes():
            return view(request)
        message = _("You are signed out, or may not write. Your text is still here: sign in in another tab.")
        return HttpResponse(message, status=403, content_type="text/plain")

    return guarded


urlpatterns = [
    path("markdownx/markdownify/", for_writers(editor.markdownify), name="markdownx_markdownify"),
    path("markdownx/upload/", for_writers(editor.upload), name="markdownx_upload"),
    re_path(r"^media/(?P<name>[0-9a-f]{64}\.webp)$", views.media, name="media"),
]
