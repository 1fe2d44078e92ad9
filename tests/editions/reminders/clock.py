"""What the tests of reminders share: a clock, a run, and what it sent."""

import datetime
from zoneinfo import ZoneInfo

import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from editions.models import Reminder

LONDON = ZoneInfo("Europe/London")


def at(year, month, day, hour=9, minute=0, zone=LONDON):
    return time_machine.travel(datetime.datetime(year, month, day, hour, minute, tzinfo=zone), tick=False)


def days_after(moment, days):
    return time_machine.travel(timezone.localtime(moment) + datetime.timedelta(days=days), tick=False)


def run():
    """A run of the command: the messages that it sent."""
    mail.outbox.clear()
    call_command("send_reminders")
    return list(mail.outbox)


def receivers(messages):
    return [address for message in messages for address in message.to]


def steps(edition=None):
    rows = Reminder.objects.filter(edition_id=edition.pk) if edition else Reminder.objects.all()
    return list(rows.order_by("pk").values_list("step", flat=True))


def live_every(stage, months):
    draft = stage.draft(review_every=months)
    draft.submit(by=stage.writer, saved=0)
    draft.approve(by=stage.reviewer, seal=draft.seal)
    return draft
