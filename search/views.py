import logging
from http import HTTPStatus

from django.db import DatabaseError
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language

from editions.reading import public
from editions.topics import with_pages
from search.facets import NAMES
from search.results import results
from search.suggestions import suggestions
from search.unfound import note

logger = logging.getLogger(__name__)

# Of what is typed more is not looked at.
LONGEST_TYPED = 10_000


@public
def search(request):
    """What is found; a plain form with GET, so that it works without scripts, and can be kept as a bookmark."""
    typed = request.GET.get("q", "")[:LONGEST_TYPED]
    chosen = {name: request.GET[name] for name in NAMES if request.GET.get(name)}
    try:
        made = results(request, typed, _language(), chosen, request.GET.get("page"))
    except DatabaseError:
        logger.exception("The search failed. Run verify, and rebuild_search if it says so.")
        return render(request, "search/broken.html", {"topics": with_pages()}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    if made.missing and request.method == "GET":
        note(made.missing, made.asked.text)
    context = {
        "searched": made.asked.text,
        "own_search": not made.asked.text,
        "made": made,
        "part": made.part,
        "keep": urlencode({"q": made.asked.text, **made.chosen}) + "&",
        "without_facets": urlencode({"q": made.asked.text}),
        "topics": None if made.results else with_pages(),
    }
    return render(request, "search/index.html", context)


@public
def suggest(request):
    """What to offer while somebody types, and where it leads."""
    found = suggestions(request, request.GET.get("q", "")[:200])
    return JsonResponse({"found": [{"words": words, "path": path} for words, path in found]})


def _language():
    return get_language().split("-")[0]
