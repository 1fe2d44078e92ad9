"""The form of a question as a browser sends it."""

import time
from urllib.parse import urlsplit

from django.core import signing
from django.urls import reverse

from questions import receipts
from questions.askers import tickets
from questions.askers.form import versions
from questions.models import Submission
from tests.conftest import KINDS, ask, assigned
from tests.site.tree import parse

ASK = "/questions/ask/"
WITH_DETAILS = "My name is Jane Miller. Write to jane@example.org, please. Which creams help dry hands?"
PLAIN = "Which creams help when the skin of my hands is dry?"


def ticket(age=60):
    """Of a form that somebody has had before them for some time."""
    return signing.Signer(salt=tickets._SALT).sign(f"{receipts.nonce()}.{time.time() - age:.0f}")


def filled(**changes):
    """Everything that is asked for; None leaves a field out."""
    fields = {"ticket": ticket(), "versions": versions(), "country": "GB", "question": PLAIN, "asker": "living",
              "private": "yes", "of_age": "yes", "do": "check"}  # fmt: skip
    return {name: text for name, text in {**fields, **changes}.items() if text is not None}


def hidden(answer):
    """What the page that came carries on in fields that nobody sees."""
    return dict(answer.context["fields"])


def go_on(client, answer, **more):
    """Press the button of the page that showed the question once more."""
    return client.post(ASK, {**hidden(answer), "do": "send", **more})


def asked(answer):
    """The question whose private page the answer leads to."""
    assert answer.status_code == 303, answer.content.decode()[-3000:]
    path = urlsplit(answer["Location"]).path
    token = path.strip("/").split("/")[-1]
    assert path == reverse("questions:mine", args=[token])
    return Submission.objects.with_token(token)


def page(answer):
    return parse(answer.content.decode())


def live_page(kind, writer, reviewer, **words):
    draft = KINDS[kind].begin(writer, **words)
    draft.submit(by=writer, saved=0)
    draft.approve(by=reviewer, seal=draft.seal, answers={one.key: "Looked at." for one in draft.warnings()})
    return KINDS[kind].get(draft)


# Private pages ------------------------------------------------------------------------------------

_KEYS = {}


def asking(**changes):
    """A question whose private address is known (``mine``)."""
    return _known(ask, **changes)


def with_clinician(writer, **changes):
    """The same with this clinician, in its edited and confirmed wording."""
    return _known(assigned, writer, **changes)


def _known(make, *arguments, **changes):
    key = receipts.nonce()
    question = make(*arguments, key=key, **changes)
    _KEYS[question.pk] = key
    return question


def mine(question):
    """The private address of a question of these tests."""
    return reverse("questions:mine", args=[receipts.token(_KEYS[question.pk])])
