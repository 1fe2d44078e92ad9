"""A stage on which editions of one kind stand in every state, for the tests that attack them."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from editions.models import Edition, Status, Withdrawal

# So that an assertion in one of these says what it compared.
pytest.register_assert_rewrite(
    "tests.editions.machine", "tests.editions.life_rules", "tests.editions.hostile_rules", "tests.editions.oracle"
)


class Stage:
    """Makes pages and editions in the state that an attack needs, each on a page of its own."""

    def __init__(self, kind, writer, other_writer, reviewer, editor):
        self.kind, self.writer, self.other_writer = kind, writer, other_writer
        self.reviewer, self.editor = reviewer, editor
        self.pages = 0

    def draft(self, **words):
        self.pages += 1
        return self.kind.begin(self.writer, slug=f"page-{self.pages}", **words)

    def submitted(self):
        draft = self.draft()
        draft.submit(by=self.writer, saved=draft.saved)
        return draft

    def scheduled(self):
        edition = self.submitted()
        at = timezone.now() + datetime.timedelta(days=1)
        edition.approve(by=self.reviewer, seal=edition.seal, publish_at=at)
        return edition

    def live(self):
        edition = self.submitted()
        edition.approve(by=self.reviewer, seal=edition.seal)
        return edition

    def next_submitted(self, edition, by=None):
        """The next edition of the same page, submitted."""
        by = by or self.writer
        draft = edition.page.start_draft(by=by, change_note="Changed.", **self.kind.other_words())
        draft.submit(by=by, saved=draft.saved)
        return draft

    def superseded(self):
        edition = self.live()
        following = self.next_submitted(edition)
        following.approve(by=self.reviewer, seal=following.seal)
        return self.kind.get(edition)

    def closed(self):
        edition = self.submitted()
        edition.request_changes(by=self.reviewer, note="Please mend.")
        return edition

    def withdrawal(self):
        return self.live().page.withdraw(by=self.editor, reason=Withdrawal.Reason.WRONG)

    def wordless(self):
        """A draft that has a row in the editions' table only."""
        page = self.closed().page
        edition = Edition(page=page, number=2, author=self.writer, title="No words")
        edition.save(force_insert=True)
        return edition

    def approval(self, **changes):
        """The columns of a complete, invented approval."""
        now = timezone.now()
        return {
            "status": Status.APPROVED,
            "reviewer": self.reviewer,
            "reviewed_at": now,
            "reviewer_name": "Somebody",
            "credentials_until": (now + datetime.timedelta(days=9)).date(),
            "credentials_confirmed_by": self.editor,
            "countersign": "invented",
            "publish_at": now,
            "review_due_on": (now + datetime.timedelta(days=365)).date(),
            **changes,
        }

    def submission(self, **changes):
        return {
            "status": Status.IN_REVIEW,
            "submitted_at": timezone.now(),
            "seal": "invented",
            "submission": "invented",
            "html": "<p>Invented.</p>",
            "author_name": "Somebody",
            **changes,
        }


@pytest.fixture
def stage(kind, writer, other_writer, reviewer, editor):
    return Stage(kind, writer, other_writer, reviewer, editor)


def change(edition, **columns):
    """A change that goes round the life cycle: an UPDATE of the editions' table."""
    Edition.objects.filter(pk=edition.pk).update(**columns)


def sql(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
