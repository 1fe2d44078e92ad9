"""Answering a question elsewhere: by the answer to another question, or by a live page.

Whoever asked the merged one reads what is public and nothing else. So once the other question gets no public answer,
or loses it, what was merged into it comes back and somebody decides on it again: nobody waits without a word.
"""

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext

from people.refused import Refused
from questions.days import end_of_working_day
from questions.models.choices import UNANSWERED, Sort, State, What
from questions.models.step import step


class Merging:
    """Mixed into Submission."""

    @step
    def merge(self, *, by, into=None, page=None):
        """Answered elsewhere: by the answer to another question (``into``), or by a live page (``page``)."""
        self._refuse_deciding(by)
        if (into is None) == (page is None):
            raise Refused(gettext("Choose one: another question, or a live page."), "into")
        if page is not None and page.live_edition is None:
            raise Refused(gettext("That page is not live. Choose one that readers can see."), "page")
        if into is not None:
            into = self._other_locked(into)
            _refuse_unless_public(into)
        self._end(State.MERGED, merged_into=into, merged_page=page)
        self.note(What.MERGED, by)
        self._take_merged_along()

    def _other_locked(self, into):
        """Read afresh, and kept as it is meanwhile. Does not wait: somebody may be merging that one into this one."""
        if into.pk == self.pk:
            raise Refused(gettext("Choose another question, one that is or will be answered."), "into")
        try:
            return type(self).objects.select_for_update(no_key=True, nowait=True).get(pk=into.pk)
        except DatabaseError as error:
            raise Refused(gettext("Somebody changes that question just now. Try again in a moment."), "into") from error

    def _take_merged_along(self):
        """What was merged into this one is answered where this one is."""
        for other in self._merged_locked():
            other._change(merged_into=self.merged_into, merged_page=self.merged_page)
            other.send_word()

    def _give_merged_back(self):
        """This one gets no public answer, or has it no longer."""
        for other in self._merged_locked():
            other._come_back()

    def _merged_locked(self):
        return self.merged.filter(state=State.MERGED).select_for_update(no_key=True).order_by("pk")

    def _come_back(self):
        """It waits for a decision again, as if nobody had looked at it; the answer stays promised for the same day."""
        now = timezone.now()
        days = settings.QUESTIONS_FLAGGED_DAYS if self.danger else settings.QUESTIONS_LOOK_DAYS
        self._change(
            state=self.state_without_answer(), merged_into=None, ended_at=None, waits_since=now,
            looked_at=None, look_by=end_of_working_day(now, days),
        )  # fmt: skip
        self.told.all().delete()  # colleagues hear of it anew
        self.note(What.CAME_BACK)
        self.send_word()


def _refuse_unless_public(into):
    if into.state not in {*UNANSWERED, State.ANSWERED, State.PUBLISHED}:
        raise Refused(gettext("Choose another question, one that is or will be answered."), "into")
    if into.state == State.ANSWERED or Sort.PUBLISH not in into.agreed():
        raise Refused(gettext("The answer to that one is private: nobody else would ever see it."), "into")
