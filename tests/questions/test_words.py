"""Word to whoever asked: that there is news, and nothing else; and what stands in the log when it fails."""

import io

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from questions.models import ReplyAddress, Word
from tests.conftest import ASKED, WORDING, ask

pytestmark = pytest.mark.django_db


def test_word_goes_out_once_and_says_nothing_of_health(published):
    call_command("send_words", stdout=io.StringIO())
    call_command("send_words", stdout=io.StringIO())
    (message,) = mail.outbox
    assert message.to == ["jane@example.org"]
    text = f"{message.subject}\n{message.body}".lower()
    for told in (ASKED, WORDING, published.title, published.page.path, "cancer", "question", "answer is", "declined"):
        assert told.lower() not in text


def test_notices_to_colleagues_hold_no_words_of_a_question(question, published, editor):
    question.withdraw_consent(sort="publish")
    call_command("send_notices", stdout=io.StringIO())
    assert mail.outbox
    for message in mail.outbox:
        text = f"{message.subject}\n{message.body}"
        assert not [told for told in (ASKED[:20], WORDING[:20], published.title) if told in text]


def test_nothing_is_written_for_whoever_left_no_address(moderator):
    question = ask()
    question.claim(by=moderator)
    question.decline(by=moderator, kind="off topic", text="No.")
    assert not Word.objects.exists()


def test_a_failure_is_told_without_the_address_and_tried_again(published, settings, caplog, time_machine):
    settings.EMAIL_BACKEND = "tests.questions.test_words.Broken"
    with pytest.raises(CommandError):
        call_command("send_words", stdout=io.StringIO())
    assert "jane" not in caplog.text
    assert Word.objects.get().failures == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    call_command("send_words", stdout=io.StringIO())
    assert not mail.outbox
    Word.objects.update(claimed_at=None)
    call_command("send_words", stdout=io.StringIO())
    assert len(mail.outbox) == 1


class Broken:
    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise OSError(f"no such mailbox: {messages[0].to}")


def test_rotating_the_keys(question, settings):
    settings.REPLY_KEYS = ["n" * 40, *settings.REPLY_KEYS]
    said = io.StringIO()
    call_command("rotate_reply_keys", stdout=said)
    assert "1 addresses" in said.getvalue()
    settings.REPLY_KEYS = settings.REPLY_KEYS[:1]
    assert ReplyAddress.objects.get().open() == "jane@example.org"


def test_verify_names_an_address_that_no_key_opens(question, settings):
    settings.REPLY_KEYS = ["m" * 40]
    with pytest.raises(CommandError):
        call_command("verify", stdout=io.StringIO(), stderr=io.StringIO())
