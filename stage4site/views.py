from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.views import defaults

from editions.reading import public
from editions.topics import listed_kinds, with_pages
from editions.views import listed, only_signed
from stage4site.unsaved import not_saved

NEWEST = 5


@public
def home(request):
    newest = only_signed(listed(*listed_kinds())[:NEWEST])
    return render(request, "home.html", {"editions": newest, "topics": with_pages()})


def plain(template):
    """A page whose words are a template's."""

    @public
    def page(request):
        return render(request, f"site/{template}.html")

    return page


def not_found(request, exception):
    """What is not there now may be published in a minute: no cache may remember that it was not."""
    response = defaults.page_not_found(request, exception)
    patch_cache_control(response, no_cache=True)
    return response


def no_own_email(request):
    """Nobody changes their own e-mail address: an editor in chief does, and that suspends credentials."""
    raise Http404


def csrf_failure(request, reason=""):
    """Short plain text for the editor's script. Words are repeated to the desk alone, never for another site's form."""
    message = gettext(
        "Your session has ended or changed, so nothing was saved. Open the page again: a draft or an edition in "
        "review offers what you typed, if this browser runs JavaScript."
    )
    at_desk = request.path.startswith(reverse("admin:index"))
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    return not_saved(request, message, repeat=at_desk and ours)
