"""What was kept for its time is erased by itself, each step when it is due."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from questions.models import AnswerEdition, Erasure, Message, ReplyAddress, Submission, Word
from tests.conftest import ask, assigned
from tests.questions.conftest import answered

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def run(*options):
    said = io.StringIO()
    call_command("erase_expired", *options, stdout=said)
    return said.getvalue()


def later(time_machine, days):
    time_machine.move_to(timezone.now() + days * DAY)


def test_what_is_not_answered_is_kept_ninety_days(time_machine):
    question = ask()
    later(time_machine, 89)
    assert run() == "0 erased.\n"
    later(time_machine, 2)
    assert "would be erased: Question" in run("--dry-run")
    assert not Erasure.objects.exists()
    assert f"erased: {question}: everything: unanswered for 90 days" in run()
    question.refresh_from_db()
    assert question.state == "erased"
    assert run() == "0 erased.\n"


def test_what_was_declined_is_kept_ninety_days_from_then(time_machine, moderator):
    question = ask()
    later(time_machine, 60)
    question.claim(by=moderator)
    question.decline(by=moderator, kind="off topic", text="No.")
    later(time_machine, 60)
    run()
    question.refresh_from_db()
    assert question.erased_at is None
    later(time_machine, 31)
    run()
    question.refresh_from_db()
    assert question.erased_at


def test_what_was_answered_privately_is_kept_a_year(time_machine, private_question, sent):
    later(time_machine, 364)
    run()
    private_question.refresh_from_db()
    assert private_question.erased_at is None
    assert private_question.answer_to_show() == sent
    later(time_machine, 2)
    run()
    assert AnswerEdition.objects.get().erased_at


def test_a_better_answer_in_the_place_of_a_withdrawn_one_is_kept_a_year_from_its_own_day(
    time_machine, private_question, sent, editor, writer, reviewer
):
    later(time_machine, 340)
    sent.page.withdraw(by=editor, reason="wrong")
    answered(private_question, writer, reviewer, publish=False, change_note="What was wrong is right now.")
    later(time_machine, 364)
    assert "everything" not in run()
    later(time_machine, 2)
    assert f"erased: {private_question}: everything: answered privately 365 days ago" in run()


def test_of_what_is_published_the_original_goes_after_thirty_days(time_machine, client, question, published):
    Message.objects.create(submission=question, text="More of it.")
    later(time_machine, 29)
    run()
    question.refresh_from_db()
    assert question.original
    later(time_machine, 2)
    assert "as it was asked: published 30 days ago" in run()
    question.refresh_from_db()
    assert (question.original, question.state) == ("", "published")
    assert Message.objects.get().text == ""
    later(time_machine, 5000)
    run()
    assert client.get(published.page.path).status_code == 200
    call_command("verify", stdout=io.StringIO())


def test_the_reply_address_goes_first(time_machine, question, published):
    later(time_machine, 13)
    run()
    assert ReplyAddress.objects.exists()
    Word.objects.update(sent_at=timezone.now())
    later(time_machine, 2)
    assert "reply address" in run()
    assert not ReplyAddress.objects.exists()


def test_one_that_fails_does_not_keep_the_others(time_machine, monkeypatch, writer):
    from questions.models import erasing

    first, second = assigned(writer), ask()
    first.start_answer(by=writer)
    later(time_machine, 91)

    def fails(page_id):
        raise OSError

    monkeypatch.setattr(erasing, "_remove_printouts", fails)
    with pytest.raises(CommandError, match="1 could not be erased"):
        run()
    states = dict(Submission.objects.values_list("pk", "state"))
    assert states == {first.pk: "assigned", second.pk: "erased"}


def test_each_limit_is_a_setting(time_machine, settings):
    settings.QUESTIONS_KEEP_UNANSWERED = 7
    ask()
    later(time_machine, 8)
    assert "1 erased" in run()
