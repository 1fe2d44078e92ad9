"""A second clinician's part of the life cycle: asking for changes, approving exactly these words."""

from django.utils import timezone
from django.utils.translation import gettext

from editions.models.moving import Moving
from editions.models.notice import Notice
from editions.models.status import Status, Why
from editions.models.transition import transition
from editions.models.writing import normal
from people import roles, signatures
from people.models import User
from people.refused import Refused


class Reviewing(Moving):
    """The verbs of the reviewer. Mixed into Edition."""

    @transition
    def request_changes(self, *, by, note):
        """The reviewer sends the edition back, with a note that says what to change."""
        self._refuse_unless(Status.IN_REVIEW)
        self._refuse_reviewer(by)
        if not note.strip():
            raise Refused(gettext("Write a note that says what to change."), "note")
        self.close(by=by, why=Why.CHANGES_REQUESTED, reviewer=by, reviewed_at=timezone.now(), review_note=normal(note))
        self.tell(Notice.Event.CHANGES_REQUESTED, self.author)

    @transition
    def approve(self, *, by, seal, publish_at=None, note="", answers=None, publish=True):
        """A second clinician approves exactly the words with this seal (the one that was on screen).

        Without a time the edition goes live at once; with a time ahead it waits for ``publish_due``. With
        ``publish=False``, which few kinds know, it stays approved without a time and is never due.
        ``answers`` maps the key of each warning of the checks to the reason why it is accepted.
        """
        self._refuse_unless(Status.IN_REVIEW)
        self._refuse_reviewer(by)
        self._refuse_other_words(seal)
        now = timezone.now()
        if publish_at is not None and publish_at <= now:
            raise Refused(gettext("That time is past. Choose a later one, or publish now."), "publish_at")
        self._refuse_by_the_kind(publish)
        self.keep_answers(by, now, answers)
        at = (publish_at or now) if publish else None
        self._move(Status.IN_REVIEW, Status.APPROVED, **self._decision(by, now, at, normal(note)))
        self.tell(Notice.Event.APPROVED, self.author)
        if not publish:
            self.specific.is_kept_private()
        elif publish_at is None:
            self._publish(now)

    def possible_reviewers(self):
        """The people who may decide on this edition."""
        authors = self.fresh_authors()
        people = User.objects.with_role(roles.CLINICAL_REVIEWER).select_related("credentials")
        return [one for one in people.prefetch_related("groups") if not self.why_not_reviewed_by(one, authors)]

    def fresh_authors(self):
        """Ids of everybody who wrote an edition since the last one whose approval stands, this one too."""
        return set(type(self).objects.since_last_approved(self).values_list("author_id", flat=True))

    def why_not_reviewed_by(self, person, authors=None):
        """Why this person may not decide on this edition, or None; the text says what to do."""
        if reason := person.why_not_credentialed():
            return reason
        authors = self.fresh_authors() if authors is None else authors
        if person.pk in authors:
            return gettext(
                "You wrote some of these words: another clinician must review them. "
                "(Whoever wrote any edition since the last approved one cannot be its reviewer.)"
            )
        if person.credentials.confirmed_by_id in authors:
            return gettext(
                "Your credentials were confirmed by an author of these words, so another clinician must review "
                "them; or ask another editor in chief to confirm your credentials."
            )
        return None

    def _decision(self, by, now, publish_at, note):
        """The columns that an approval writes; the countersignature last, over all the others."""
        credentials = by.credentials
        columns = {
            "reviewer": by,
            "reviewed_at": now,
            "review_note": note,
            "reviewer_name": credentials.name,
            "reviewer_letters": credentials.letters,
            "reviewer_role": credentials.role,
            "reviewer_organisation": credentials.organisation,
            "credentials_until": credentials.valid_until,
            "credentials_confirmed_by": credentials.confirmed_by,
            "publish_at": publish_at,
            "review_due_on": self.page.next_review_after(now),
        }
        for name, value in columns.items():
            setattr(self, name, value)
        self.countersign = signatures.sign(self.countersigned_text())
        return columns | {"countersign": self.countersign}

    def _refuse_by_the_kind(self, publish):
        specific = self.specific
        if reason := specific.why_not_published() if publish else specific.why_not_sent_privately():
            raise Refused(reason, "publish")

    def _refuse_reviewer(self, by):
        if reason := self.why_not_reviewed_by(by):
            raise Refused(reason, "reviewer")

    def _refuse_other_words(self, seal):
        if seal != self.seal:
            raise Refused(
                gettext("These are not the words that were on your screen. Load the page again and read them."), "seal"
            )
        if not (self.is_submitted() and self.is_sealed()) or self.render() != self.html:
            raise Refused(
                gettext(
                    "The words no longer give the page that was submitted (the site was updated, or the words were "
                    "changed outside it). Ask the author to take the edition back and submit it again."
                ),
                "rendering",
            )
