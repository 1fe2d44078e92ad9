from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.models import ArticleEdition
from editions.views import listed, only_signed

NEWEST = 6


@require_safe
@cache_control(no_cache=True)
def home(request):
    return render(request, "home.html", {"editions": only_signed(listed(ArticleEdition.kind)[:NEWEST])})


def csrf_failure(request, reason=""):
    """Short plain text: the editor's script shows it beside the text."""
    message = (
        "Your session has ended, so nothing was sent. Go back: your text is still there. "
        "Sign in in another tab, then send it again."
    )
    return HttpResponse(message, status=403, content_type="text/plain; charset=utf-8")
