"""What somebody wrote is given back when it could not be kept, whatever the reason: the database is away, a guard is
missing, something of ours is broken. Stands outside of what looks at the database, and asks it nothing.
"""

from http import HTTPStatus

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from questions.askers.form import CARRIED, AskForm, tidy

# Fields of the form and of the private page.
_FIELDS = (*AskForm.base_fields, *CARRIED, "out", "do", "sort", "sure", "text")
_WRITTEN = ("question", "text")
_MOST = 200


class GivenBack:
    """Answers 503 with the text in the place of any 5xx, where somebody sent a question or something to it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        broken = response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
        return _given_back(request) if broken and request.method == "POST" and _is_ours(request.path_info) else response


def _is_ours(path):
    asking = reverse("questions:ask")
    return path == asking or path.startswith(asking.replace("/ask/", "/mine/"))


def _given_back(request):
    posted = [(name, tidy(text)) for name in _FIELDS for text in request.POST.getlist(name)[:_MOST]]
    written = next(((name, text) for name, text in posted if name in _WRITTEN and text), None)
    context = {
        "written": written,
        "fields": [one for one in posted if one != written],
        "path": request.path,
    }
    page = render_to_string("questions/given_back.html", context)
    response = HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "60"})
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "no-referrer"
    return response
