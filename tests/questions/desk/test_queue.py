"""The queue: its order, what it counts, what it shows of a question, and the one thing that is done to many."""

import datetime

import pytest
from django.utils import timezone

from editions.models import Topic
from questions import work
from questions.models import Submission
from tests.conftest import ASKED, WORDING, ask
from tests.editions.desk.browsing import signed_in, text_of
from tests.questions.desk.conftest import QUEUE, address

pytestmark = pytest.mark.django_db
WEDNESDAY = datetime.datetime(2026, 3, 4, 10, tzinfo=datetime.UTC)


def listed(response):
    """The numbers of the questions, in the order in which they stand there."""
    return [one.pk for one in response.context["part"].object_list]


def test_flagged_ones_come_first_then_the_oldest(moderator, time_machine):
    made = []
    for hours, danger in ((0, False), (1, True), (2, False), (3, True)):
        time_machine.move_to(WEDNESDAY + datetime.timedelta(hours=hours), tick=False)
        made.append(ask(danger=danger))
    assert listed(signed_in(moderator).get(QUEUE)) == [made[1].pk, made[3].pk, made[0].pk, made[2].pk]


def test_it_shows_number_state_topic_country_age_and_flag_and_no_text(moderator, time_machine):
    time_machine.move_to(WEDNESDAY, tick=False)
    question = ask(danger=True, topic=Topic.objects.create(name="Symptoms", slug="symptoms"))
    time_machine.move_to(WEDNESDAY + datetime.timedelta(hours=3), tick=False)
    page = signed_in(moderator).get(QUEUE)
    said = text_of(page)
    for word in (
        str(question),
        "Flagged",
        "received",
        "Symptoms",
        "United Kingdom",
        "3 hours",
        "first look by Wed 4 Mar",
    ):
        assert word in said, word
    assert not {word for word in ASKED.split() if len(word) > 4} & set(said.split())
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    ("danger", "looked", "until", "late"),
    [
        (True, False, (2026, 3, 4, 17, 59), {}),
        (True, False, (2026, 3, 4, 18, 1), {"flagged": 1}),
        (True, True, (2026, 3, 4, 18, 1), {"flagged": 1}),
        (False, False, (2026, 3, 5, 17, 59), {}),
        (False, False, (2026, 3, 5, 18, 1), {"look": 1}),
        (False, True, (2026, 3, 5, 18, 1), {}),
        (False, True, (2026, 3, 11, 17, 59), {}),
        (False, True, (2026, 3, 11, 18, 1), {"answer": 1}),
    ],
)
def test_what_is_late_is_counted_in_working_days(moderator, time_machine, danger, looked, until, late):
    time_machine.move_to(WEDNESDAY, tick=False)
    question = ask(danger=danger)
    if looked:
        question.claim(by=moderator)
    time_machine.move_to(datetime.datetime(*until, tzinfo=datetime.UTC), tick=False)  # London is on UTC in March
    assert work.late() == {"flagged": 0, "look": 0, "answer": 0, **late}
    assert work.is_late(question) == bool(late)
    page = signed_in(moderator).get(f"{QUEUE}?show=late")
    assert listed(page) == ([question.pk] if late else [])


def test_the_limits_are_settings(moderator, time_machine, settings):
    settings.QUESTIONS_LOOK_DAYS = 2
    time_machine.move_to(WEDNESDAY, tick=False)
    question = ask()
    time_machine.move_to(WEDNESDAY + datetime.timedelta(days=1, hours=9), tick=False)
    assert not work.is_late(question)


def test_what_comes_on_friday_night_is_not_late_on_sunday(time_machine):
    time_machine.move_to(datetime.datetime(2026, 3, 6, 20, tzinfo=datetime.UTC), tick=False)
    question = ask(danger=True)
    time_machine.move_to(datetime.datetime(2026, 3, 8, 20, tzinfo=datetime.UTC), tick=False)
    assert not work.is_late(question)
    time_machine.move_to(datetime.datetime(2026, 3, 9, 18, 1, tzinfo=datetime.UTC), tick=False)
    assert work.is_late(question)


def test_filters(moderator, claimed, with_writer, to_confirm):
    held, declined = ask(held=True), ask()
    declined.claim(by=moderator)
    declined.decline(by=moderator, kind="abuse", text="No.")
    browser = signed_in(moderator)
    shown = {
        "": {claimed.pk, with_writer.pk, to_confirm.pk, held.pk},
        "received": {claimed.pk, to_confirm.pk},
        "held": {held.pk},
        "assigned": {with_writer.pk},
        "declined": {declined.pk},
        "mine": {claimed.pk},
        "to confirm": {to_confirm.pk},
        "flagged": set(),
        "all": {one.pk for one in Submission.objects.all()},
        "no such thing": {claimed.pk, with_writer.pk, to_confirm.pk, held.pk},
    }
    for show, expected in shown.items():
        assert set(listed(browser.get(QUEUE, {"show": show}))) == expected, show


def test_an_empty_queue_says_so(moderator):
    assert "Nothing waits." in text_of(signed_in(moderator).get(QUEUE))
    assert "No question fits this choice." in text_of(signed_in(moderator).get(f"{QUEUE}?show=spam"))


def test_it_is_cut_into_parts(moderator, monkeypatch):
    from questions import screens

    monkeypatch.setattr(screens, "PER_PAGE", 5)
    for _number in range(11):
        ask()
    browser = signed_in(moderator)
    first = browser.get(QUEUE)
    assert len(listed(first)) == 5
    assert "11 questions, part 1 of 3" in text_of(first)
    assert len(listed(browser.get(f"{QUEUE}?page=3"))) == 1
    assert listed(browser.get(f"{QUEUE}?page=99")) == listed(browser.get(f"{QUEUE}?page=3"))


def test_spam_is_marked_in_bulk_but_nothing_flagged_and_nothing_that_somebody_works_on(colleague, claimed, with_writer):
    spam, flagged, other = ask(held=True), ask(danger=True), ask()
    chosen = [spam.pk, flagged.pk, claimed.pk, with_writer.pk, "x", "9" * 30]
    answer = signed_in(colleague).post(f"{QUEUE}spam/", {"questions": chosen}, follow=True)
    assert dict(Submission.objects.values_list("pk", "state")) == {
        spam.pk: "spam",
        flagged.pk: "received",
        claimed.pk: "received",
        with_writer.pk: "assigned",
        other.pk: "received",
    }
    assert "1 question was marked as spam." in text_of(answer)
    assert "3 were left as they are" in text_of(answer)


def test_nothing_chosen_is_said(moderator):
    assert "Choose questions by their boxes first." in text_of(signed_in(moderator).post(f"{QUEUE}spam/", follow=True))


def test_spam_can_be_undone(moderator, claimed):
    browser = signed_in(moderator)
    browser.post(address(claimed, "spam"))
    claimed.refresh_from_db()
    assert claimed.state == "spam"
    assert "It is no spam" in text_of(browser.get(address(claimed)))
    browser.post(address(claimed, "not-spam"))
    claimed.refresh_from_db()
    assert claimed.state == "received"


def test_no_screen_holds_a_text_in_its_title_address_or_messages(moderator, claimed):
    browser = signed_in(moderator)
    page = browser.post(address(claimed, "redact"), {"wording": WORDING}, follow=True)
    assert "back" not in page.content.decode().partition("<title>")[2].partition("</title>")[0]
    assert page.request["PATH_INFO"] == address(claimed, "redact")
    assert page.request["QUERY_STRING"] == ""


def test_it_costs_the_same_however_long_it_is(moderator, colleague, django_assert_max_num_queries):
    browser = signed_in(moderator)
    for _number in range(12):
        ask().claim(by=colleague)
    with django_assert_max_num_queries(24):
        browser.get(QUEUE)
    with django_assert_max_num_queries(40):
        browser.get("/admin/")


def test_an_age_is_said_in_its_largest_unit(time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    question = ask()
    for seconds, said in ((5, "1 minute"), (600, "10 minutes"), (7200, "2 hours"), (86400 * 3, "3 days")):
        time_machine.move_to(now + datetime.timedelta(seconds=seconds), tick=False)
        assert work.age(question) == said
