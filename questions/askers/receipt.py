"""The private page of a question: what became of it, and what whoever asked can do about it.

Its address is the only key. So no cache keeps the page, no search engine lists it, and no page that it leads to learns
where somebody came from.
"""

import re
from functools import wraps
from http import HTTPStatus

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from people.refused import Refused
from questions import receipts
from questions.askers.adding import Addition
from questions.askers.telling import told
from questions.models import Sort, Submission


def private(view):
    """A page for whoever has its address."""

    @csrf_exempt  # whoever does not have the address can post nothing: docs/decisions/0023-asking.md
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request, token):
        response = view(request, token)
        add_never_cache_headers(response)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return page


@private
def mine(request, token):
    question = Submission.objects.with_token(token)
    if question is None:
        return _unknown(request)
    if request.method != "POST":
        return render(request, "questions/mine.html", told(request, question))
    return _done(request, token, question)


@private
def unknown(request, token):
    """What cannot be such an address; or is one that was copied with a full stop, or without its last stroke."""
    copied = re.fullmatch(rf"\W*({receipts.PATTERN})[^\w-]*", token)
    return _back(copied[1]) if copied else _unknown(request)


def _unknown(request):
    return render(request, "questions/unknown.html", status=HTTPStatus.NOT_FOUND)


def _done(request, token, question):
    """Does what was asked for and comes back to the page; what is refused is said, and what was typed stays."""
    do = request.POST.get("do", "")
    if do == "erase" and not request.POST.get("sure"):
        return render(request, "questions/erase.html", told(request, question))
    if do in {"add", "edit"}:
        return Addition(request, question).answer() or _back(token)
    try:
        MOVES.get(do, _nothing)(question, request.POST.get("sort", ""))
    except Refused as refused:
        question.refresh_from_db()
        return render(request, "questions/mine.html", {**told(request, question), "refused": refused.message})
    return _back(token)


def _back(token):
    return HttpResponseRedirect(reverse("questions:mine", args=[token]), status=HTTPStatus.SEE_OTHER)


def _nothing(question, sort):
    """An old page, or no page of ours: there is nothing to do, and it is not an error."""


def _agree(question, sort):
    if sort in Sort.values:
        question.agree(sort=sort)


def _withdraw(question, sort):
    if sort in Sort.values:
        question.withdraw_consent(sort=sort)


def _forget(question, sort):
    question.erase_address()


def _erase(question, sort):
    question.erase()


# What can be done, by the value of the button.
MOVES = {"agree": _agree, "withdraw": _withdraw, "forget": _forget, "erase": _erase}
