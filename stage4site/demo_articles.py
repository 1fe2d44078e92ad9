"""Demonstration articles, each brought by the life cycle itself into the state in which the desk shows it.

An article is a text file in fixtures/demo, in sections that each begin with a line ``== name ==``: state,
title, topics (one a line), summary, in short, text, sources. The file's name is the article's address.
``<address>.next.txt`` has the sections of a following edition that differ. A withdrawn article has
``withdrawn`` (the reason), ``withdrawal note`` and ``successor`` (an address); a returned one ``reviewer note``.
"""

import datetime
import re
from contextlib import contextmanager

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.text import slugify

from articles.models import Article
from editions.models import Address, Topic
from people import roles

ACCEPTED = "A demonstration: accepted to show how answers are kept. No clinician has judged it."
_WORDS = {"title": "title", "summary": "summary", "in short": "in_short", "text": "body", "sources": "sources",
          "change note": "change_note"}  # fmt: skip


def sections(path):
    """The sections of a demonstration file, by name."""
    parts = re.split(r"^== (.+?) ==\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {name: words.strip() for name, words in zip(parts[::2], parts[1::2], strict=True)}


def load_article(path, people):
    """Bring one article into its state, unless its address is taken; True when it was added."""
    if Address.objects.filter(path=f"/{Article.prefix}/{path.stem}/").exists():
        return False
    given = sections(path)
    state = given.get("state", "live")
    if state == "overdue":
        with _fifteen_months_ago() as then:
            _approve(_submitted(path, given, people, created_at=then, saved_at=then), people)
    elif state == "draft":
        _begin(path, given, people)
    else:
        edition = _submitted(path, given, people)
        _approve(edition, people, publish_at=_a_monday_ahead() if state == "scheduled" else None)
        _follow(path, edition.page, people)
    if state == "withdrawn":
        _withdraw(edition.page, given, people)
    return True


def _begin(path, given, people, **more):
    topics = [_topic(name) for name in given["topics"].splitlines()]
    return Article.objects.begin(
        by=people[roles.WRITER], slug=path.stem, topics=topics, **_words(given), **more
    )  # fmt: skip


def _words(given):
    return {column: given[name] for name, column in _WORDS.items() if name in given}


def _submitted(path, given, people, **more):
    draft = _begin(path, given, people, **more)
    draft.submit(by=people[roles.WRITER], saved=draft.saved)
    return draft


def _approve(edition, people, publish_at=None):
    answers = {finding.key: ACCEPTED for finding in edition.warnings()}
    reviewer = people[roles.CLINICAL_REVIEWER]
    edition.approve(by=reviewer, seal=edition.seal, publish_at=publish_at, answers=answers)


def _follow(path, page, people):
    """The next edition, if there is one: left in review, or sent back with the reviewer's note."""
    following = path.with_suffix(".next.txt")
    if not following.exists():
        return
    given, writer, reviewer = sections(following), people[roles.WRITER], people[roles.CLINICAL_REVIEWER]
    draft = page.start_draft(by=writer, **_words(given))
    draft.submit(by=writer, saved=draft.saved)
    if given["state"] == "changes requested":
        draft.request_changes(by=reviewer, note=given["reviewer note"])
    else:
        draft.ask(by=writer, reviewer=reviewer)


def _withdraw(page, given, people):
    successor = Address.objects.get(path=f"/{Article.prefix}/{given['successor']}/").page
    page.withdraw(
        by=people[roles.EDITOR_IN_CHIEF],
        reason=given["withdrawn"],
        note=given.get("withdrawal note", ""),
        successor=successor,
    )


def _a_monday_ahead():
    """A Monday at nine, two to three weeks ahead."""
    day = timezone.localdate() + datetime.timedelta(days=14)
    monday = day + datetime.timedelta(days=-day.weekday() % 7)
    return timezone.make_aware(datetime.datetime.combine(monday, datetime.time(9)))


@contextmanager
def _fifteen_months_ago():
    """The clock of the life cycle, set back: an overdue page was really submitted and approved, only earlier."""
    then, now = timezone.now() - relativedelta(months=15), timezone.now
    timezone.now = lambda: then
    try:
        yield then
    finally:
        timezone.now = now


def _topic(name):
    return Topic.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]
