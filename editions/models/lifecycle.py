"""The transitions of an edition. Each locks, reads, refuses or writes once; none touches words.

    draft → in review → approved → published → superseded
       ↘        ↘           ↘           ↘
        closed (discarded, taken back, taken over, changes requested, cancelled, withdrawn)
"""

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from editions.models.notice import Notice
from editions.models.status import Status, Why
from editions.models.transition import transition
from markup.sources import Problem
from people import roles, signatures
from people.models import User
from people.refused import Refused


class Incomplete(Refused):
    """The words cannot be submitted yet; ``problems`` names each place."""

    def __init__(self, problems):
        super().__init__(gettext("Some things are missing. Mend them, then submit again."), "incomplete")
        self.problems = problems


class Lifecycle:
    """The verbs of an edition. Mixed into Edition."""

    @transition
    def save_draft(self, *, by, saved, **words):
        """Save the author's words. ``saved`` is the count that was read with the words being edited."""
        self._refuse_unless(Status.DRAFT)
        self._refuse_others(by, gettext("Only its author edits a draft. Start a draft of your own when it is closed."))
        self._refuse_if_crossed(saved)
        for name, value in words.items():
            setattr(self, name, value)
        self.normalise()
        shared = {name: getattr(self, name) for name in ("title", "summary", "change_note")}
        self._update(Status.DRAFT, {"saved": saved + 1, "saved_at": timezone.now(), **shared})
        own = {name: getattr(self, name) for name in self.word_names() if name not in shared}
        if own:
            type(self).objects.filter(pk=self.pk).update(**own)

    @transition
    def submit(self, *, by, saved):
        """Freeze and seal the words for a second clinician. ``saved``: the count that was on screen."""
        self._refuse_unless(Status.DRAFT)
        self._refuse_others(by, gettext("Only its author submits a draft."))
        self._refuse_role(by, gettext("Only a writer submits."), roles.WRITER, roles.EDITOR_IN_CHIEF)
        self._refuse_if_crossed(saved)
        if problems := self.problems():
            raise Incomplete(problems)
        self.author_name, self.author_credit = by.name, credit_of(by)
        self._move(
            Status.DRAFT,
            Status.IN_REVIEW,
            submitted_at=timezone.now(),
            author_name=self.author_name,
            author_credit=self.author_credit,
            **self.freeze(),
        )
        reviewers = User.objects.with_role(roles.CLINICAL_REVIEWER).select_related("credentials")
        self.tell(Notice.Event.SUBMITTED, *(one for one in reviewers if not self.why_not_reviewed_by(one)))

    @transition
    def take_back(self, *, by):
        """The author takes a submitted edition back; the next draft begins as its copy."""
        self._refuse_unless(Status.IN_REVIEW)
        self._refuse_others(by, gettext("Only its author takes an edition back."))
        self.close(by=by, why=Why.TAKEN_BACK)

    @transition
    def discard(self, *, by):
        """The author gives up a draft; it is kept, closed."""
        self._refuse_unless(Status.DRAFT)
        self._refuse_others(by, gettext("Only its author discards a draft."))
        self.close(by=by, why=Why.DISCARDED)

    @transition
    def request_changes(self, *, by, note):
        """The reviewer sends the edition back, with a note that says what to change."""
        self._refuse_unless(Status.IN_REVIEW)
        self._refuse_reviewer(by)
        if not note.strip():
            raise Refused(gettext("Write a note that says what to change."), "note")
        self.close(
            by=by, why=Why.CHANGES_REQUESTED, reviewer=by, reviewed_at=timezone.now(), review_note=normal(note)
        )
        self.tell(Notice.Event.CHANGES_REQUESTED, self.author)

    @transition
    def approve(self, *, by, seal, publish_at=None, note=""):
        """A second clinician approves exactly the words with this seal (the one that was on screen).

        Without a time the edition goes live at once; with a time ahead it waits for ``publish_due``.
        """
        self._refuse_unless(Status.IN_REVIEW)
        self._refuse_reviewer(by)
        self._refuse_other_words(seal)
        now = timezone.now()
        if publish_at is not None and publish_at <= now:
            raise Refused(gettext("That time is past. Choose a later one, or publish now."), "publish_at")
        self._move(Status.IN_REVIEW, Status.APPROVED, **self._decision(by, now, publish_at or now, normal(note)))
        self.tell(Notice.Event.APPROVED, self.author)
        if publish_at is None:
            self._publish(now)

    @transition
    def publish_early(self, *, by):
        """Put a scheduled edition live before its time."""
        self._refuse_unless(Status.APPROVED)
        self._refuse_unconcerned(by)
        self._publish(timezone.now(), by)

    @transition
    def cancel(self, *, by):
        """Close a scheduled edition: it will not go live."""
        self._refuse_unless(Status.APPROVED)
        self._refuse_unconcerned(by)
        self.close(by=by, why=Why.CANCELLED)
        self.tell(Notice.Event.CANCELLED, self.author, self.reviewer)

    def publish_if_due(self, *, now):
        """Put an approved edition live whose time has come; run by ``publish_due``, so without a person."""
        with transaction.atomic():
            self.lock()
            self._refuse_unless(Status.APPROVED)
            if self.publish_at is None or self.publish_at > now:
                raise Refused(gettext("Its time of publication has not come."), "publish_at")
            self._publish(now)

    def _publish(self, now, by=None):
        if not self.may_be_served():
            raise Refused(
                gettext("The words or the signature are not those that were approved. Tell the operator to run verify."),
                "tampered",
            )
        live = self.page.live_edition
        if live is not None:
            live._move(Status.PUBLISHED, Status.SUPERSEDED, superseded_at=now)
        self._move(Status.APPROVED, Status.PUBLISHED, published_at=now, published_by=by)
        self.tell(Notice.Event.PUBLISHED, self.author, self.page.owner)

    def close(self, *, by, why, **decision):
        """Close this edition from whatever state it is in. Called by transitions, which hold the lock."""
        self._move(self.status, Status.CLOSED, closed_at=timezone.now(), closed_by=by, closed_why=why, **decision)

    def tell(self, event, *people):
        """Write a notice for each person into the outbox, in the running transaction."""
        recipients = {one.pk: one for one in people if one.is_active}
        Notice.objects.bulk_create(
            Notice(event=event, edition_id=self.pk, recipient=recipient) for recipient in recipients.values()
        )

    def lock(self):
        """Lock the page's row, then read this edition as it stands."""
        page = self.page.lock()
        self.refresh_from_db()
        self.page = page

    def normalise(self):
        """Line ends as one character, no NUL, no spaces around: before saving, never in the seal."""
        for name in self.word_names():
            value = getattr(self, name)
            if isinstance(value, str):
                setattr(self, name, normal(value))

    def problems(self):
        """What keeps these words from being submitted, as a list of Problem; kinds add to it."""
        found = []
        try:
            self.clean_fields()
        except ValidationError as error:
            found += [Problem(name, None, " ".join(messages)) for name, messages in error.message_dict.items()]
        if not self.summary:
            found.append(Problem("summary", None, gettext("Write the one sentence that opens the page.")))
        if not self.change_note and type(self).objects.filter(page_id=self.page_id, countersign__gt="").exists():
            found.append(
                Problem("change_note", None, gettext("Say what changed for readers since the last edition."))
            )
        return found

    def why_not_reviewed_by(self, person):
        """Why this person may not decide on this edition, or None; the text says what to do."""
        if reason := person.why_not_credentialed():
            return reason
        authors = set(type(self).objects.since_last_approved(self).values_list("author_id", flat=True))
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
            "review_due_on": timezone.localdate(now) + relativedelta(months=self.page.review_every),
        }
        for name, value in columns.items():
            setattr(self, name, value)
        self.countersign = signatures.sign(self.countersigned_text())
        return columns | {"countersign": self.countersign}

    def _move(self, old, new, **columns):
        self._update(old, {"status": new, **columns})

    def _update(self, status, columns):
        """One conditional UPDATE of this row; the row count says whether the state was still the one read."""
        from editions.models.edition import Edition

        if Edition.objects.filter(pk=self.pk, status=status, saved=self.saved).update(**columns) != 1:
            raise Refused(gettext("Somebody else changed this edition just now. Load the page again."), "crossed")
        for name, value in columns.items():
            setattr(self, name, value)

    def _refuse_unless(self, *expected):
        if self.status not in expected:
            raise Refused(
                gettext("That cannot be done any longer. {state}").format(state=self.in_words()), "status"
            )

    def _refuse_others(self, by, message):
        if by.pk != self.author_id or not by.is_active:
            raise Refused(message, "author")

    def _refuse_role(self, by, message, *names):
        if not by.has_role(*names):
            raise Refused(message, "role")

    def _refuse_if_crossed(self, saved):
        if saved != self.saved:
            raise Refused(
                gettext(
                    "This draft was saved elsewhere, {when}, after you opened it here (in another tab?). "
                    "Nothing was overwritten."
                ).format(when=timezone.localtime(self.saved_at).strftime("%H:%M")),
                "crossed",
            )

    def _refuse_reviewer(self, by):
        if reason := self.why_not_reviewed_by(by):
            raise Refused(reason, "reviewer")

    def _refuse_unconcerned(self, by):
        concerned = {self.author_id, self.reviewer_id, self.page.owner_id}
        if not (by.is_active and by.pk in concerned or by.has_role(roles.EDITOR_IN_CHIEF)):
            raise Refused(
                gettext("Only its author, its reviewer, the page's owner or an editor in chief does this."), "role"
            )

    def _refuse_other_words(self, seal):
        if seal != self.seal:
            raise Refused(
                gettext("These are not the words that were on your screen. Load the page again and read them."), "seal"
            )
        if not self.is_sealed() or self.render() != self.html:
            raise Refused(
                gettext(
                    "The words no longer give the page that was submitted (the site was updated, or the words were "
                    "changed outside it). Ask the author to take the edition back and submit it again."
                ),
                "rendering",
            )


def normal(text):
    """Text with one kind of line end and nothing around it; refuses the NUL character, which no engine keeps."""
    if "\x00" in text:
        raise Refused(gettext("The text contains a NUL character. Paste it as plain text."), "nul")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def credit_of(person):
    """What is printed after an author's name: their confirmed credentials, else nothing."""
    credentials = getattr(person, "credentials", None)
    if credentials is None or credentials.why_not_valid():
        return ""
    return f"{credentials.letters}, {credentials.role}, {credentials.organisation}"
