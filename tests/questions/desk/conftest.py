"""The people at the desk of questions, a question in each state in which somebody may open it, and its addresses."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from people import roles
from tests.conftest import WORDING, ask, assigned, make_person
from tests.editions.desk.browsing import signed_in

QUEUE = "/admin/questions/submission/"
READINGS = f"{QUEUE}readings/"


def address(question, name=""):
    return f"{QUEUE}{question.pk}/{name}{'/' if name else ''}"


@pytest.fixture
def colleague(db):
    return make_person("Cole Colleague", roles.MODERATOR)


@pytest.fixture
def doctor(reviewer):
    """A clinical reviewer who writes, too, as small houses have them."""
    reviewer.groups.add(Group.objects.get(name=roles.WRITER))
    return reviewer


@pytest.fixture
def claimed(moderator):
    question = ask()
    question.claim(by=moderator)
    return question


@pytest.fixture
def to_confirm(moderator):
    """Edited by the moderator, confirmed by nobody, with nobody."""
    question = ask()
    question.claim(by=moderator)
    question.redact(by=moderator, wording=WORDING)
    question.release(by=moderator)
    return question


@pytest.fixture
def with_writer(writer):
    return assigned(writer)


@pytest.fixture
def browser_of(request):
    """``browser_of(name)``: a browser in which the person of this fixture is signed in; without a name, nobody."""
    return lambda name: signed_in(request.getfixturevalue(name) if name else None)


def screens(question):
    """Every screen of the desk that can be opened, for this question."""
    yield reverse("admin:index")
    for show in ("", "all", "late", "flagged", "mine", "to confirm", question.state):
        yield f"{QUEUE}?show={show}"
    yield READINGS
    yield f"{READINGS}?question={question.pk}"
    yield address(question)
    yield address(question, "confirm")
    for kind in ("individual", "off topic", "abuse", "duplicate"):
        yield f"{address(question, 'decline')}?kind={kind}"
