"""What every transition of an edition is made of: the lock, one conditional UPDATE, notices, refusals."""

from django.utils import timezone
from django.utils.translation import gettext

from editions.models.notice import Notice
from editions.models.status import Status
from people.refused import Refused


class Moving:
    """The ground of the verbs of an edition."""

    def lock(self):
        """Lock the page's row, then read this edition as it stands."""
        page = self.page.lock()
        self.refresh_from_db()
        self.page = page

    def close(self, *, by, why, **decision):
        """Close this edition from whatever state it is in. Called by transitions, which hold the lock."""
        self._move(self.status, Status.CLOSED, closed_at=timezone.now(), closed_by=by, closed_why=why, **decision)

    def tell(self, event, *people):
        """Write a notice for each person into the outbox, in the running transaction."""
        recipients = {one.pk: one for one in people if one.is_active}
        Notice.objects.bulk_create(
            Notice(event=event, edition_id=self.pk, recipient=recipient) for recipient in recipients.values()
        )

    def _move(self, old, new, **columns):
        self._update(old, {"status": new, **columns})

    def _update(self, status, columns):
        """One conditional UPDATE of this row; the row count says whether the state was still the one read."""
        editions = self._meta.get_field("status").model.objects  # the table that all kinds share
        if editions.filter(pk=self.pk, status=status, saved=self.saved).update(**columns) != 1:
            raise Refused(gettext("Somebody else changed this edition just now. Load the page again."), "crossed")
        for name, value in columns.items():
            setattr(self, name, value)

    def _refuse_unless(self, *expected):
        if self.status not in expected:
            raise Refused(gettext("That cannot be done any longer. {state}").format(state=self.in_words()), "status")

    def _refuse_all_but_author(self, by, message):
        if by.pk != self.author_id or not by.is_active:
            raise Refused(message, "author")
