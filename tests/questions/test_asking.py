"""What is kept of a question that is sent, and what is not."""

import re

import pytest

from people.refused import Refused
from questions import limits, receipts
from questions.models import COUNTRIES, Consent, Event, ReplyAddress, Sending, Submission
from tests.conftest import ASKED, ask

pytestmark = pytest.mark.django_db


def sending(**changes):
    details = {"original": ASKED, "topic": None, "country": "GB", "asker": "living", "of_age": True}
    return {"key": receipts.nonce(), "private": True, "publish": False, **details, **changes}


def test_the_same_form_sent_twice_makes_one_question_with_one_receipt():
    form = sending()
    first, token = Submission.objects.ask(**form)
    second, again = Submission.objects.ask(**form)
    assert (first, token) == (second, again)
    assert Submission.objects.count() == 1
    assert Consent.objects.count() == 1


def test_neither_the_receipt_nor_the_nonce_is_in_the_database():
    form = sending()
    question, token = Submission.objects.ask(**form)
    assert re.fullmatch(receipts.PATTERN, token)
    assert receipts.BITS >= 128
    values = [str(value) for value in Submission.objects.filter(pk=question.pk).values()[0].values()]
    assert not any(token in value or form["key"] in value for value in values)
    assert Submission.objects.with_token(token) == question
    assert Submission.objects.with_token("x" * 32) is None


def test_nothing_of_the_visitor_is_kept():
    columns = {field.name for field in Submission._meta.get_fields()}
    assert not [name for name in columns if re.search(r"\bip\b|address$|agent|referer|session|language", name)
                if name != "reply_address"]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"original": "  \r\n "}, "original"),
        ({"original": "a" * 2001}, "original"),
        ({"original": "a\x00b"}, "nul"),
        ({"private": False}, "consent"),
        ({"of_age": False}, "of_age"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(changes, code):
    with pytest.raises(Refused) as refusal:
        Submission.objects.ask(**sending(**changes))
    assert refusal.value.code == code
    assert not Submission.objects.exists()


def test_each_consent_is_kept_with_the_version_of_its_wording():
    question = ask(private=True, publish=True)
    assert sorted(question.consents.values_list("sort", "act", "version")) == [
        ("private", "given", 1),
        ("publish", "given", 1),
    ]
    assert all(str(consent.wording) for consent in question.consents.all())


def test_a_consent_that_was_not_given_has_no_row():
    assert ask(private=False, publish=True).agreed() == {"publish"}


def test_a_reply_address_is_encrypted_and_opens_with_an_older_key(settings):
    question = ask(reply_address="jane@example.org")
    row = ReplyAddress.objects.get()
    assert "jane" not in row.sealed
    assert row.open() == "jane@example.org"
    settings.REPLY_KEYS = ["n" * 40, *settings.REPLY_KEYS]
    assert row.open() == "jane@example.org"
    assert ReplyAddress.objects.rotate() == 1
    settings.REPLY_KEYS = ["n" * 40]
    row.refresh_from_db()
    assert row.open() == "jane@example.org"
    settings.REPLY_KEYS = ["m" * 40]
    assert row.open() is None
    assert question.reply_address == row


def test_what_is_flagged_is_due_the_same_working_day_and_comes_first(time_machine):
    time_machine.move_to("2026-03-04 10:00 +0000")  # a Wednesday
    calm, flagged = ask(), ask(danger=True)
    assert f"{flagged.look_by:%m-%d %H}" == f"{flagged.answer_by:%m-%d %H}" == "03-04 18"
    assert f"{calm.look_by:%m-%d %H}" == "03-05 18"
    assert f"{calm.answer_by:%m-%d}" == "03-11"
    assert list(Submission.objects.queue()) == [flagged, calm]


def test_what_comes_on_friday_night_is_of_monday(time_machine):
    time_machine.move_to("2026-03-06 21:00 +0000")
    assert f"{ask(danger=True).look_by:%A}" == "Monday"


def test_counts_of_what_is_late(time_machine):
    time_machine.move_to("2026-03-04 10:00 +0000")
    ask(danger=True)
    ask()
    time_machine.move_to("2026-03-04 19:00 +0000")
    assert Submission.objects.counts() == {"waiting": 2, "held": 0, "flagged": 1, "late": 1, "late_flagged": 1}
    time_machine.move_to("2026-03-05 19:00 +0000")
    assert Submission.objects.counts()["late"] == 2


def test_spam_is_held_and_not_rejected():
    held = ask(held=True)
    assert held.state == "held"
    assert held in Submission.objects.queue()


def test_too_many_from_one_place_are_counted_under_a_digest_of_the_day(settings, time_machine):
    settings.QUESTIONS_A_DAY = 2
    time_machine.move_to("2026-03-04 10:00 +0000")
    counts = [limits.note("192.0.2.1") for _each in range(3)]
    assert [limits.is_too_many(count) for count in counts] == [False, False, True]
    assert limits.note("192.0.2.2") == 1
    digests = set(Sending.objects.values_list("digest", flat=True))
    assert not any("192" in digest for digest in digests)
    time_machine.move_to("2026-03-05 10:00 +0000")
    assert limits.note("192.0.2.1") == 1
    assert Sending.objects.count() == 1
    assert Sending.objects.get().digest not in digests


def test_the_form_closes_when_the_queue_is_full(settings):
    settings.QUESTIONS_IN_QUEUE = 1
    ask(held=True)  # spam closes nothing
    assert not limits.is_closed()
    ask()
    assert limits.is_closed()


def test_events_hold_codes_and_no_text():
    ask()
    fields = {field.name: field for field in Event._meta.local_fields}
    assert "text" not in fields
    assert fields["detail"].max_length <= 20


def test_every_country_with_a_card_can_be_chosen():
    assert {code for code, _name in COUNTRIES} == {"GB", "IE", "US", "CA", "AU", "EU", "other"}
