"""Obtaining a text of a question: by one way only, which writes down who, when and why."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from people import roles
from people.refused import Refused
from questions.models.choices import UNANSWERED, Purpose, Text
from questions.models.records import Reading

MODERATORS = (roles.MODERATOR, roles.EDITOR_IN_CHIEF)
CONFIRMERS = (*MODERATORS, roles.CLINICAL_REVIEWER)
# Those who read edited wordings to look after the work.
OVERSEERS = MODERATORS


class Readable:
    """Who may read what of a question. Mixed into Submission."""

    def read(self, *, by, why, text=Text.ORIGINAL):
        """The text, for a person who may read it for this purpose; the reading is written down first.

        ``why`` is a ``Purpose``, ``text`` a ``Text``: ORIGINAL and WORDING give a str, MESSAGES a list of ``Message``.
        Raises Refused, and then nothing is told.
        """
        by = get_user_model().objects.get(pk=by.pk)
        with transaction.atomic():
            self.refresh_from_db()
            if reason := self.why_not_read_by(by, why, text):
                raise Refused(reason, "reader")
            self.note_reading(by=by, why=why, text=text)
        return list(self.messages.select_related("by")) if text == Text.MESSAGES else getattr(self, text)

    def note_reading(self, *, by, why, text):
        """Write down that somebody reads this text, before it is shown: by ``read``, and by the desk of answers."""
        Reading.objects.create(submission=self, reader=by, text=text, why=why)

    def why_not_read_by(self, person, why, text=Text.ORIGINAL):
        """Why this person may not read this text for this purpose, or None; the sentence says what to do."""
        if text == Text.WORDING and self._may_read_wording(person, why):
            return None
        if why == Purpose.MODERATE and person.has_role(*MODERATORS):
            return None if self.is_claimed_by(person) else gettext("Claim this question first; then you can read it.")
        if why == Purpose.CONFIRM:
            return self.why_not_confirmed_by(person)
        if why == Purpose.ANSWER and self._answers_now(person):
            return None
        return gettext(
            "Only whoever has claimed this question, confirms its wording or answers it may read it. "
            "Others read the edited wording."
        )

    def _answers_now(self, person):
        """It is with them, or they write the next edition of their answer; never once the question has ended."""
        if not person.is_active or person.pk != self.assigned_to_id or self.has_ended:
            return False
        return self.state in UNANSWERED or self.drafts_of(person).exists()

    def _may_read_wording(self, person, why):
        reviews = why == Purpose.REVIEW and not person.why_not_credentialed()
        answers = why == Purpose.ANSWER and person.is_active and person.pk in self.answerers()
        return reviews or answers or (why == Purpose.OVERSEE and person.has_role(*OVERSEERS))

    @property
    def claimer(self):
        """Who has claimed it now, or None: a claim lapses when nothing was done for some time."""
        lapses_after = timedelta(minutes=settings.QUESTIONS_CLAIM_MINUTES)
        running = self.claimed_at is not None and self.claimed_at > timezone.now() - lapses_after
        return self.claimed_by if running else None

    @property
    def lapses_at(self):
        """When the claim ends unless something is done; None without one."""
        return self.claimed_at and self.claimed_at + timedelta(minutes=settings.QUESTIONS_CLAIM_MINUTES)

    def is_claimed_by(self, person):
        return self.claimer is not None and self.claimed_by_id == person.pk

    def why_not_confirmed_by(self, person):
        """Why this person may not confirm the wording, or None. Whoever answers may not: somebody else has to look."""
        if not person.has_role(*CONFIRMERS):
            return gettext("Only a moderator, a clinical reviewer or an editor in chief confirms a wording.")
        if not self.wording or self.state not in UNANSWERED:
            return gettext("There is no edited wording to confirm.")
        if self.confirmed_at:
            return gettext("Somebody has confirmed this wording already.")
        if person.pk == self.prepared_by_id:
            return gettext("You edited this wording: a second person has to confirm that it identifies nobody.")
        if person.pk == self.assigned_to_id or person.pk in self.answerers():
            return gettext("You answer this question: somebody else has to confirm that its wording identifies nobody.")
        return None
