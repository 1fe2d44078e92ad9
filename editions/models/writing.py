"""An author's part of the life cycle: saving, submitting, taking back, discarding."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from editions.models.moving import Moving
from editions.models.notice import Notice
from editions.models.picture import pictures_without_licence
from editions.models.status import Status, Why
from editions.models.transition import transition
from markup.sources import Problem
from people.refused import Refused


class Incomplete(Refused):
    """The words cannot be submitted yet; ``problems`` names each place."""

    def __init__(self, problems):
        super().__init__(gettext("Some things are missing. Mend them, then submit again."), "incomplete")
        self.problems = problems


class Writing(Moving):
    """The verbs of the author. Mixed into Edition."""

    @transition
    def save_draft(self, *, by, saved, **words):
        """Save the author's words. ``saved`` is the count that was read with the words being edited."""
        self.refuse_saving(by=by, saved=saved)
        for name, value in words.items():
            setattr(self, name, value)
        self.normalise()
        shared = {name: getattr(self, name) for name in self.shared_words}
        self._update(Status.DRAFT, {"saved": saved + 1, "saved_at": timezone.now(), **shared})
        own = {name: getattr(self, name) for name in self.word_names() if name not in shared}
        if own:
            type(self).objects.filter(pk=self.pk).update(**own)

    @transition
    def submit(self, *, by, saved):
        """Freeze and seal the words for a second clinician; returns how many reviewers were told.

        ``saved`` is the count that was on screen.
        """
        self._refuse_unless(Status.DRAFT)
        self._refuse_all_but_author(by, gettext("Only its author submits a draft."))
        self._refuse_submission(by)
        self._refuse_if_crossed(saved)
        if problems := self.problems():
            raise Incomplete(problems)
        now = timezone.now()
        self._refuse_before_withdrawal(now)
        frozen = self.freeze(submitted_at=now, author_name=by.name, author_credit=credit_of(by))
        self._move(Status.DRAFT, Status.IN_REVIEW, **frozen)
        reviewers = self.possible_reviewers()
        self.tell(Notice.Event.SUBMITTED, *reviewers)
        return len(reviewers)

    @transition
    def take_back(self, *, by):
        """The author takes a submitted edition back; the next draft begins as its copy."""
        self._refuse_unless(Status.IN_REVIEW)
        self._refuse_all_but_author(by, gettext("Only its author takes an edition back."))
        self.close(by=by, why=Why.TAKEN_BACK)

    @transition
    def discard(self, *, by):
        """The author gives up a draft; it is kept, closed."""
        self._refuse_unless(Status.DRAFT)
        self._refuse_all_but_author(by, gettext("Only its author discards a draft."))
        self.close(by=by, why=Why.DISCARDED)

    def refuse_saving(self, *, by, saved):
        """Raises Refused when this person cannot save words that were read at this count."""
        self._refuse_unless(Status.DRAFT)
        self._refuse_all_but_author(
            by, gettext("Only its author edits a draft. Start a draft of your own when it is closed.")
        )
        self._refuse_if_crossed(saved)

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
            found.append(Problem("change_note", None, gettext("Say what changed for readers since the last edition.")))
        return [*found, *pictures_without_licence(self), *self.errors_of_language()]

    def _refuse_submission(self, by):
        if not by.writes():
            raise Refused(gettext("Only a writer submits. Ask an editor in chief for that role."), "role")
        if not by.name:
            raise Refused(
                gettext("Your account has no name to print on the page. Ask an editor in chief to enter it."), "name"
            )

    def _refuse_if_crossed(self, saved):
        if saved != self.saved:
            raise Refused(
                gettext(
                    "This draft was saved elsewhere, {when}, after you opened it here (in another tab?). "
                    "Nothing was overwritten."
                ).format(when=date_format(timezone.localtime(self.saved_at), "H:i")),
                "crossed",
            )

    def _refuse_before_withdrawal(self, now):
        """Only what was submitted after the withdrawal brings a page back; a clock may have gone back."""
        if self.page.withdrawals.filter(withdrawn_at__gte=now).exists():
            raise Refused(
                gettext("By the server's clock this page is withdrawn later than now. Wait, or tell the operator."),
                "clock",
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
