"""What may stand in the columns of a question, as codes; the words are for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from urgent.models import Country

ELSEWHERE = "other"
# The countries that have an emergency card of their own, and everywhere else.
COUNTRIES = [*Country.choices, (ELSEWHERE, _("another country"))]


class State(models.TextChoices):
    """Where a question is. Who has claimed it, and how far its answer is, stand in columns and editions."""

    RECEIVED = "received", _("received")
    HELD = "held", _("held: it may be spam")
    ASKED = "asked", _("waits for more from whoever asked")
    ASSIGNED = "assigned", _("with a clinician")
    ANSWERED = "answered", _("answered privately")
    PUBLISHED = "published", _("answered and published")
    DECLINED = "declined", _("declined")
    MERGED = "merged", _("answered elsewhere")
    SPAM = "spam", _("spam")
    TAKEN_BACK = "taken back", _("taken back by whoever asked")
    ERASED = "erased", _("erased")


# Somebody here still has to do something.
WAITING = (State.RECEIVED, State.HELD, State.ASSIGNED)
# No answer was given yet.
UNANSWERED = (*WAITING, State.ASKED)
# A moderator may still decide what becomes of it.
UNDECIDED = (State.RECEIVED, State.HELD, State.ASKED)
# It ended without an answer of its own.
ENDED = (State.DECLINED, State.MERGED, State.SPAM, State.TAKEN_BACK)


class Asker(models.TextChoices):
    """Who asks, in their own choice."""

    LIVING = "living", _("living with it")
    CLOSE = "close", _("close to someone")
    OTHER = "other", _("somebody else")


class Sort(models.TextChoices):
    """What somebody may agree to, each for itself."""

    PRIVATE = "private", _("answer me privately")
    PUBLISH = "publish", _("publish an edited, anonymous version")


class Act(models.TextChoices):
    GIVEN = "given", _("given")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Text(models.TextChoices):
    """The texts of a question that somebody may read; each reading is logged."""

    ORIGINAL = "original", _("the question as it was asked")
    WORDING = "wording", _("the edited wording")
    MESSAGES = "messages", _("what was asked for and added")


class Purpose(models.TextChoices):
    """Why somebody read a question."""

    MODERATE = "moderate", _("to moderate it")
    CONFIRM = "confirm", _("to confirm that nothing identifies the person")
    ANSWER = "answer", _("to answer it")
    REVIEW = "review", _("to review the answer")
    OVERSEE = "oversee", _("to look after the work of others")


class DeclineKind(models.TextChoices):
    INDIVIDUAL = "individual", _("asks for advice on one person's treatment")
    OFF_TOPIC = "off topic", _("not about stage 4 breast cancer")
    ABUSE = "abuse", _("abusive")
    DUPLICATE = "duplicate", _("answered on a page already")


class Reason(models.TextChoices):
    """Why somebody takes over what a colleague has claimed. Chosen from a list: what is free text may tell too much."""

    AWAY = "away", _("they are away")
    URGENT = "urgent", _("it cannot wait")
    AGREED = "agreed", _("we agreed on it")
    MISTAKE = "mistake", _("it was claimed by mistake")


class What(models.TextChoices):
    """What happened to a question."""

    RECEIVED = "received", _("was received")
    HELD = "held", _("was held: it may be spam")
    CLAIMED = "claimed", _("was claimed")
    RELEASED = "released", _("was released")
    PASSED_ON = "passed on", _("was passed on")
    TAKEN_OVER = "taken over", _("was taken over")
    REDACTED = "redacted", _("was given an edited wording")
    CONFIRMED = "confirmed", _("was confirmed to identify nobody")
    DECLINED = "declined", _("was declined")
    MERGED = "merged", _("was merged")
    CAME_BACK = "came back", _("came back: the other question has no public answer")
    ASKED = "asked", _("was sent back with a request for more")
    ADDED = "added", _("was added to by whoever asked")
    SPAM = "spam", _("was marked as spam")
    NOT_SPAM = "not spam", _("was found not to be spam")
    ASSIGNED = "assigned", _("was assigned to a clinician")
    STARTED = "started", _("got the first draft of an answer")
    ANSWERED = "answered", _("was answered privately")
    PUBLISHED = "published", _("was published")
    TAKEN_DOWN = "taken down", _("was taken down")
    CONSENT_GIVEN = "consent given", _("got a consent")
    CONSENT_WITHDRAWN = "consent withdrawn", _("lost a consent")
    TAKEN_BACK = "taken back", _("was taken back by whoever asked")
    ADDRESS_ERASED = "address erased", _("lost its reply address")
    ORIGINAL_ERASED = "original erased", _("lost the text as it was asked")
    ERASED = "erased", _("was erased")
