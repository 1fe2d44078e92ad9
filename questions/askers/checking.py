"""What is looked for in a question before it is sent: words of danger, and personal details.

Nothing here is an answer, and nothing says that a question is not urgent.
"""

import hashlib
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from questions import danger, personal
from questions.askers import cards

MOST_TAKEN_OUT = 200


@dataclass(frozen=True)
class Detail:
    """A personal detail as it is shown: ``key`` is its place in the text, ``sort`` in words."""

    key: str
    text: str
    sort: str


def names_danger(request, text, country):
    """Whether it has a phrase of danger: of the country's signed card, or of the list that always stands."""
    live = danger.cards_for(cards.live(request), country)
    return bool(danger.found(text, live, cards.language()))


def details(text):
    return [Detail(_key(one), one.text, str(personal.Sort(one.sort).label)) for one in personal.findings(text)]


def marked(text):
    """The text as HTML, with every detail marked."""
    parts, at = [], 0
    for one in personal.findings(text):
        parts += [escape(text[at : one.start]), format_html("<mark>{}</mark>", text[one.start : one.end])]
        at = one.end
    return mark_safe("".join([*parts, escape(text[at:])]))


def taken_out(request):
    """The keys of the details that somebody wants to be taken out."""
    return {*request.POST.getlist("out")[:MOST_TAKEN_OUT]}


def without(text, keys):
    """The text without the details that have these keys; each leaves a word in its place."""
    return personal.without(text, [one for one in personal.findings(text) if _key(one) in keys])


def digest(text):
    """Names a text in the form that shows it, so that it is known whether the text changed since."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _key(one):
    return f"{one.start}-{one.end}"
