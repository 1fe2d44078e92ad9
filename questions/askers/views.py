"""The addresses of the form: the form itself, and pages that may answer what is being written."""

from django.http import JsonResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from questions import limits
from questions.askers import cards, checking, pages, showing
from questions.askers.form import AskForm, tidy
from questions.askers.sending import SentForm
from questions.models import LONGEST


@csrf_exempt  # the ticket stands in the place of a cookie: docs/decisions/0023-asking.md
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    if request.method == "POST":
        response = SentForm(request).answer()
        add_never_cache_headers(response)
    else:
        response = showing.closed(request) if limits.is_closed() else showing.form(request, AskForm())
        # Going back to what one has begun to write finds it there: the browser may keep the page, and nobody else.
        patch_cache_control(response, private=True, no_cache=True)
    return response


@csrf_exempt
@require_POST
def suggest(request):
    """Live pages that may answer what somebody is writing. Posted, so that it stands in no address."""
    text = tidy(request.POST.get("question", ""))[:LONGEST]
    # Beside words of danger nothing stands that could be read instead of the card.
    danger = checking.names_danger(request, text, country="")
    found = [] if danger else pages.that_may_answer(request, text, cards.language())
    listed = [{"title": one.edition.title, "path": one.edition.path, "sort": str(one.sort)} for one in found]
    response = JsonResponse({"found": listed})
    add_never_cache_headers(response)
    return response
