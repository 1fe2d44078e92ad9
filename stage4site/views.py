from django.db.models import Count
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.views import defaults

from articles.models import ArticleEdition
from editions import first_steps
from editions.models import Edition
from editions.reading import public
from editions.topics import kinds_to_read_next, with_pages
from editions.views import listed, only_signed
from stage4site.unsaved import not_saved
from videos import finding

NEWEST = 3


@public
def home(request):
    context = {"steps": first_steps.shown(), "topics": with_pages(), "editions": _newest(), "counts": _counts}
    context["own_search"] = True  # a larger one, below
    videos = finding.everything(request)
    # One that can be watched here, if there is one.
    context["video"] = max(videos, key=lambda video: (video.has_film, video.reviewed_at), default=None)
    return render(request, "home.html", context)


def _newest():
    """What was reviewed last, beside the first steps; with its kind in words when it is no article."""
    newest = listed(*kinds_to_read_next()).filter(page__first_step=None).select_related("page")
    editions = only_signed(newest.defer("html", "text")[:NEWEST])
    for edition in editions:
        if edition.page.kind != ArticleEdition.kind:
            edition.kind_in_words = edition.page.kind_model.called
    return editions


def _counts():
    """How many live pages there are, by kind."""
    return dict(Edition.objects.live().values_list("page__kind").annotate(Count("pk")))


def plain(template):
    """A page whose words are a template's."""

    @public
    def page(request):
        return render(request, f"site/{template}.html")

    return page


@public
def robots(request):
    """What search engines may read: whatever is public, but for searches and drafts."""
    return render(request, "site/robots.txt", content_type="text/plain; charset=utf-8")


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
