"""A run of the reminders: one message a person, without a word of an edition; runs that fail, meet or die."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from editions import guards, reminders
from editions.models import Edition, Page, Reminder
from people import roles
from tests.conftest import make_person
from tests.editions.reminders.clock import at, days_after, receivers, run, steps

pytestmark = pytest.mark.django_db


class FailsFor(EmailBackend):
    """A mail server that refuses one address."""

    address = ""

    def send_messages(self, messages):
        if self.address in messages[0].to:
            raise ConnectionRefusedError(f"no such box: {self.address}")
        return super().send_messages(messages)


@pytest.fixture
def mail_fails_for(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.FailsFor"
    return lambda person: monkeypatch.setattr(FailsFor, "address", person.email if person else "")


# The message ------------------------------------------------------------------------------------


def test_a_person_gets_one_message_with_everything(stage, reviewer, settings):
    with at(2027, 1, 4):
        first, second = stage.live(), stage.live()
        Page.objects.filter(pk=first.page_id).update(owner=reviewer)
    with at(2028, 1, 1):
        waiting = stage.next_submitted(second)
    with at(2028, 1, 4):
        messages = run()
    assert sorted(receivers(messages)) == sorted([stage.writer.email, reviewer.email])
    [message] = [one for one in messages if one.to == [reviewer.email]]
    assert message.subject == "Stage 4: 1 review waits, 1 page is due for review"
    assert f"{second.page.path}, edition 2: in review for 3 days without a decision." in message.body
    assert f"{first.page.path}, edition 1 (live): due for review today, 4 January 2028." in message.body
    for edition in (first, waiting):
        assert f"{settings.SITE_URL}/admin/editions/edition/{edition.pk}/" in message.body
    [owners] = [one for one in messages if one.to == [stage.writer.email]]
    assert "Another edition is in work: in review." in owners.body


def test_no_word_of_an_edition_is_in_a_message(live, stage):
    with at(2028, 1, 1):
        waiting = stage.next_submitted(live)
    with at(2028, 1, 4):
        messages = run()
    assert len(messages) == 2
    for message in messages:
        said = message.subject + message.body
        for edition in (live, waiting):
            words = [getattr(edition, name) for name in edition.word_names()]
            assert not [word for word in words if isinstance(word, str) and word and word in said]
        assert (message.content_subtype, message.alternatives, message.attachments) == ("plain", [], [])


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ((2027, 11, 5), "due for review in 60 days, on 4 January 2028."),
        ((2028, 1, 3), "due for review in 1 day, on 4 January 2028."),
        ((2028, 1, 4), "due for review today, 4 January 2028."),
        ((2028, 1, 5), "1 day late: due for review since 4 January 2028."),
        ((2028, 1, 11), "7 days late: due for review since 4 January 2028."),
    ],
)
def test_the_day_is_said_in_words(live, day, said):
    with at(*day):
        assert said in run()[0].body


# Runs that fail ---------------------------------------------------------------------------------


def test_a_dry_run_sends_and_writes_nothing(live, submitted, reviewer, writer, capsys):
    Reminder.objects.create(edition_id=live.pk, recipient=writer, step="sending due 60")
    before = list(Reminder.objects.values())
    with at(2028, 1, 4):
        call_command("send_reminders", dry_run=True)
    said = capsys.readouterr().out
    assert f"{reviewer.email}: Stage 4: 1 review waits" in said
    assert f"{writer.email}: Stage 4: 1 page is due for review" in said
    assert "due 0: /" in said
    assert mail.outbox == []
    assert list(Reminder.objects.values()) == before


def test_one_persons_failure_stops_nobody_else_and_is_tried_again(live, stage, reviewer, mail_fails_for, capsys):
    with at(2028, 1, 1):
        stage.next_submitted(live)
    with at(2028, 1, 4):
        mail_fails_for(reviewer)  # the first in the order of addresses
        with pytest.raises(CommandError) as failure:
            call_command("send_reminders")
        assert failure.value.returncode == 1
        said = capsys.readouterr()
        assert "1 sent." in said.out
        assert f"not sent: {reviewer.email}: ConnectionRefusedError" in said.err
        assert receivers(mail.outbox) == [stage.writer.email]
        assert steps() == ["due 0"]
        mail_fails_for(None)
        assert receivers(run()) == [reviewer.email]
        assert run() == []


def test_a_step_that_could_not_be_sent_gives_way_to_the_next(live, writer, mail_fails_for):
    mail_fails_for(writer)
    with at(2028, 1, 4), pytest.raises(CommandError):
        call_command("send_reminders")
    mail_fails_for(None)
    with at(2028, 1, 11):
        assert "7 days late" in run()[0].body
    assert steps() == ["late 7"]


def test_what_another_run_has_claimed_is_not_sent(live, writer):
    with at(2028, 1, 4):
        Reminder.objects.create(edition_id=live.pk, recipient=writer, step="sending due 0")
        assert run() == []
    with at(2028, 1, 4, 9, 11):  # that run died
        assert receivers(run()) == [writer.email]
    assert steps() == ["due 0"]


def test_what_another_run_has_sent_in_the_meantime_is_not_sent(live, writer):
    with at(2028, 1, 4):
        [(person, reasons)], _unheard = reminders.digests(timezone.now())
        assert len(run()) == 1
        mail.outbox.clear()
        assert reminders.send(person, reasons) == 0
    assert (mail.outbox, steps()) == ([], ["due 0"])


def test_a_claim_of_a_clock_that_went_back_is_dropped(live, writer):
    with at(2029, 1, 1):
        Reminder.objects.create(edition_id=live.pk, recipient=writer, step="sending late 357")
    with at(2028, 1, 4):
        assert receivers(run()) == [writer.email]


def test_the_number_of_queries_does_not_grow_with_pages(stage, django_assert_max_num_queries):
    with at(2027, 1, 4):
        for _page in range(3):
            stage.live()
    with at(2028, 1, 4), django_assert_max_num_queries(4):
        reminders.digests(timezone.now())


# Two runs at once, and one that dies ------------------------------------------------------------


class SlowMail(EmailBackend):
    """Keeps each message for a moment, so that the runs meet."""

    def send_messages(self, messages):
        time.sleep(0.05)
        return super().send_messages(messages)


@pytest.mark.django_db(transaction=True)
def test_runs_at_once_send_each_message_once(stage, settings):
    settings.EMAIL_BACKEND = f"{__name__}.SlowMail"
    with at(2027, 1, 4):
        for name in ("Anna", "Berta", "Carla", "Dora"):
            Page.objects.filter(pk=stage.live().page_id).update(owner=make_person(name, roles.WRITER))

    def one_run(_number):
        try:
            call_command("send_reminders")
        finally:
            connections.close_all()

    with at(2028, 1, 4), ThreadPoolExecutor(4) as runs:
        list(runs.map(one_run, range(4)))
    assert len(receivers(mail.outbox)) == len(set(receivers(mail.outbox))) == 4
    assert steps() == ["due 0"] * 4


DYING = """
    import os, signal, django
    from django.conf import settings
    django.setup()
    from django.core.mail.backends import base, locmem
    from django.db import connections
    from django.core.management import call_command
    connections["default"].settings_dict["NAME"] = {name!r}
    class Dies(base.BaseEmailBackend):
        def send_messages(self, messages):
            os.kill(os.getpid(), signal.SIGKILL)
    locmem.EmailBackend = Dies
    call_command("send_reminders")
"""


@pytest.mark.django_db(transaction=True)
def test_a_run_that_is_killed_while_it_sends_loses_nothing(stage, writer):
    live = stage.live()
    guards.lift()  # the other process has a clock of its own, so the row is moved
    Edition.objects.filter(pk=live.pk).update(review_due_on=timezone.localdate())
    guards.install()
    code = textwrap.dedent(DYING.format(name=str(connection.settings_dict["NAME"])))
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    died = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert steps() == ["sending due 0"]
    assert run() == []
    with days_after(timezone.now(), 1):
        assert receivers(run()) == [writer.email]
        assert steps() == ["due 0"]
