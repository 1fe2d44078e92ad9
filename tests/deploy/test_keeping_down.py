"""What was taken down since the backup stays down after a restore; and what may be up again is named, with exit 1."""

import io
import json
import tarfile

import pytest

pytestmark = pytest.mark.django_db  # so that they run on both engines

PAIN, TIRED, NAUSEA = "/articles/bone-pain/", "/articles/tiredness/", "/articles/nausea/"
STATES = """
import django; django.setup()
from editions.models import Edition
for edition in Edition.objects.order_by("pk"):
    print(edition.title, edition.status, edition.closed_why, sep="|")
"""
ANOTHER_PAST = """
import django; django.setup()
from datetime import timedelta
from django.db.models import F
from editions import guards
from editions.models import Page
guards.lift()
Page.objects.update(created_at=F("created_at") - timedelta(days=1))
guards.install()
"""
A_LATER_EDITOR = """
import django; django.setup()
from django.contrib.auth.models import Group
from people import roles
from people.models import User
User.objects.create_user("later@example.org", "a long password", name="Later").groups.add(
    Group.objects.get(name=roles.EDITOR_IN_CHIEF))
"""
DIES_AFTER_THE_REPLACEMENT = """
import os, sys
import django; django.setup()
from django.core.management import call_command
from django.db.models.signals import pre_migrate
pre_migrate.connect(lambda **_: os._exit(9), weak=False)
call_command("restore", sys.argv[1], yes=True)
"""


@pytest.fixture
def backup(site):
    """Makes one, and returns its path."""

    def make():
        site.manage("backup", "--output", site.folder / "one.tar")
        return site.folder / "one.tar"

    return make


def states(site):
    """Each edition's state by its title, and why it was closed."""
    return {title: (status, why) for title, status, why in (
        line.split("|") for line in site.run("-c", STATES).stdout.splitlines())}  # fmt: skip


def restored(site, backup, code=0):
    """What the restore said, which ended with this exit code."""
    done = site.manage("restore", backup, "--yes", good=False)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.parametrize("another_past", [False, True])
def test_a_page_that_moved_before_it_was_withdrawn(site, backup, another_past):
    """Found by what it is; in a database of another past, where ids mean nothing, by an address that it had."""
    one = backup()
    site.content("move", PAIN, "pain-in-bones")
    site.content("withdraw", "/articles/pain-in-bones/")
    if another_past:
        site.run("-c", ANOTHER_PAST)
    assert f"withdrawn again: {PAIN}" in restored(site, one)
    assert states(site) == {"Bone pain": ("closed", "withdrawn"), "Tiredness": ("published", "")}


def test_a_page_that_the_backup_does_not_have_is_named(site, backup):
    one = backup()
    site.content("submit", "nausea", "Nausea")
    site.content("approve", NAUSEA)
    site.content("withdraw", NAUSEA)
    said = restored(site, one, code=1)
    assert f"Not withdrawn again: {NAUSEA}: the backup has no such page" in said
    assert "All is well" in said


def test_what_was_scheduled_or_cancelled_does_not_go_live(site, backup):
    for slug, title in (("nausea", "Nausea"), ("sleep", "Sleep")):
        site.content("submit", slug, title)
        site.content("schedule", f"/articles/{slug}/")
    one = backup()
    site.content("withdraw", NAUSEA)
    site.content("cancel", "/articles/sleep/")
    said = restored(site, one)
    assert f"withdrawn again: {NAUSEA}" in said
    assert "cancelled again: /articles/sleep/ (edition 1)" in said
    assert (states(site)["Nausea"], states(site)["Sleep"]) == (("closed", "withdrawn"), ("closed", "cancelled"))


def test_withdrawn_or_cancelled_words_that_wait_for_review_again_are_named(site, backup):
    for slug, title in (("nausea", "Nausea"), ("sleep", "Sleep")):
        site.content("submit", slug, title)
    one = backup()
    site.content("approve", NAUSEA)
    site.content("withdraw", NAUSEA)
    site.content("schedule", "/articles/sleep/")
    site.content("cancel", "/articles/sleep/")
    said = restored(site, one, code=1)
    assert f"Not withdrawn again: {NAUSEA}: words that were withdrawn wait for review again" in said
    assert "Not cancelled again: /articles/sleep/ (edition 1): its publication was cancelled" in said


def test_no_clock_says_what_the_backup_knows(site, backup):
    """A withdrawal whose transaction overlaps the copy can be older than the backup, and not be in it."""
    one = backup()
    site.content("withdraw", TIRED)
    made_later(one)
    assert f"withdrawn again: {TIRED}" in restored(site, one)
    assert states(site)["Tiredness"] == ("closed", "withdrawn")
    assert "again:" not in restored(site, backup_of(site, "two.tar"))


def made_later(backup):
    """The same backup, by a clock that is a day ahead."""
    with tarfile.open(backup) as tar:
        members = [(member.name, tar.extractfile(member).read()) for member in tar.getmembers()]
    manifest = json.loads(members[-1][1])
    manifest["made_at"] = "2999" + manifest["made_at"][4:]
    with tarfile.open(backup, "w") as tar:
        for name, content in [*members[:-1], ("manifest.json", json.dumps(manifest).encode())]:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))


def backup_of(site, name):
    site.manage("backup", "--output", site.folder / name)
    return site.folder / name


def test_a_page_that_cannot_be_withdrawn_again_is_named(site, backup):
    one = backup()
    site.run("-c", A_LATER_EDITOR)
    site.content("withdraw", PAIN, "later@example.org")
    site.content("withdraw", TIRED)
    said = restored(site, one, code=1)
    assert f"Not withdrawn again: {PAIN}: the backup does not know the person" in said
    assert f"withdrawn again: {TIRED}" in said
    assert "1 may be up again" in said


def test_a_restore_that_died_forgets_nothing(site, backup):
    one = backup()
    site.content("withdraw", PAIN)
    assert site.run("-c", DIES_AFTER_THE_REPLACEMENT, one, good=False).returncode == 9
    assert states(site)["Bone pain"] == ("published", "")
    assert f"withdrawn again: {PAIN}" in restored(site, one)
    assert "again:" not in restored(site, backup_of(site, "two.tar"))


def test_a_former_database_that_cannot_be_read_is_said(site, backup):
    one = backup()
    site.run("-c", "import django; django.setup()\nfrom django.db import connection\n"
             "connection.cursor().execute('DROP TABLE editions_withdrawal')")  # fmt: skip
    said = restored(site, one, code=1)
    assert "The former database does not say its withdrawals since" in said
    assert "does not say its cancellations" not in said
