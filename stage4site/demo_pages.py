"""Demonstration pages of each kind, brought by the life cycle itself into the state in which the desk shows them.

A page is a text file in fixtures/demo/<kind's folder>, in sections that each begin with a line ``== name ==``: state,
title, summary, the words of its kind (``KINDS``), and topics (one a line) if it has any. The file's name is the last
part of the page's address, the folder's the first. ``<name>.next.txt`` has the sections of a following edition
that differ. A withdrawn page has ``withdrawn`` (the reason), ``withdrawal note`` and ``successor`` (a page of its
kind, by name); a returned one ``reviewer note``. A video has files beside its text (stage4site/demo_films.py).
"""

import datetime
import re
from contextlib import contextmanager

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.text import slugify

from articles.models import Article
from editions.models import Address, Topic
from experts.models import Expert
from glossary.models import Term
from people import roles
from people.models import User
from stage4site.demo_films import words_of_files
from urgent.models import UrgentCard
from videos.models import Video

ACCEPTED = "A demonstration: accepted to show how answers are kept. No clinician has judged it."
# The column of each kind that the section "text" holds; the other sections are named like their columns.
KINDS = {Expert: "biography", UrgentCard: "body", Term: "body", Article: "body", Video: "transcript"}
# Sections that are called otherwise than their columns.
_CALLED = {"definition": "summary", "class": "drug_class"}


def load_all(folder, people, only=()):
    """Load every page that is not there (``only``: of these folders, or ``folder/name``); gives the paths added."""
    for model in KINDS:
        # What is withdrawn comes last: its successor has to be live.
        files = [(sections(path), path) for path in sorted((folder / model.prefix).glob("*.txt"))]
        for given, path in sorted(files, key=lambda file: file[0].get("state") == "withdrawn"):
            wanted = not only or {model.prefix, f"{model.prefix}/{path.stem}"} & {*only}
            if wanted and "." not in path.stem and _load(model, path, given, people):
                yield f"/{model.prefix}/{path.stem}/"


def sections(path):
    """The sections of a demonstration file, by name."""
    parts = re.split(r"^== (.+?) ==\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {name: words.strip() for name, words in zip(parts[::2], parts[1::2], strict=True)}


def _load(model, path, given, people):
    """Bring one page into its state, unless its address is taken; True when it was added."""
    if Address.objects.filter(path=f"/{model.prefix}/{path.stem}/").exists():
        return False
    state = given.get("state", "live")
    if state == "overdue":
        with _fifteen_months_ago() as then:
            _approve(_submitted(model, path, given, people, created_at=then, saved_at=then), people)
    elif state == "draft":
        _begin(model, path, given, people)
    else:
        edition = _submitted(model, path, given, people)
        _approve(edition, people, publish_at=_a_monday_ahead() if state == "scheduled" else None)
        _follow(model, path, edition.page, people)
    if state == "withdrawn":
        _withdraw(edition.page, given, people)
    return True


def _begin(model, path, given, people, **more):
    topics = [_topic(name) for name in given.get("topics", "").splitlines()]
    words = _words(model, given) | _of_files(model, path, given, people)
    return model.objects.begin(by=people[roles.WRITER], slug=path.stem, topics=topics, **words, **more)


def _words(model, given):
    """The sections as words of this kind; an account is given by its e-mail address, a profile by its name."""
    called = {**_CALLED, "text": KINDS[model]}
    columns = {name: called.get(name, name.replace(" ", "_")) for name in given}
    known = model.edition_model.word_names()
    words = {column: given[name] for name, column in columns.items() if column in known}
    if "account" in words:
        words["account"] = User.objects.get(email=words["account"]).pk
    if "expert" in words:  # nobody, where only videos are loaded
        profile = Address.objects.filter(path=f"/{Expert.prefix}/{words['expert']}/").first()
        words["expert"] = profile and profile.page_id
    return {column: model.edition_model._meta.get_field(column).to_python(word) for column, word in words.items()}


def _of_files(model, path, given, people):
    return words_of_files(path, given, people[roles.WRITER]) if model is Video else {}


def _submitted(model, path, given, people, **more):
    draft = _begin(model, path, given, people, **more)
    draft.submit(by=people[roles.WRITER], saved=draft.saved)
    return draft


def _approve(edition, people, publish_at=None):
    answers = {finding.key: ACCEPTED for finding in edition.warnings()}
    reviewer = people[roles.CLINICAL_REVIEWER]
    edition.approve(by=reviewer, seal=edition.seal, publish_at=publish_at, answers=answers)


def _follow(model, path, page, people):
    """The next edition, if there is one: left in review, or sent back with the reviewer's note."""
    following = path.with_suffix(".next.txt")
    if not following.exists():
        return
    given, writer, reviewer = sections(following), people[roles.WRITER], people[roles.CLINICAL_REVIEWER]
    words = _words(model, given) | _of_files(model, path, given, people)
    draft = page.start_draft(by=writer, **words)
    draft.submit(by=writer, saved=draft.saved)
    if given["state"] == "changes requested":
        draft.request_changes(by=reviewer, note=given["reviewer note"])
    else:
        draft.ask(by=writer, reviewer=reviewer)


def _withdraw(page, given, people):
    successor = Address.objects.get(path=f"/{page.kind_model.page_model().prefix}/{given['successor']}/").page
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
