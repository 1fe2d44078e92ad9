"""What whoever asked is told: the state in calm words, the edited wording, the consents, the answer.

Never the question as they sent it: whoever finds the address must not read it there.
"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from editions.views import live_with_path, only_signed
from questions import wordings
from questions.askers import cards
from questions.models import ENDED, WAITING, Act, Consent, ReplyAddress, Sort, State, What


@dataclass(frozen=True)
class Agreement:
    """A consent as it stands: ``given`` yes or no, its wording, when that was said."""

    sort: str
    given: bool
    wording: str
    at: object = None
    is_last: bool = False


def told(request, question):
    """The context of the page."""
    made = cards.cards(request)
    answer = _answer(question)
    context = {
        "question": question,
        "state": _state(question, answer),
        "answer": answer,
        "card": made.of(question.country),
        "cards": made,
        "is_open": question.state not in {*ENDED, State.ERASED},
        # Where something is still to come, or can.
        "keeps": question.state not in {State.DECLINED, State.SPAM, State.ERASED},
    }
    if question.erased_at:
        return context
    return context | {
        "agreements": _agreements(question),
        "talk": list(question.messages.order_by("pk")),
        "elsewhere": _elsewhere(question),
        "has_address": ReplyAddress.objects.filter(pk=question.pk).exists(),
    }


def _answer(question):
    """The edition that they may read now, checked like a public page; with its ``words``, and ``path`` when live."""
    edition = question.answer_to_show()
    if edition is not None:
        edition.words = mark_safe(edition.served_html)
        live = live_with_path().filter(pk=edition.pk).first()
        edition.path = live and live.path
    return edition


def _agreements(question):
    """The last word on each sort."""
    last = {}
    for one in Consent.objects.filter(submission_id=question.pk).order_by("pk"):
        last[one.sort] = one
    standing = [sort for sort, one in last.items() if one.act == Act.GIVEN]
    return [_agreement(sort, last.get(sort), standing) for sort in Sort.values]


def _agreement(sort, last, standing):
    given = sort in standing
    wording = last.wording if given else wordings.wording(sort)
    return Agreement(sort, given, wording, last and last.at, standing == [sort])


def _elsewhere(question):
    """The live page that answers it, when it was answered by pointing to one."""
    into = question.merged_into
    page_id = question.merged_page_id or (into and into.answer_page_id)
    if question.state != State.MERGED or not page_id:
        return None
    return next(iter(only_signed(live_with_path().filter(page_id=page_id).select_related("page"))), None)


# The state in words ------------------------------------------------------------------------------------


def _state(question, answer):
    """A heading and sentences."""
    if answer is not None:
        return (_answered_publicly if answer.path else _answered_privately)()
    tell = _TOLD.get(question.state, _received)
    return [*tell(question), *_came_back(question)]


def _came_back(question):
    """It was to be answered together with another one, which is not public. Of that one nothing is told."""
    if question.state not in WAITING or not question.events.filter(what=What.CAME_BACK).exists():
        return []
    return [gettext("We wanted to answer it together with another question. That answer is not public, so we answer "
                    "yours by itself.")]  # fmt: skip


def _received(question):
    return [
        gettext("Thank you. Your question is safe with us"),
        gettext("A moderator reads it first, then a clinician answers it, and a second clinician checks the answer."),
        _when(question),
    ]


def _assigned(question):
    return [
        gettext("A clinician is working on the answer"),
        gettext("A second clinician checks it. Then it stands here."),
        _when(question),
    ]


def _when(question):
    """What we promise, by the day; or that we are late."""
    if question.state in WAITING and timezone.now() > question.answer_by:
        return gettext("It takes longer than we wanted. We are sorry. Your question is not forgotten.")
    day = date_format(timezone.localtime(question.answer_by), "l j F")
    return gettext("We aim to have an answer here by {day}.").format(day=day)


def _asked(question):
    return [
        gettext("We need to know a little more"),
        gettext("Below is what we ask. When you have answered, we go on."),
    ]


def _answered_privately():
    return [gettext("Here is your answer"), gettext("It is not published: only this page shows it.")]


def _answered_publicly():
    return [gettext("Here is your answer"), gettext("It is published, with your question in its edited wording.")]


def _unshown(question):
    if Sort.PRIVATE not in question.agreed():
        return [
            gettext("You have said no to a private answer"),
            gettext("If the answer is published, you find it here. If you change your mind, say yes again below."),
        ]
    return [
        gettext("We cannot show your answer just now"),
        gettext("We are looking into it. Please come back tomorrow: your question is not forgotten."),
    ]


def _declined(question):
    return [
        gettext("We cannot answer this question here"),
        gettext(
            "That says nothing about how serious it is. If something worries you or gets worse, ring your own team."
        ),
    ]


def _merged(question):
    if question.merged_page_id:
        return [gettext("A page of ours answers this")]
    return [gettext("Somebody asked the same"), gettext("We answer both questions in one place.")]


def _spam(question):
    return [
        gettext("We closed this without an answer"),
        gettext("We took it for advertising. If we were wrong, we are sorry: please ask again in other words."),
    ]


def _taken_back(question):
    return [
        gettext("You have taken your question back"),
        gettext("Nobody works on it any more. If you change your mind, say yes again below."),
    ]


def _erased(question):
    return [
        gettext("Everything is erased"),
        gettext("Your question, what you added, your e-mail address and the answer are gone. This cannot be undone."),
    ]


_TOLD = {
    State.ASKED: _asked,
    State.ASSIGNED: _assigned,
    State.ANSWERED: _unshown,
    State.PUBLISHED: _unshown,
    State.DECLINED: _declined,
    State.MERGED: _merged,
    State.SPAM: _spam,
    State.TAKEN_BACK: _taken_back,
    State.ERASED: _erased,
}
