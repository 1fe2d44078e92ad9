"""The verbs of the clinician who answers, and what follows when the answer is decided on."""

from django.utils import timezone
from django.utils.translation import gettext

from editions.models import Edition, Notice, Status, Why, Withdrawal
from people.models import User
from people.refused import Refused
from questions.models.choices import Sort, State, What
from questions.models.step import step


class Answering:
    """From the first draft to the answer that is read. Mixed into Submission."""

    @step
    def start_answer(self, *, by, slug="", **words):
        """The clinician's first draft, on a page of its own at ``/questions/<slug>/``; or the next draft of that page.

        Returns the draft. Its question is the edited wording; without a slug the address has the number only.
        """
        from questions.models.answer import Answer

        if self.has_ended:
            raise Refused(self.why_ended(), "state")
        if by is None or by.pk != self.assigned_to_id:
            raise Refused(gettext("Only the clinician to whom this question is assigned answers it."), "role")
        if self.answer_page_id:
            return self.answer_page.start_draft(by=by, **words)
        self._refuse_unless(State.ASSIGNED)
        words = {"title": str(self), **words, "submission_number": self.pk}
        details = {"topics": [self.topic] if self.topic_id else (), **words}
        draft = Answer.objects.begin(by=by, slug=slug or f"question-{self.pk}", **details)
        self._change(answer_page_id=draft.page_id)
        self.note(What.STARTED, by)
        return draft

    def why_ended(self):
        if self.state == State.TAKEN_BACK:
            return gettext("Whoever asked has taken the question back: nobody answers it any longer.")
        return gettext("This question has ended: nobody answers it any longer.")

    def answerers(self):
        """Ids of everybody who wrote an edition of the answer."""
        return set(Edition.objects.filter(page_id=self.answer_page_id or 0).values_list("author_id", flat=True))

    def drafts_of(self, person):
        """The editions of the answer that this person is writing now."""
        drafts = Edition.objects.filter(page_id=self.answer_page_id or 0, status=Status.DRAFT)
        return drafts.filter(author_id=person.pk)

    def answer_to_show(self):
        """The edition that whoever asked may read now, signed by a second clinician; None while there is none.

        The live one; else one that was approved to be sent privately; else the one that they themselves had taken
        down, while they still agree to a private answer. What a colleague withdrew is not shown to anybody.
        """
        from questions.models.answer import AnswerEdition

        agreed = self.agreed()
        editions = AnswerEdition.objects.filter(page_id=self.answer_page_id or 0, erased_at=None).select_related("page")
        for edition in editions.exclude(countersign="").order_by("-number"):
            live = edition.status == Status.PUBLISHED
            sent = edition.status == Status.APPROVED and edition.is_private and Sort.PRIVATE in agreed
            own_wish = Sort.PRIVATE in agreed and self._was_taken_down_at_wish(edition)
            if (live or sent or own_wish) and edition.is_what_was_signed():
                return edition
        return None

    def _was_taken_down_at_wish(self, edition):
        if edition.closed_why != Why.WITHDRAWN or not (edition.published_at or edition.is_private):
            return False
        standing = edition.page.withdrawal
        at = edition.closed_at
        return standing is not None and standing.reason == Withdrawal.Reason.CONSENT and standing.withdrawn_at >= at

    def why_not_published(self, author_id):
        """Why an answer by this author may not be published, or None. The database insists on the same."""
        agreed = self.agreed()
        if not agreed:
            return gettext("Whoever asked has taken the question back.")
        if Sort.PUBLISH not in agreed:
            return gettext("Whoever asked has not agreed to publication. Approve the answer to be sent privately.")
        if not self.confirmed_by_id:
            return gettext("Nobody has confirmed yet that the edited question identifies no one. Ask a moderator.")
        if self.confirmed_by_id in {author_id, self.prepared_by_id}:
            return gettext("Whoever edited the wording or wrote the answer confirmed it: somebody else has to.")
        return None

    def was_answered(self, *, published):
        """Called when a second clinician's decision puts the answer before whoever asked."""
        now = timezone.now()
        if published:
            columns = {"state": State.PUBLISHED, "published_at": self.published_at or now}
        else:
            columns = {"state": State.ANSWERED, "answered_at": self.answered_at or now}
        self._change(**columns, claimed_by=None, claimed_at=None)
        self.note(What.PUBLISHED if published else What.ANSWERED)
        self.send_word()
        if not published:
            self._give_merged_back()
            return
        for other in self.merged.filter(state=State.MERGED):  # those who asked the same read the published page
            other.send_word()

    def was_taken_down(self):
        """Called when the answer that was read is withdrawn: the question waits for another one."""
        if self.state in {State.ANSWERED, State.PUBLISHED}:
            self._change(state=State.ASSIGNED, waits_since=timezone.now(), answered_at=None)
        self.note(What.TAKEN_DOWN)

    def take_down(self):
        """Take a live answer down, or one with a time of publication ahead, because whoever asked wishes it.

        Called by steps, which hold the lock.
        """
        editions = Edition.objects.filter(page_id=self.answer_page_id or 0)
        if editions.live().exists():
            self.answer_page.withdraw_by_the_site(reason=Withdrawal.Reason.CONSENT)
            self.refresh_from_db()
        for edition in editions.filter(status=Status.APPROVED, publish_at__isnull=False):
            _cancel(edition, edition.author, edition.reviewer)

    def stop_review(self):
        """Nobody need look any longer at what is in review of the answer; a draft stays, and cannot be submitted.

        Called by steps, which hold the lock.
        """
        for edition in Edition.objects.filter(page_id=self.answer_page_id or 0, status=Status.IN_REVIEW):
            _cancel(edition, edition.author)

    def _refuse_while_answered(self):
        """Somebody is reviewing an answer to it, or it waits for its time."""
        decided = [Status.IN_REVIEW, Status.APPROVED, Status.PUBLISHED]
        if Edition.objects.filter(page_id=self.answer_page_id or 0, status__in=decided).exists():
            raise Refused(gettext("Its answer is being reviewed already. Talk to the clinician who wrote it."), "state")


def _cancel(edition, *told):
    edition.close(by=User.objects.the_site(), why=Why.CANCELLED)
    edition.tell(Notice.Event.CANCELLED, *told)
