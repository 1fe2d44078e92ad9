"""Somebody with SQL: every change of theirs is refused by a guard, and a forged review is not published."""

import datetime
import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import strategies as st

from editions.models import Edition
from tests.conftest import KINDS
from tests.editions.conftest import change, sql
from tests.editions.steps import ANYBODY, CAST, MARKER, PAGES, START, step

# A guard, or the constraint on open editions: not some column that an attack forgot.
REFUSES = re.compile("guard [a-z_]+ refuses|one_open_edition_for_each_page")
# Column of an edition, and a value that it cannot have yet; of which editions ("" is: of all).
REWRITES = {
    "title": ("Forged", "sealed"),
    "summary": ("Forged.", "sealed"),
    "change_note": ("Forged.", "sealed"),
    "saved": (9999, "sealed"),
    "html": ("<p>Forged.</p>", ""),
    "text": ("Forged.", ""),
    "seal": ("f" * 64, ""),
    "author_name": ("Forged", ""),
    "submitted_at": (START - datetime.timedelta(days=900), ""),
    "number": (77, ""),
    "created_at": (START - datetime.timedelta(days=900), ""),
    "reviewer_name": ("Forged", ""),
    "reviewed_at": (START - datetime.timedelta(days=900), ""),
    "review_note": ("Forged.", ""),
    "credentials_until": (datetime.date(2099, 1, 1), ""),
    "publish_at": (START - datetime.timedelta(days=900), ""),
    "review_due_on": (datetime.date(2099, 1, 1), ""),
    "countersign": ("forged", ""),
    "published_at": (START - datetime.timedelta(days=900), ""),
    "superseded_at": (START - datetime.timedelta(days=900), ""),
    "closed_at": (START - datetime.timedelta(days=900), ""),
    "closed_why": ("forged", ""),
}
STATUSES = ["draft", "in review", "approved", "published", "superseded", "closed"]


class HostileRules:
    def refuses(self, sheet, attack, *details, **columns):
        self.touched = [sheet]
        with pytest.raises(IntegrityError, match=REFUSES), transaction.atomic():
            attack(*details, **columns)
        self.tally["attacks"] += 1

    @step(page=PAGES, place=st.integers(0, 20), status=st.sampled_from(STATUSES))
    def attack_a_status(self, page, place, status):
        sheet = self.sheets[page]
        version = sheet.versions[place % len(sheet.versions)]
        if status == version.status:
            status = STATUSES[STATUSES.index(status) - 1]
        self.refuses(sheet, change, version, status=status)

    @step(page=PAGES, place=st.integers(0, 20), column=st.sampled_from(sorted(REWRITES)))
    def attack_a_column(self, page, place, column):
        sheet = self.sheets[page]
        version = sheet.versions[place % len(sheet.versions)]
        value, whose = REWRITES[column]
        if whose == "sealed" and version.status == "draft":
            value, column = "Forged.", "text"
        self.refuses(sheet, change, version, **{column: value})

    @step(
        page=PAGES, place=st.integers(0, 20), who=ANYBODY, column=st.sampled_from(["author", "reviewer", "closed_by"])
    )
    def attack_a_person(self, page, place, who, column):
        sheet = self.sheets[page]
        version = sheet.versions[place % len(sheet.versions)]
        standing = getattr(Edition.objects.get(pk=version.pk), f"{column}_id")
        if standing == self.people[who].pk:
            who = next(name for name in CAST if name != who)
        self.refuses(sheet, change, version, **{column: self.people[who].pk})

    @step(page=PAGES, place=st.integers(0, 20), how=st.sampled_from(["words", "move", "delete", "second", "born live"]))
    def attack_with_sql(self, page, place, how):
        sheet = self.sheets[page]
        version = sheet.versions[place % len(sheet.versions)]
        kind = KINDS[sheet.kind]
        if how == "words" and version.status == "draft":
            how = "move"
        statement, values = {
            "words": (f"UPDATE {kind.table} SET {kind.field} = %s WHERE edition_ptr_id = %s", ["Forged.", version.pk]),
            "move": (
                "UPDATE editions_edition SET page_id = %s WHERE id = %s",
                [self.sheets[page - 1].pk, version.pk],
            ),
            "delete": (f"DELETE FROM {kind.table} WHERE edition_ptr_id = %s", [version.pk]),
            "second": (self.copy_of(version, "draft"), []),
            "born live": (self.copy_of(version, "published"), []),
        }[how]
        if how == "second" and not sheet.open:
            statement, values = "DELETE FROM editions_edition WHERE id = %s", [version.pk]
        self.refuses(sheet, sql, statement, *values)

    def copy_of(self, version, status):
        """SQL that makes one more edition of the same page, with the words of this one."""
        columns = ["page_id", "author_id", "title", "summary", "change_note", "unexplained", "sought_as"]
        columns += ["saved", "saved_at", "created_at"]
        empty = [
            "author_name", "author_credit", "html", "text", "files", "renderer", "seal", "submission", "review_note",
            "reviewer_name", "reviewer_letters", "reviewer_role", "reviewer_organisation", "countersign", "closed_why",
        ]  # fmt: skip
        blanks = ["''"] * len(empty)
        return (
            f"INSERT INTO editions_edition (number, status, {', '.join(columns + empty)}) "
            f"SELECT (SELECT MAX(number) + 1 FROM editions_edition o WHERE o.page_id = e.page_id), '{status}', "
            f"{', '.join([*columns, *blanks])} "
            f"FROM editions_edition e WHERE e.id = {version.pk}"
        )

    @step(page=PAGES)
    def forge_a_review(self, page):
        """A forged decision that breaks no rule of the database. Undone at once.

        Readers do not get it, publish_due does not put it live, and it does not hold up the others.
        """
        sheet, version = self.pick(page, True, "in review")
        if version.status != "in review":
            self.touched = []
            return
        hands = sheet.hands(version)
        by, confirmed = (one.pk for one in list(self.people.values())[::-1] if one.name not in hands), "Forged"
        now = timezone.now()
        columns = {
            "status": "approved", "reviewer_id": next(by), "credentials_confirmed_by_id": next(by), "reviewed_at": now,
            "reviewer_name": confirmed, "credentials_until": datetime.date(2099, 1, 1), "publish_at": now,
            "review_due_on": datetime.date(2099, 1, 1), "countersign": f"00000000:{'f' * 64}",
        }  # fmt: skip
        undone = transaction.savepoint()
        try:
            assert Edition.objects.filter(pk=version.pk).update(**columns) == 1
            with pytest.raises(CommandError):
                call_command("publish_due", stdout=io.StringIO(), stderr=io.StringIO())
            assert Edition.objects.get(pk=version.pk).status == "approved"
            for _sheet, due in self.due():
                assert Edition.objects.get(pk=due.pk).status == "published"
            if sheet.live:
                assert self.answer_of(sheet).status_code == 200
            Edition.objects.filter(page_id=sheet.pk, status="published").update(status="superseded", superseded_at=now)
            assert Edition.objects.filter(pk=version.pk).update(status="published", published_at=now) == 1
            answer = self.answer_of(sheet)
            assert answer.status_code == 503
            assert not MARKER.search(answer.content.decode())
        finally:
            transaction.savepoint_rollback(undone)
        self.tally["forgeries"] += 1
        self.touched = [sheet]
