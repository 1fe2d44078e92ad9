"""The pages of the form."""

from http import HTTPStatus

from django.conf import settings
from django.shortcuts import render

from questions import wordings
from questions.askers import cards, checking, tickets
from questions.askers.form import problems, versions
from questions.models import LONGEST, Sort


def form(request, form, carried=None, status=HTTPStatus.OK, **context):
    """The form itself, with what was typed; ``carried`` is what came with it beside the fields."""
    carried = carried or {}
    context |= {
        "form": form,
        "problems": problems(form),
        "ticket": carried.get("ticket") or tickets.issue(),
        "flagged": carried.get("flagged"),
        "longest": LONGEST,
        "longest_said": f"{LONGEST:,}",
        "consents": [(sort, wordings.wording(sort), form[sort].value()) for sort in Sort.values],
        "versions": versions(),
        "days": settings.QUESTIONS_ANSWER_DAYS,
        "keep": {
            "unanswered": settings.QUESTIONS_KEEP_UNANSWERED,
            "answered": settings.QUESTIONS_KEEP_ANSWERED,
            "original": settings.QUESTIONS_KEEP_ORIGINAL,
            "address": settings.QUESTIONS_KEEP_ADDRESS,
        },
        "topics": form.fields["topic"].queryset,
        **_cards(request, form["country"].value()),
    }
    return render(request, "questions/ask.html", context, status=status)


def once_more(request, data, found):
    """What was found in a question, before it is sent: ``found`` has ``danger``, ``details``, ``pages``."""
    text = found["text"]
    fields = {**data, "seen": checking.digest(text), "flagged": "1" if found["danger"] else data.get("flagged", "")}
    context = {**found, "marked": checking.marked(text), "fields": fields, "own_search": True}
    return render(request, "questions/once_more.html", context | _cards(request, data["country"]))


def closed(request, text=""):
    """The queue is as long as we can answer. What somebody has written by then is given back."""
    return render(request, "questions/closed.html", {"text": text, **_cards(request, None)})


def _cards(request, country):
    """``cards``: what there is to choose from; ``chosen``: the choice with this code, if it has a card."""
    made = cards.cards(request)
    return {"cards": made, "chosen": made.of(country)}
