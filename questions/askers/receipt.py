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
from questions.askers import checking
from questions.askers.form import tidy
from questions.askers.telling import told
from questions.models import LONGEST, Sort, State, Submission


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
    do, text = request.POST.get("do", ""), tidy(request.POST.get("text", ""))
    if do == "erase" and not request.POST.get("sure"):
        return render(request, "questions/erase.html", told(request, question))
    danger = do == "add" and _names_danger(request, question, text)
    flagged = danger or bool(request.POST.get("flagged"))
    if do == "edit":
        return render(request, "questions/mine.html", {**told(request, question), "text": text, "flagged": flagged})
    if danger and request.POST.get("seen") != checking.digest(text):
        context = {**told(request, question), "text": text, "seen": checking.digest(text)}
        return render(request, "questions/added.html", context)
    move = _add_flagged if do == "add" and flagged else MOVES.get(do, _nothing)
    try:
        move(question, request.POST.get("sort", ""), text)
    except Refused as refused:
        if do == "add" and _is_added(question, text):
            return _back(token)
        context = {"refused": refused.message, "text": text, "flagged": flagged}
        question.refresh_from_db()
        return render(request, "questions/mine.html", {**told(request, question), **context})
    return _back(token)


def _names_danger(request, question, text):
    """Whether the card has to be read before this is added. What is too long is refused anyway."""
    may_be_added = question.state == State.ASKED and len(text) <= LONGEST
    return may_be_added and checking.names_danger(request, text, question.country)


def _back(token):
    return HttpResponseRedirect(reverse("questions:mine", args=[token]), status=HTTPStatus.SEE_OTHER)


def _is_added(question, text):
    """Whether this is the last that was added: the same form sent twice is sent once."""
    last = question.messages.filter(by=None).last()
    return last is not None and last.text == text.strip()


def _nothing(question, sort, text):
    """An old page, or no page of ours: there is nothing to do, and it is not an error."""


def _add(question, sort, text):
    question.add(text=text)


def _add_flagged(question, sort, text):
    question.add(text=text, danger=True)


def _agree(question, sort, text):
    if sort in Sort.values:
        question.agree(sort=sort)


def _withdraw(question, sort, text):
    if sort in Sort.values:
        question.withdraw_consent(sort=sort)


def _forget(question, sort, text):
    question.erase_address()


def _erase(question, sort, text):
    question.erase()


# What can be done, by the value of the button.
MOVES = {"add": _add, "agree": _agree, "withdraw": _withdraw, "forget": _forget, "erase": _erase}
