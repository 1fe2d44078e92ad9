"""Colleagues are told by e-mail of what cannot wait: once of each cause, and without a word of a question."""

import datetime
import io

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from questions import telling
from questions.models import Told
from tests.conftest import ask
from tests.questions.desk.conftest import address

pytestmark = pytest.mark.django_db


def told(**options):
    """{address: body} of what one run sends."""
    mail.outbox.clear()
    call_command("tell_colleagues", stdout=io.StringIO(), **options)
    return {one.to[0]: one.body for one in mail.outbox}


def test_a_flagged_question_is_told_to_those_who_moderate_once(moderator, editor, reviewer, stranger, settings):
    settings.SITE_URL = "https://site.example"
    ordinary, flagged = ask(), ask(danger=True)
    sent = told()
    assert set(sent) == {moderator.email, editor.email}
    assert f"https://site.example{address(flagged)}" in sent[moderator.email]
    assert address(ordinary) not in sent[moderator.email]
    assert told() == {}


def test_it_says_nothing_of_what_was_asked(moderator):
    ask(danger=True)
    told()
    assert "hurt" not in mail.outbox[0].subject + mail.outbox[0].body
    assert mail.outbox[0].subject == "Stage 4: 1 question waits for you"


def test_what_somebody_has_looked_at_is_not_told(moderator):
    ask(danger=True).claim(by=moderator)
    assert told() == {}


def test_a_late_question_is_told_once(moderator, time_machine):
    ask()
    assert told() == {}
    time_machine.move_to(timezone.now() + datetime.timedelta(days=5))
    assert "is late" in told()[moderator.email]
    assert told() == {}


def test_a_clinician_is_told_of_what_is_assigned(with_writer, writer):
    sent = told()
    assert set(sent) == {writer.email}
    assert f"{with_writer} is for you to answer." in sent[writer.email]
    assert told() == {}


def test_a_dry_run_sends_nothing(moderator):
    ask(danger=True)
    assert told(dry_run=True) == {}
    assert set(told()) == {moderator.email}


def test_what_could_not_be_sent_is_sent_later(moderator, settings):
    ask(danger=True)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.nowhere.EmailBackend"
    with pytest.raises(CommandError):
        told()
    settings.EMAIL_BACKEND = working
    assert set(told()) == {moderator.email}


def test_what_another_run_has_claimed_is_left_until_that_run_is_dead(moderator, time_machine):
    question = ask(danger=True)
    Told.objects.create(submission=question, person=moderator, of="flagged")
    assert told() == {}
    assert telling.send(moderator, [(question, "flagged")]) == 0
    time_machine.move_to(timezone.now() + telling.CLAIM + datetime.timedelta(seconds=1))
    assert set(told()) == {moderator.email}
