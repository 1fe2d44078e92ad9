"""Demonstration questions, brought by their own verbs into the states in which the desk and whoever asked see them.

A question is a text file in fixtures/demo/questions, in sections like those of the pages (``demo_pages``): state (how
it got there is in ``WAYS``), asked and moderated (how long ago), country, asker, consents and topics (one a line), the
original, and what its way needs: wording, request (for more), page (that it is merged with), decline (the kind), the
words of the answer. A file's name is the last part of the answer's address. ``<name>.next.txt`` has the sections of a
following edition that differ; it is left in review.

Nobody asked these: the names are made up, and the telephone numbers are kept free for films.
"""

import datetime
from contextlib import contextmanager

from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from editions.models import Address, Topic
from people import roles
from questions import danger, declining, receipts
from questions.models import Purpose, Sort, Submission, Text
from stage4site.demo_pages import ACCEPTED, sections

FOLDER = "questions"
# One that is published, one that was answered privately: their private pages are shown to whoever loads them.
SHOWN = ("dental-work-and-denosumab", "how-do-i-tell-my-children")
_MODERATED = "claim redact confirm assign"
# By state: what is done, one after the other. ``Way`` says by whom.
WAYS = {
    "received": "",
    "held": "",
    "claimed": "claim_as_colleague",
    "asked": "claim ask_for_more",
    "drafted": "claim redact assign draft",
    "live": f"{_MODERATED} draft submit publish",
    "answered privately": f"{_MODERATED} draft submit send",
    "taken back": f"{_MODERATED} draft submit publish take_back",
    "declined": "claim decline",
    "merged": "claim merge",
    "spam": "mark_spam",
}
_HELD = {"held", "spam"}
# How long passes before a verb; before the others it is a few minutes, so that no claim lapses.
_LATER = {"draft": {"hours": 5}, "submit": {"hours": 2}, "publish": {"hours": 20}, "send": {"hours": 20}}
_LATER |= {"take_back": {"days": 6}}
_SOON = {"minutes": 4}
# Sections that are called otherwise than the columns of an answer, and the others that are its words.
_WORDS = {"text": "body", "short answer": "short_answer", "sought as": "sought_as", "change note": "change_note"}
_WORDS |= {name: name for name in ("title", "summary", "sources", "unexplained")}


def load_all(folder, people, only=()):
    """Load every question that is not there, the oldest first (``only`` as for pages); gives the names added."""
    files = [(sections(path), path) for path in sorted((folder / FOLDER).glob("*.txt")) if "." not in path.stem]
    for given, path in sorted(files, key=lambda file: _ago(file[0]["asked"]), reverse=True):
        name = f"{FOLDER}/{path.stem}"
        wanted = not only or {FOLDER, name} & {*only}
        if wanted and _load(path, given, people):
            yield name


def addresses():
    """The private addresses of those in ``SHOWN`` that are there."""
    tokens = [receipts.token(_key(name)) for name in SHOWN]
    return [reverse("questions:mine", args=[one]) for one in tokens if Submission.objects.with_token(one)]


def _key(name):
    """In the place of a form's nonce: always the same one, so that a question is known when it is loaded again."""
    return f"demonstration {name}"


def _load(path, given, people):
    """Ask one question and bring it into its state; True when it was added."""
    if Submission.objects.filter(sent_key=receipts.digest(_key(path.stem))).exists() or not _has_its_page(given):
        return False
    now = timezone.now()
    with _clock(now - _ago(given["asked"])):
        question = _ask(path.stem, given)
    way, moment = Way(question, path, given, people), now - _ago(given.get("moderated", "0 minutes"))
    for verb in WAYS[given["state"]].split():
        with _clock(moment := moment + _before(verb, moment, now)):
            getattr(way, verb)()
    way.follow(path.with_suffix(".next.txt"))
    return True


def _has_its_page(given):
    """The page with which it is to be merged may not be loaded, or no longer be live."""
    return "page" not in given or bool((page := _page(given)) and page.live_edition)


def _page(given):
    address = Address.objects.filter(path=given["page"]).select_related("page").first()
    return address and address.page


def _ask(name, given):
    """As the form does it, with what the form finds in the text."""
    consents, text = given["consents"].splitlines(), given["original"]
    question, _token = Submission.objects.ask(
        key=_key(name), original=text, topic=_topics(given)[0], country=given["country"], asker=given["asker"],
        private=Sort.PRIVATE in consents, publish=Sort.PUBLISH in consents, of_age=True,
        danger=bool(danger.found(text)), held=given["state"] in _HELD, reply_address=given.get("reply address", ""),
    )  # fmt: skip
    return question


class Way:
    """A question on its way; each method is a verb, by whoever speaks it. They read first, and that is logged."""

    def __init__(self, question, path, given, people):
        self.question, self.slug, self.given, self.draft_of_answer = question, path.stem, given, None
        self.moderator, self.colleague = people[roles.MODERATOR], people[roles.EDITOR_IN_CHIEF]
        self.writer, self.reviewer = people[roles.WRITER], people[roles.CLINICAL_REVIEWER]

    def claim(self):
        self.question.claim(by=self.moderator)
        self.question.read(by=self.moderator, why=Purpose.MODERATE)

    def claim_as_colleague(self):
        self.question.claim(by=self.colleague)

    def redact(self):
        self.question.redact(by=self.moderator, wording=self.given["wording"])

    def confirm(self):
        for text in (Text.ORIGINAL, Text.WORDING):
            self.question.read(by=self.colleague, why=Purpose.CONFIRM, text=text)
        self.question.confirm(by=self.colleague, wording=self.given["wording"])

    def assign(self):
        self.question.assign(by=self.moderator, to=self.writer)

    def ask_for_more(self):
        self.question.ask_for_more(by=self.moderator, text=self.given["request"])

    def decline(self):
        kind = self.given["decline"]
        self.question.decline(by=self.moderator, kind=kind, text=declining.beginning(kind))

    def merge(self):
        self.question.merge(by=self.moderator, page=_page(self.given))

    def mark_spam(self):
        self.question.mark_spam(by=self.moderator)

    def draft(self):
        self.question.read(by=self.writer, why=Purpose.ANSWER)
        details = {"slug": self.slug, "topics": _topics(self.given), **_words(self.given)}
        self.draft_of_answer = self.question.start_answer(by=self.writer, **details)

    def submit(self):
        self.draft_of_answer.submit(by=self.writer, saved=self.draft_of_answer.saved)

    def publish(self, publish=True):
        edition = self.draft_of_answer
        edition.is_read(by=self.reviewer)
        answers = {finding.key: ACCEPTED for finding in edition.warnings()}
        edition.approve(by=self.reviewer, seal=edition.seal, answers=answers, publish=publish)

    def send(self):
        self.publish(publish=False)

    def take_back(self):
        """Whoever asked says no to both, at their private address."""
        for sort in (Sort.PUBLISH, Sort.PRIVATE):
            self.question.withdraw_consent(sort=sort)

    def follow(self, path):
        """The next edition of the answer, if there is a file of it: left in review."""
        if path.exists():
            self.draft_of_answer = self.question.start_answer(by=self.writer, **_words(sections(path)))
            self.submit()
            self.draft_of_answer.ask(by=self.writer, reviewer=self.reviewer)


def _words(given):
    return {column: given[name] for name, column in _WORDS.items() if name in given}


def _topics(given):
    names = given["topics"].splitlines()
    return [Topic.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0] for name in names]


def _ago(words):
    """“3 days” as a timedelta."""
    number, unit = words.split()
    return datetime.timedelta(**{unit: int(number)})


def _before(verb, moment, now):
    """How long passes before this verb: nothing of it lies ahead."""
    return min(datetime.timedelta(**_LATER.get(verb, _SOON)), now - moment)


@contextmanager
def _clock(moment):
    """The clock set to this moment: what is done really is done, only earlier. Also for columns whose default it is."""
    set_back = type("SetBack", (datetime.datetime,), {"now": classmethod(lambda cls, tz=None: moment)})
    running, timezone.datetime = timezone.datetime, set_back
    try:
        yield
    finally:
        timezone.datetime = running
