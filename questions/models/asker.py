"""The verbs of whoever asked, at their private address. A moderator may speak them for somebody (``by=``)."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext

from editions.models.writing import normal
from people.refused import Refused
from questions import noted, wordings
from questions.days import end_of_working_day
from questions.models.choices import ENDED, UNANSWERED, Act, Sort, State, What
from questions.models.records import Consent, Message
from questions.models.reply import Word
from questions.models.step import step

MOST_ADDED = 10


class OfTheAsker:
    """Adding, agreeing, withdrawing. Mixed into Submission; erasing is in ``Erasing``."""

    @step
    def add(self, *, by=None, text, danger=False):
        """What whoever asked adds when we asked for more; then it waits for us again.

        With ``danger``, a danger phrase was found in it: from now on the question is flagged, whatever it said before.
        """
        self._refuse_unless(State.ASKED)
        if not (text := normal(text)):
            raise Refused(gettext("Write something, or leave it as it is."), "text")
        if len(text) > Message._meta.get_field("text").max_length:
            raise Refused(gettext("This is longer than 2,000 characters. Shorten it."), "text")
        if self.messages.filter(by=None).count() >= MOST_ADDED:
            raise Refused(gettext("You have added {most} times. Ask a new question.").format(most=MOST_ADDED), "text")
        Message.objects.create(submission=self, text=text)
        self._change(state=self.state_without_answer(), **(self._flagged() if danger else {}))
        self.note(What.ADDED, by)

    @step
    def agree(self, *, by=None, sort):
        """Say yes to one of ``Sort``, in its newest wording. Twice is once."""
        self._refuse_erased()
        if sort in self.agreed():
            return
        self._say(Act.GIVEN, sort, wordings.newest(sort), by)
        if self.state == State.TAKEN_BACK:
            self._change(**self._taken_up_again(), ended_at=None)

    @step
    def withdraw_consent(self, *, by=None, sort):
        """Say no to one of ``Sort``. Without a yes to publication, a published answer is taken down at once.

        Without any yes the question is taken back: nobody does anything more with it, and what is in review of an
        answer is closed.
        """
        if sort not in self.agreed():
            return
        was_published = self.state == State.PUBLISHED
        if sort == Sort.PUBLISH:
            self.take_down()
        version = self.consents.filter(sort=sort, act=Act.GIVEN).order_by("pk").last().version
        self._say(Act.WITHDRAWN, sort, version, by)
        if sort == Sort.PUBLISH:
            self._give_merged_back()
        if self.agreed():
            if was_published and sort == Sort.PUBLISH:
                self._change(state=State.ANSWERED, answered_at=timezone.now())
        elif self.state in {*UNANSWERED, State.MERGED, State.ANSWERED, State.PUBLISHED}:
            self._change(
                state=State.TAKEN_BACK, ended_at=timezone.now(), claimed_by=None, claimed_at=None,
                merged_into=None, merged_page=None,
            )  # fmt: skip
            self.stop_review()
            self.note(What.TAKEN_BACK, by)

    def _say(self, act, sort, version, by):
        """Keep a yes or a no; beside the database, too, so that no restore forgets it."""
        Consent.objects.create(submission=self, sort=Sort(sort), act=act, version=version, by=by)
        noted.CONSENTS.soon(self.receipt, str(sort), str(act))
        self.note(What.CONSENT_GIVEN if act == Act.GIVEN else What.CONSENT_WITHDRAWN, by, detail=sort)

    def send_word(self):
        """Word goes out that there is news, if there is an address to send it to; in the running transaction."""
        if hasattr(self, "reply_address"):
            Word.objects.create(submission=self)

    def state_without_answer(self):
        return State.ASSIGNED if self.assigned_to_id else State.RECEIVED

    def _flagged(self):
        """Somebody looks at it the same working day, as if it had come now."""
        by = end_of_working_day(timezone.now(), settings.QUESTIONS_FLAGGED_DAYS)
        look_by, answer_by = min(by, self.look_by), min(by, self.answer_by)
        return {"danger": True, "looked_at": None, "look_by": look_by, "answer_by": answer_by}

    def _taken_up_again(self):
        """It was answered, if they may read an answer again now; else it waits for one from now on."""
        now = timezone.now()
        if self.answer_to_show() is None:
            return {"state": self.state_without_answer(), "waits_since": now}
        return {"state": State.ANSWERED, "answered_at": now}

    @property
    def has_ended(self):
        return self.state in {*ENDED, State.ERASED}

    def _refuse_erased(self):
        if self.erased_at:
            raise Refused(gettext("This question is erased."), "state")
