"""The demonstration: accounts for each role, and pages that went through the whole life cycle."""

import datetime
from contextlib import suppress
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import CommandError
from django.db import transaction

from editions import following
from editions.models import FirstStep, Page, Status
from editions.models.first_step import APART
from people import roles
from people.models import Credentials, User
from people.refused import Refused
from stage4site import demo_questions
from stage4site.demo_pages import load_all

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo"
PASSWORD = "only for demonstration"  # noqa: S105  (printed by `make run`; never loaded on a production site)
PEOPLE = {
    "editor@demo.example": ("Demonstration Editor in Chief", roles.EDITOR_IN_CHIEF),
    "writer@demo.example": ("Demonstration Writer", roles.WRITER),
    "reviewer@demo.example": ("Demonstration Reviewer", roles.CLINICAL_REVIEWER),
    "moderator@demo.example": ("Demonstration Moderator", roles.MODERATOR),
}


@transaction.atomic
def load(only=(), progress=lambda path: None):
    """Add whatever of the demonstration is missing; what is there stays as it was edited. Returns what was added.

    ``progress`` is told each page as it comes. ``only``: names of folders in ``FOLDER``, or of files in one
    (``glossary/trastuzumab``); without any, all of them.
    """
    if settings.PRODUCTION:
        raise CommandError("This is a production site: demonstration content does not belong on it.")
    people = {role: _account(email, name, role) for email, (name, role) in PEOPLE.items()}
    people[roles.CLINICAL_REVIEWER].groups.add(Group.objects.get(name=roles.WRITER))
    _credentials(people[roles.CLINICAL_REVIEWER], people[roles.EDITOR_IN_CHIEF])
    added = []
    with following.resting():  # `make run` makes the printouts beside the server
        for path in chain(load_all(FOLDER, people, only), demo_questions.load_all(FOLDER, people, only)):
            progress(path)
            added.append(path)
    _put_first_steps(added, people[roles.EDITOR_IN_CHIEF])
    return added


def _put_first_steps(added, editor):
    """The pages that came now and that are first steps; a step that an editor took off does not come back."""
    paths = (FOLDER / "first_steps.txt").read_text(encoding="utf-8").split()
    for number, path in enumerate(paths, start=1):
        live = Page.objects.filter(addresses__path=path, editions__status=Status.PUBLISHED).first()
        if path in added and live is not None:
            with suppress(Refused):  # an editor has filled the path already
                FirstStep.objects.put(live, number * APART, by=editor)


def _account(email, name, role):
    person = User.objects.filter(email=email).first()
    if person is None:
        person = User.objects.create_user(email, PASSWORD, name=name, is_demonstration=True)
        person.groups.add(Group.objects.get(name=role))
    return person


def _credentials(reviewer, editor):
    if Credentials.objects.filter(user=reviewer).exists():
        return
    Credentials.objects.create(
        user=reviewer,
        name=reviewer.name,
        letters="not a clinician",
        role="demonstration account",
        organisation="nobody's organisation",
        registration_body="no body",
        registration_number="none",
        valid_until=datetime.date.today() + datetime.timedelta(days=3650),
    ).confirm(by=editor)
