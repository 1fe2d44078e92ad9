"""Reminders: who is told at which step, and never twice, whatever clock, cron and people do in between."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from editions import reminders
from editions.models import Page, Reminder
from people import roles
from people.models import User
from tests.conftest import give_credentials, make_person
from tests.editions.reminders.clock import LONDON, at, days_after, live_every, receivers, run, steps

pytestmark = pytest.mark.django_db


@pytest.fixture
def second_reviewer(editor):
    person = make_person("Rita Reviewer", roles.CLINICAL_REVIEWER)
    give_credentials(person, editor)
    return person


# Reviews without a decision ---------------------------------------------------------------------


def test_reviewers_are_reminded_after_three_and_seven_days_and_then_no_more(submitted, reviewer):
    sent = {}
    for day in range(31):
        with days_after(submitted.submitted_at, day):
            sent[day] = receivers(run())
    assert {day: who for day, who in sent.items() if who} == {3: [reviewer.email], 7: [reviewer.email]}
    assert steps() == ["review 3", "review 7"]


def test_a_day_is_counted_by_dates_not_by_hours(stage):
    with at(2027, 1, 4, 23, 30):
        stage.submitted()
    with at(2027, 1, 7, 0, 30):
        assert len(run()) == 1


def test_a_second_run_sends_nothing(submitted):
    with days_after(submitted.submitted_at, 3):
        assert len(run()) == 1
        assert run() == []


def test_only_those_who_may_decide_are_reminded(submitted, stage, reviewer, second_reviewer):
    make_person("Nina New", roles.CLINICAL_REVIEWER)
    ended = make_person("Ed Ended", roles.CLINICAL_REVIEWER)
    give_credentials(ended, stage.editor).suspend(by=stage.editor)
    User.objects.filter(pk=second_reviewer.pk).update(is_active=False)
    with days_after(submitted.submitted_at, 3):
        assert receivers(run()) == [reviewer.email]


def test_first_who_was_asked_by_name_then_everybody(submitted, stage, reviewer, second_reviewer):
    submitted.ask(by=stage.writer, reviewer=second_reviewer)
    with days_after(submitted.submitted_at, 3):
        assert receivers(run()) == [second_reviewer.email]
    with days_after(submitted.submitted_at, 7):
        assert receivers(run()) == sorted([reviewer.email, second_reviewer.email])


def test_everybody_when_who_was_asked_may_decide_no_longer(submitted, stage, reviewer, second_reviewer):
    submitted.ask(by=stage.writer, reviewer=second_reviewer)
    second_reviewer.credentials.suspend(by=stage.editor)
    with days_after(submitted.submitted_at, 3):
        assert receivers(run()) == [reviewer.email]


def test_a_decision_ends_the_reminders(submitted, reviewer):
    with days_after(submitted.submitted_at, 2):
        submitted.request_changes(by=reviewer, note="More, please.")
    with days_after(submitted.submitted_at, 9):
        assert run() == []


def test_a_decision_while_the_run_is_on_its_way_is_noticed(submitted, reviewer):
    with days_after(submitted.submitted_at, 3):
        [(person, reasons)], _unheard = reminders.digests(timezone.now())
        submitted.request_changes(by=reviewer, note="More, please.")
        assert reminders.send(person, reasons) == 0
    assert (mail.outbox, steps()) == ([], [])


def test_an_edition_that_nobody_may_decide_on_is_named(submitted, stage, reviewer, capsys):
    reviewer.credentials.suspend(by=stage.editor)
    with days_after(submitted.submitted_at, 3):
        assert run() == []
    assert "nobody to remind: /" in capsys.readouterr().err


# Pages due for review ---------------------------------------------------------------------------


def test_the_owner_is_reminded_at_60_30_0_days_and_then_each_week(live, writer):
    sent = {}
    for day in range(-70, 30):
        with days_after(datetime.datetime(2028, 1, 4, 9, tzinfo=LONDON), day):
            if who := receivers(run()):
                sent[day] = who
    assert list(sent) == [-60, -30, 0, 7, 14, 21, 28]
    assert all(who == [writer.email] for who in sent.values())
    assert steps(live) == ["due 60", "due 30", "due 0", "late 7", "late 14", "late 21", "late 28"]


@pytest.mark.parametrize(
    ("last_run", "next_run", "expected"),
    [
        ((2027, 11, 4), (2027, 11, 13), ["due 60"]),
        ((2027, 12, 4), (2027, 12, 13), ["due 60", "due 30"]),
        ((2027, 12, 31), (2028, 1, 9), ["due 60", "due 30", "due 0"]),
        ((2028, 1, 9), (2028, 1, 18), ["due 60", "due 30", "due 0", "late 14"]),
    ],
)
def test_a_cron_that_did_not_run_for_nine_days_sends_the_newest_step_once(live, last_run, next_run, expected):
    day = datetime.date(2027, 10, 25)
    while day <= datetime.date(*last_run):
        with at(day.year, day.month, day.day):
            run()
        day += datetime.timedelta(days=1)
    before = steps(live)
    with at(*next_run):
        assert len(run()) == 1
        assert run() == []
    assert steps(live) == expected
    assert len(expected) == len(before) + 1


def test_skipped_steps_are_never_sent_later(live):
    with at(2028, 1, 20):  # the first run of all
        assert len(run()) == 1
    assert steps(live) == ["late 14"]
    with at(2028, 1, 21):
        assert run() == []


@pytest.mark.parametrize("earlier", [(2028, 1, 13), (2028, 1, 4), (2027, 12, 10), (2027, 1, 1), (2020, 1, 1)])
def test_a_clock_that_went_back_sends_nothing_a_second_time(live, earlier):
    with at(2028, 1, 18):
        assert len(run()) == 1
    with at(*earlier):
        assert run() == []
    assert steps(live) == ["late 14"]


def test_a_page_that_was_reviewed_again_has_new_steps(live, stage, reviewer):
    with at(2028, 1, 4):
        assert len(run()) == 1
        again = live.page.submit_unchanged(by=stage.writer)
        again.approve(by=reviewer, seal=again.seal)
        assert run() == []
    with at(2028, 3, 20):
        assert run() == []
    with at(2028, 11, 5):
        assert len(run()) == 1
    assert (steps(live), steps(again)) == (["due 0"], ["due 60"])


def test_a_withdrawn_page_is_not_due(live, stage):
    with at(2027, 12, 30):
        live.page.withdraw(by=stage.editor, reason="wrong")
        assert run() == []


def test_a_new_owner_is_told_of_the_present_step_and_the_old_one_of_nothing_more(live, writer, other_writer):
    with at(2027, 12, 6):
        assert receivers(run()) == [writer.email]
        Page.objects.filter(pk=live.page_id).update(owner=other_writer)
        assert receivers(run()) == [other_writer.email]
    with at(2028, 1, 4):
        assert receivers(run()) == [other_writer.email]
        Page.objects.filter(pk=live.page_id).update(owner=writer)
        assert receivers(run()) == [writer.email]
        assert run() == []


def test_the_editors_in_chief_hear_of_a_page_whose_owner_is_inactive(live, writer, editor):
    second = make_person("Emil Editor", roles.EDITOR_IN_CHIEF)
    make_person("Gone Editor", roles.EDITOR_IN_CHIEF, is_active=False)
    User.objects.filter(pk=writer.pk).update(is_active=False)
    with at(2028, 1, 4):
        messages = run()
    assert receivers(messages) == [editor.email, second.email]
    assert "Wanda Writer, has no active account: choose another." in messages[0].body


def test_a_page_without_owner_and_editor_is_named(live, writer, editor, capsys):
    User.objects.filter(pk__in=[writer.pk, editor.pk]).update(is_active=False)
    with at(2028, 1, 4):
        assert run() == []
    assert "nobody to remind: /" in capsys.readouterr().err


def test_a_step_before_the_review_itself_is_none(stage, writer):
    with at(2027, 1, 4):
        live = live_every(stage, months=1)
        assert run() == []
    with at(2027, 1, 5):  # 30 days before 4 February
        assert receivers(run()) == [writer.email]
    assert steps(live) == ["due 30"]


# The calendar -----------------------------------------------------------------------------------


def test_a_review_on_29_february_is_due_on_the_28th(stage):
    with at(2028, 2, 29):
        live = stage.live()
    assert live.review_due_on == datetime.date(2029, 2, 28)
    with at(2029, 2, 27):
        run()
    with at(2029, 2, 28):
        assert "due for review today, 28 February 2029." in run()[0].body
    assert steps(live) == ["due 30", "due 0"]


def test_the_week_after_29_february(stage):
    with at(2027, 2, 28):
        live = live_every(stage, months=12)
    for day in ((2028, 2, 28), (2028, 2, 29), (2028, 3, 5), (2028, 3, 6), (2028, 3, 7)):
        with at(*day):
            run()
    assert steps(live) == ["due 0", "late 7"]
    assert Reminder.objects.filter(step="late 7", sent_at__date=datetime.date(2028, 3, 6)).exists()


@pytest.mark.parametrize("change", [(2027, 3, 28), (2027, 10, 31)])  # Europe/London: forward, back
@pytest.mark.parametrize("hour", [0, 1, 2, 23])
def test_daylight_saving_neither_loses_nor_doubles_a_day(stage, change, hour):
    day = datetime.date(*change)
    with at(day.year, day.month, day.day - 2, hour, 30):
        stage.submitted()
    sent = []
    for later in range(6):
        on = day + datetime.timedelta(days=later - 2)
        with at(on.year, on.month, on.day, hour, 30):
            sent.append(len(run()))
    assert sent == [0, 0, 0, 1, 0, 0]


@pytest.mark.parametrize(
    ("zone", "is_reached"), [("Europe/London", False), ("Pacific/Auckland", True), ("Pacific/Honolulu", False)]
)
def test_the_days_are_those_of_the_sites_time_zone(live, settings, zone, is_reached):
    settings.TIME_ZONE = zone
    with at(2028, 1, 3, 20, 0):  # in Auckland it is the 4th
        run()
    assert ("due 0" in steps(live)) is is_reached


def test_a_time_zone_that_changes_in_between_repeats_nothing(live, settings):
    with at(2028, 1, 4, 1, 0):
        assert len(run()) == 1
        settings.TIME_ZONE = "America/New_York"  # the 3rd again
        assert run() == []
    with at(2028, 1, 4, 12, 0):
        assert run() == []
