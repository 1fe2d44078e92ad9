"""The demonstration: accounts for each role, and articles that went through the whole life cycle.

An article is a text file in fixtures/demo, in sections that each begin with a line ``== name ==``:
title, topics (one a line), summary, in short, text, sources. The file's name is the article's address.
"""

import datetime
import re
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import CommandError
from django.db import transaction
from django.utils.text import slugify

from articles.models import Article
from editions.models import Address, Topic
from people import roles
from people.models import Credentials, User

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo"
PASSWORD = "only for demonstration"  # noqa: S105  (printed by `make run`; never loaded on a production site)
PEOPLE = {
    "editor@demo.example": ("Demonstration Editor in Chief", roles.EDITOR_IN_CHIEF),
    "writer@demo.example": ("Demonstration Writer", roles.WRITER),
    "reviewer@demo.example": ("Demonstration Reviewer", roles.CLINICAL_REVIEWER),
    "moderator@demo.example": ("Demonstration Moderator", roles.MODERATOR),
}


@transaction.atomic
def load():
    """Add whatever of the demonstration is missing; what is there stays as it was edited. Returns what was added."""
    if settings.PRODUCTION:
        raise CommandError("This is a production site: demonstration content does not belong on it.")
    people = {role: _account(email, name, role) for email, (name, role) in PEOPLE.items()}
    people[roles.CLINICAL_REVIEWER].groups.add(Group.objects.get(name=roles.WRITER))
    _credentials(people[roles.CLINICAL_REVIEWER], people[roles.EDITOR_IN_CHIEF])
    return [path.stem for path in sorted(FOLDER.glob("*.txt")) if _article(path, people)]


def sections(text):
    """The sections of a demonstration text, by name."""
    parts = re.split(r"^== (.+?) ==\n", text, flags=re.MULTILINE)[1:]
    return {name: words.strip() for name, words in zip(parts[::2], parts[1::2], strict=True)}


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


def _article(path, people):
    if Address.objects.filter(path=f"/{Article.prefix}/{path.stem}/").exists():
        return False
    words = sections(path.read_text(encoding="utf-8"))
    writer, reviewer = people[roles.WRITER], people[roles.CLINICAL_REVIEWER]
    draft = Article.objects.begin(
        by=writer,
        slug=path.stem,
        topics=[_topic(name) for name in words["topics"].splitlines()],
        title=words["title"],
        summary=words["summary"],
        in_short=words["in short"],
        body=words["text"],
        sources=words["sources"],
    )
    draft.submit(by=writer, saved=draft.saved)
    draft.approve(by=reviewer, seal=draft.seal)
    return True


def _topic(name):
    return Topic.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]
