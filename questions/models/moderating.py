"""The verbs of moderators: claiming, editing the wording, and deciding what becomes of a question.

Whoever decides has claimed the question; each thing that they do keeps the claim for another twenty minutes.
"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from editions.models.writing import normal
from people.refused import Refused
from questions.models.choices import (
    UNANSWERED,
    UNDECIDED,
    WAITING,
    DeclineKind,
    Reason,
    State,
    What,
)
from questions.models.reading import MODERATORS
from questions.models.records import Message
from questions.models.step import step


class Claiming:
    """Who works on a question."""

    @step
    def claim(self, *, by):
        """“I am working on this.” Lapses after 20 minutes (a setting) in which nothing was done."""
        self._refuse_all_but_moderators(by)
        self._refuse_unless(*UNANSWERED)
        held = self.claimer
        if held is not None and held.pk != by.pk:
            raise Refused(
                gettext("{name} is working on this until {until}. Ask them, or take it over and say why.").format(
                    name=held, until=date_format(timezone.localtime(self.lapses_at), "H:i")
                ),
                "claimed",
            )
        self._claim_for(by)
        self.note(What.CLAIMED, by)

    @step
    def release(self, *, by):
        """Give the claim up before it lapses."""
        self._refuse_without_claim(by)
        self._change(claimed_by=None, claimed_at=None)
        self.note(What.RELEASED, by)

    @step
    def pass_on(self, *, by, to):
        """Give the claim to another moderator."""
        self._refuse_without_claim(by)
        if not to.has_role(*MODERATORS):
            raise Refused(gettext("{name} is not a moderator. Choose another colleague.").format(name=to), "to")
        self._claim_for(to)
        self.note(What.PASSED_ON, by, to)

    @step
    def take_over(self, *, by, reason):
        """Take over what a colleague has claimed; ``reason`` is one of ``Reason``."""
        self._refuse_all_but_moderators(by)
        self._refuse_unless(*UNANSWERED)
        if reason not in Reason.values:
            raise Refused(gettext("Say why you take it over: choose a reason from the list."), "reason")
        held = self.claimer
        if held is None or held.pk == by.pk:
            raise Refused(gettext("Nobody else is working on this. Claim it."), "claimed")
        self._claim_for(by)
        self.note(What.TAKEN_OVER, by, held, reason)

    def _claim_for(self, person):
        now = timezone.now()
        self._change(claimed_by=person, claimed_at=now, looked_at=self.looked_at or now)

    def _refuse_all_but_moderators(self, by):
        if not by.has_role(*MODERATORS):
            raise Refused(gettext("Only a moderator or an editor in chief does this."), "role")

    def _refuse_without_claim(self, by):
        """Only whoever has claimed it goes on; doing so keeps the claim."""
        self._refuse_all_but_moderators(by)
        if not self.is_claimed_by(by):
            raise Refused(gettext("Claim this question first. (A claim lapses when nothing is done for a while.)"),
                          "claimed")  # fmt: skip
        self._claim_for(by)


class Moderating(Claiming):
    """What becomes of a question. Mixed into Submission."""

    @step
    def redact(self, *, by, wording):
        """Keep the edited wording. Somebody has to confirm it anew, whatever was confirmed before."""
        self._refuse_unless(*UNANSWERED)
        self._refuse_without_claim(by)
        if not (wording := normal(wording)):
            raise Refused(gettext("The edited wording is empty. Write it, or decline the question."), "wording")
        now = timezone.now()
        self._change(wording=wording, prepared_by=by, prepared_at=now, confirmed_by=None, confirmed_at=None)
        self.note(What.REDACTED, by)

    @step
    def confirm(self, *, by, wording):
        """Somebody other than the answerer confirms that this wording, which is on their screen, identifies nobody."""
        if reason := self.why_not_confirmed_by(by):
            raise Refused(reason, "confirm")
        if normal(wording) != self.wording:
            raise Refused(gettext("This is not the wording that was on your screen. Read it again."), "crossed")
        self._change(confirmed_by=by, confirmed_at=timezone.now())
        self.note(What.CONFIRMED, by)

    @step
    def decline(self, *, by, kind, text):
        """End it without an answer; ``kind`` is a ``DeclineKind``, ``text`` is what whoever asked is told."""
        self._refuse_deciding(by)
        if kind not in DeclineKind.values:
            raise Refused(gettext("Choose from the list why it is declined."), "kind")
        if not (text := normal(text)):
            raise Refused(gettext("Write what whoever asked will read."), "text")
        self._end(State.DECLINED, decline_kind=kind, decline_text=text)
        self.note(What.DECLINED, by, detail=kind)

    @step
    def ask_for_more(self, *, by, text):
        """Send it back to whoever asked with a request; they add at their private address."""
        self._refuse_unless(*UNDECIDED, State.ASSIGNED)
        self._refuse_without_claim(by)
        if not (text := normal(text)):
            raise Refused(gettext("Write what you need to know."), "text")
        Message.objects.create(submission=self, by=by, text=text)
        self._change(state=State.ASKED)
        self.note(What.ASKED, by)
        self.send_word()

    @step
    def mark_spam(self, *, by):
        """Spam. No claim is needed: this is the one thing that is done to many at once."""
        self._refuse_all_but_moderators(by)
        self._refuse_unless(State.RECEIVED, State.HELD)
        held = self.claimer
        if held is not None and held.pk != by.pk:
            raise Refused(gettext("{name} is working on this question.").format(name=held), "claimed")
        self._end(State.SPAM)
        self.note(What.SPAM, by)

    @step
    def not_spam(self, *, by):
        """It was held, or taken for spam, and is a question all the same."""
        self._refuse_all_but_moderators(by)
        self._refuse_unless(State.HELD, State.SPAM)
        self._change(state=State.RECEIVED, ended_at=None)
        self.note(What.NOT_SPAM, by)

    @step
    def assign(self, *, by, to):
        """Give it to a clinician, who answers it, and end the claim. Not to whoever confirmed the wording."""
        self._refuse_unless(*UNDECIDED, State.ASSIGNED)
        self._refuse_without_claim(by)
        if not to.writes():
            raise Refused(gettext("{name} is no writer here. Choose somebody with that role.").format(name=to), "role")
        if to.pk == self.confirmed_by_id:
            raise Refused(
                gettext("{name} confirmed the wording, so somebody else has to answer.").format(name=to), "to"
            )
        self._change(state=State.ASSIGNED, assigned_to=to, claimed_by=None, claimed_at=None)
        self.note(What.ASSIGNED, by, to)

    def _refuse_deciding(self, by):
        self._refuse_unless(*UNDECIDED, *WAITING)
        self._refuse_without_claim(by)
        self._refuse_while_answered()

    def _end(self, state, **columns):
        self._change(state=state, ended_at=timezone.now(), claimed_by=None, claimed_at=None, **columns)
        if state != State.SPAM:
            self.send_word()
        if state != State.MERGED:
            self._give_merged_back()
