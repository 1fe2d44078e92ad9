"""A question, as it was sent and as it may be published. Private: no public page reads this table.

Nothing is kept of whoever asked but what they wrote: no network address, no browser. Whoever works on it obtains a text
by ``read``, which writes down who, when and why before it gives it.
"""

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.models import Page, Topic
from editions.models.writing import normal
from people.refused import Refused
from questions import receipts, wordings
from questions.days import end_of_working_day
from questions.models.answering import Answering
from questions.models.asker import OfTheAsker
from questions.models.choices import COUNTRIES, UNANSWERED, WAITING, Asker, DeclineKind, Sort, State, What
from questions.models.erasing import Erasing
from questions.models.merging import Merging
from questions.models.moderating import Moderating
from questions.models.reading import Readable
from questions.models.records import Consent, Event, moment, person
from questions.models.reply import ReplyAddress

LONGEST = 2000


class SubmissionQuerySet(models.QuerySet):
    def ask(self, *, key, original, topic, country, asker, private, publish, of_age, danger=False, held=False,
            reply_address=""):  # fmt: skip
        """A new question; returns it and the token of its private address, which is kept nowhere.

        ``key`` is the form's nonce (``receipts.nonce``): the same one again gives the same question and token.
        ``private`` and ``publish`` are the two consents, ``danger`` whether a danger phrase was found, ``held``
        whether it looks like spam. Raises Refused with what is missing.
        """
        text = normal(original)
        _refuse_incomplete(text, private, publish, of_age)
        token = receipts.token(key)
        columns = {"original": text, "topic": topic, "country": country, "asker": asker, "danger": danger}
        try:
            with transaction.atomic():
                made = self._ask(key, token, State.HELD if held else State.RECEIVED, columns)
                made._begin({Sort.PRIVATE: private, Sort.PUBLISH: publish}, reply_address)
        except IntegrityError:
            made = self.filter(sent_key=receipts.digest(key)).first()
            if made is None:
                raise
        return made, token

    def _ask(self, key, token, state, columns):
        now = timezone.now()
        limits = (settings.QUESTIONS_LOOK_DAYS, settings.QUESTIONS_ANSWER_DAYS)
        look, answer = (settings.QUESTIONS_FLAGGED_DAYS,) * 2 if columns["danger"] else limits
        return self.create(
            sent_key=receipts.digest(key), receipt=receipts.digest(token), state=state,
            received_at=now, waits_since=now,
            look_by=end_of_working_day(now, look), answer_by=end_of_working_day(now, answer), **columns,
        )  # fmt: skip

    def with_token(self, token):
        """The question whose private address ends in this token, or None."""
        return self.filter(receipt=receipts.digest(token)).first()

    def waiting(self):
        """Those with which somebody here still has something to do."""
        return self.filter(state__in=WAITING)

    def queue(self):
        """What waits, in the order in which it is worked on: flagged ones first, then the oldest."""
        return self.waiting().order_by("-danger", "received_at", "pk")

    def late(self, now=None):
        """Those that nobody looked at, or answered, in the time that we promise."""
        now = now or timezone.now()
        unseen = Q(state__in=[State.RECEIVED, State.HELD], looked_at=None, look_by__lt=now)
        return self.filter(unseen | Q(state__in=WAITING, answer_by__lt=now))

    def counts(self):
        """How many wait, are flagged, and are late, by name."""
        late = self.late()
        return {
            "waiting": self.waiting().count(),
            "held": self.filter(state=State.HELD).count(),
            "flagged": self.waiting().filter(danger=True).count(),
            "late": late.count(),
            "late_flagged": late.filter(danger=True).count(),
        }

    def to_confirm(self):
        """Those whose edited wording waits for somebody who confirms it."""
        return self.filter(state__in=UNANSWERED, prepared_at__isnull=False, confirmed_at=None)

    def mark_spam(self, *, by):
        """Mark each of these as spam; returns how many were. One that is refused is left as it is."""
        done = 0
        for one in self.order_by("pk"):
            try:
                one.mark_spam(by=by)
            except Refused:
                continue
            done += 1
        return done


def _refuse_incomplete(text, private, publish, of_age):
    if not text:
        raise Refused(gettext("Write your question first."), "original")
    if len(text) > LONGEST:
        raise Refused(gettext("Your question is longer than {most} characters.").format(most=LONGEST), "original")
    if not (private or publish):
        raise Refused(gettext("Choose at least one: a private answer, or a published one."), "consent")
    if not of_age:
        raise Refused(gettext("You have to be 16 or older to ask here."), "of_age")


def text(verbose_name, most=LONGEST):
    return models.TextField(verbose_name, max_length=most, blank=True, editable=False)


def at(verbose_name):
    return models.DateTimeField(verbose_name, null=True, blank=True, editable=False)


class Submission(Moderating, Merging, Answering, OfTheAsker, Readable, Erasing, models.Model):
    """One question. Its verbs are in the classes that it inherits from, by who speaks them."""

    receipt = models.CharField(max_length=64, unique=True, editable=False)
    sent_key = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.RECEIVED, editable=False)

    # What was sent. Never printed; read by ``read``.
    original = text(_("question as it was asked"))
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="+", verbose_name=_("topic"))
    country = models.CharField(_("country"), max_length=5, choices=COUNTRIES)
    asker = models.CharField(_("who asks"), max_length=10, choices=Asker)
    danger = models.BooleanField(_("flagged: it names a sign of danger"), default=False, editable=False)
    received_at = moment()

    # What is promised: a first look, and an answer.
    look_by = models.DateTimeField(_("to be looked at by"), editable=False)
    answer_by = models.DateTimeField(_("to be answered by"), editable=False)
    looked_at = at(_("first looked at"))
    # From here on is counted how long it is kept unanswered.
    waits_since = models.DateTimeField(editable=False)

    # Who works on it. A claim lapses (``claimer``).
    claimed_by = person(_("claimed by"))
    claimed_at = at(_("claimed"))
    assigned_to = person(_("clinician who answers"))

    # The wording that may be published. A new one voids the confirmation of the last.
    wording = text(_("edited wording"))
    prepared_by = person(_("edited by"))
    prepared_at = at(_("edited"))
    confirmed_by = person(_("confirmed by"))
    confirmed_at = at(_("confirmed"))

    # How it ended.
    decline_kind = models.CharField(_("why declined"), max_length=12, choices=DeclineKind, blank=True)
    decline_text = text(_("what whoever asked is told"))
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", editable=False)
    merged_page = models.ForeignKey(Page, models.PROTECT, null=True, related_name="+", editable=False)
    answer_page = models.OneToOneField(
        Page, models.PROTECT, null=True, related_name="asked_as", editable=False, verbose_name=_("answer")
    )
    answered_at = at(_("answered privately"))
    published_at = at(_("published"))
    ended_at = at(_("ended"))
    original_erased_at = at(_("original erased"))
    erased_at = at(_("erased"))

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        indexes = [
            models.Index(fields=["state", "-danger", "received_at"], name="question_queue"),
            models.Index(fields=["assigned_to", "state"], name="question_of_clinician"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="a_known_state"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | Q(confirmed_at__isnull=False, prepared_at__isnull=False) & ~Q(wording=""),
                name="a_wording_once_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="a_question_merged_into_another"
            ),
            models.CheckConstraint(
                condition=Q(original_erased_at=None) | Q(original=""), name="no_original_once_erased"
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(state=State.ERASED, original="", wording="", decline_text="", original_erased_at__isnull=False),
                name="no_text_once_erased",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(topic=None, country="", asker="", danger=False),
                name="nothing_of_the_asker_once_erased",
            ),
        ]

    def __str__(self):
        """Its number only: what it says stands in no title and in no log."""
        return gettext("Question {number}").format(number=self.pk)

    def lock(self):
        """Lock the page of the answer, in the order of its own transitions, then this row; and read it afresh."""
        rows = type(self).objects.filter(pk=self.pk)
        page_id = rows.values_list("answer_page_id", flat=True).get()
        if page_id:
            Page(pk=page_id).lock()
        rows.select_for_update(no_key=True).get()
        self.refresh_from_db()
        if self.answer_page_id != page_id:
            raise Refused(gettext("Somebody else changed this question just now. Load the page again."), "crossed")

    def note(self, what, by=None, to=None, detail=""):
        """Write down what happened: ids and codes, no text."""
        Event.objects.create(submission=self, what=what, by=by, to=to, detail=detail)

    def agreed(self):
        """The sorts of consent that stand now, as a set of ``Sort``."""
        return set(Consent.objects.standing().filter(submission_id=self.pk).values_list("sort", flat=True))

    def _begin(self, consents, reply_address):
        for sort in (sort for sort, given in consents.items() if given):
            Consent.objects.create(submission=self, sort=sort, version=wordings.newest(sort))
        if reply_address:
            ReplyAddress.objects.keep(self, reply_address)
        self.note(What.HELD if self.state == State.HELD else What.RECEIVED)

    def _change(self, **columns):
        for name, value in columns.items():
            setattr(self, name, value)
        self.save(update_fields=list(columns))

    def _refuse_unless(self, *states):
        if self.state not in states:
            raise Refused(
                gettext("That cannot be done any longer: this question is “{state}”.").format(
                    state=self.get_state_display()
                ),
                "state",
            )
