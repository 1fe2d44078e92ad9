"""The people at the desk, and an article whose second edition stands in the state that a test needs.

``submitted`` and ``live`` are those of ``tests.conftest``, made from the draft here.
"""

import contextlib

import pytest
from django.db import transaction

from people import roles
from people.models import User
from tests.conftest import KINDS, give_credentials, make_person
from tests.editions.conftest import Stage
from tests.editions.desk.browsing import signed_in
from tests.editions.desk.cast import PEOPLE


@pytest.fixture
def author(writer):
    return writer


@pytest.fixture
def earlier_author(editor):
    """A clinical reviewer with confirmed credentials who wrote an edition of the page since the last approved one."""
    person = make_person("Erika Earlier", roles.WRITER, roles.CLINICAL_REVIEWER)
    give_credentials(person, editor)
    return person


@pytest.fixture
def anonymous():
    return None


@pytest.fixture
def deactivated(editor):
    """Somebody who had every role, and whose browser still holds the cookie of their session."""
    person = make_person("Doro Deactivated", *roles.ROLES)
    give_credentials(person, editor)
    return person


@pytest.fixture
def browser_of(request):
    """``browser_of(name)``: a browser in which the person of this fixture is signed in."""

    def browser_of(name):
        person = request.getfixturevalue(name)
        browser = signed_in(person)
        if name == "deactivated":
            User.objects.filter(pk=person.pk).update(is_active=False)
        return browser

    return browser_of


@pytest.fixture
def turn(browser_of, subtests, request):
    """``with turn(person) as browser``: this person before the same state as the others; what they do is undone."""

    for name in PEOPLE:
        request.getfixturevalue(name)  # here, so that nobody is undone

    @contextlib.contextmanager
    def turn(person):
        with subtests.test(person), transaction.atomic():
            yield browser_of(person)
            transaction.set_rollback(True)

    return turn


class Desk(Stage):
    """One page of the writer's, with the writer's second edition; the first one was the earlier author's."""

    def __init__(self, earlier_author, *cast):
        super().__init__(KINDS["article"], *cast)
        first = self.kind.begin(earlier_author, owner=self.writer)
        first.submit(by=earlier_author, saved=0)
        first.take_back(by=earlier_author)
        self.page = first.page

    def draft(self, **words):
        return self.page.start_draft(by=self.writer, **words)

    def claimed(self):
        edition = self.submitted()
        edition.claim(by=self.reviewer)
        return edition


@pytest.fixture
def desk(earlier_author, writer, other_writer, reviewer, editor):
    return Desk(earlier_author, writer, other_writer, reviewer, editor)


@pytest.fixture
def draft(desk):
    return desk.draft()
