"""Questions and their answers: consent, confirmation, what is kept, and what is erased. Of that kind alone."""

import datetime

from django.utils import timezone

from editions.models import Edition, Status
from questions.models import AnswerEdition, Consent, Message, Submission
from tests.conftest import ANSWER_WORDS, ask, assigned, desk_person
from tests.editions.attacks.registry import RECORDS, attack
from tests.editions.conftest import change, sql

KIND = "answer"


def question_of(edition):
    return Submission.objects.filter(pk=edition.submission_number)


def publish(edition):
    return lambda: change(edition, status=Status.PUBLISHED, published_at=timezone.now())


def withdrawn(edition):
    question = question_of(edition).get()
    return lambda: Consent.objects.create(submission=question, sort="publish", act="withdrawn", version=1)


@attack("published_with_consent", kind=KIND)
def publish_what_whoever_asked_no_longer_agrees_to(stage, _tmp):
    scheduled = stage.scheduled()
    withdrawn(scheduled)()
    return publish(scheduled)


@attack("published_with_consent", kind=KIND)
def publish_what_was_sent_privately(stage, _tmp):
    draft = assigned(stage.writer, publish=False).start_answer(by=stage.writer, **ANSWER_WORDS)
    draft.submit(by=stage.writer, saved=draft.saved)
    draft.approve(by=stage.reviewer, seal=draft.seal, publish=False)
    return publish(draft)


@attack("published_once_confirmed", kind=KIND)
def publish_a_wording_that_nobody_confirmed(stage, _tmp):
    scheduled = stage.scheduled()
    question_of(scheduled).update(confirmed_by=None, confirmed_at=None)
    return publish(scheduled)


@attack("published_once_confirmed", kind=KIND)
def publish_a_wording_that_its_answerer_confirmed(stage, _tmp):
    scheduled = stage.scheduled()
    question_of(scheduled).update(confirmed_by=stage.writer)
    return publish(scheduled)


@attack("published_once_confirmed", kind=KIND)
def publish_a_wording_that_its_editor_confirmed(stage, _tmp):
    scheduled = stage.scheduled()
    question_of(scheduled).update(confirmed_by=question_of(scheduled).get().prepared_by)
    return publish(scheduled)


@attack("published_as_confirmed", kind=KIND)
def publish_another_wording_than_the_one_confirmed_last(stage, _tmp):
    scheduled = stage.scheduled()
    question_of(scheduled).update(wording="Edited again.", confirmed_at=timezone.now())
    return publish(scheduled)


@attack("published_as_confirmed", kind=KIND)
def publish_on_a_page_that_is_not_the_answer_of_the_question(stage, _tmp):
    scheduled = stage.scheduled()
    question_of(scheduled).update(answer_page=None)
    return publish(scheduled)


@attack("taken_down_before_consent_ends", kind=KIND)
def withdraw_a_consent_and_leave_the_answer_up(stage, _tmp):
    return withdrawn(stage.live())


@attack("answers_its_question", kind=KIND)
def let_a_draft_answer_another_question(stage, _tmp):
    draft, other = stage.draft(), ask()
    return lambda: AnswerEdition.objects.filter(pk=draft.pk).update(submission_number=other.pk)


@attack("keeps_what_was_sent", kind=KIND)
def give_a_question_another_receipt(stage, _tmp):
    question = ask()
    return lambda: Submission.objects.filter(pk=question.pk).update(receipt="0" * 64)


@attack("stays_flagged", kind=KIND)
def take_the_flag_from_a_question(stage, _tmp):
    question = ask(danger=True)
    return lambda: Submission.objects.filter(pk=question.pk).update(danger=False)


@attack("keeps_the_original", kind=KIND)
def rewrite_what_was_asked(stage, _tmp):
    question = ask()
    return lambda: Submission.objects.filter(pk=question.pk).update(original="Something else.")


@attack("keeps_the_original", kind=KIND)
def empty_what_was_asked_and_do_not_say_so(stage, _tmp):
    question = ask()
    return lambda: sql("UPDATE questions_submission SET original = '' WHERE id = %s", question.pk)


@attack("confirmed_anew", kind=KIND)
def slip_a_wording_under_a_confirmation(stage, _tmp):
    draft = stage.draft()
    return lambda: question_of(draft).update(wording="My name is Jane.")


@attack("keeps_what_is_published", kind=KIND)
def void_the_confirmation_of_what_is_live(stage, _tmp):
    live = stage.live()
    return lambda: question_of(live).update(confirmed_by=None, confirmed_at=None)


def erased_question(stage):
    question = ask()
    question.erase()
    return Submission.objects.filter(pk=question.pk)


@attack("stays_erased", kind=KIND)
def bring_an_erased_question_back(stage, _tmp):
    question = erased_question(stage)
    return lambda: question.update(erased_at=None, state="received")


@attack("stays_erased", kind=KIND)
def let_an_erased_question_wait_again(stage, _tmp):
    question = erased_question(stage)
    return lambda: question.update(original_erased_at=None, erased_at=None, state="received")


@attack("erased_when_down", "keeps_what_is_published", kind=KIND)
def erase_a_question_under_its_live_answer(stage, _tmp):
    live, now = stage.live(), timezone.now()
    emptied = dict.fromkeys(("original", "wording", "decline_text", "country", "asker"), "")
    return lambda: question_of(live).update(
        **emptied,
        topic=None,
        danger=False,
        erased_at=now,
        original_erased_at=now,
        state="erased",
        confirmed_by=None,
        confirmed_at=None,
    )


@attack("question_stays", kind=KIND)
def delete_a_question(stage, _tmp):
    question = ask()
    return lambda: sql("DELETE FROM questions_submission WHERE id = %s", question.pk)


@attack("questions_not_emptied", *RECORDS, only="postgresql", kind=KIND)
def truncate_the_questions(stage, _tmp):
    recorded()
    return lambda: sql("TRUNCATE questions_submission CASCADE")


@attack("question_replaces_nothing", only="sqlite", kind=KIND)
def replace_a_question(stage, _tmp):
    question = ask()
    columns = [field.column for field in Submission._meta.local_fields]
    values = ", ".join("'Never asked.'" if column == "original" else f'"{column}"' for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    copied = f"SELECT {values} FROM questions_submission WHERE id = {question.pk}"
    return lambda: sql(f"INSERT OR REPLACE INTO questions_submission ({names}) {copied}")


# Records -------------------------------------------------------------------------------------------


def recorded():
    """A question with a row in each record."""
    question = ask()
    question.readings.create(reader=reader(), text="original", why="moderate")
    question.messages.create(text="On which day?")
    question.erasures.create(receipt=question.receipt, of="address")
    return question


def reader():
    return desk_person("Mina Moderates")


RELATED = {
    "consent": "consents",
    "reading": "readings",
    "event": "events",
    "erasure": "erasures",
    "message": "messages",
}


def _register(name, related):
    table = f"questions_{name}"

    def rewrite(stage, _tmp):
        row = getattr(recorded(), related).first()
        return lambda: sql(f"UPDATE {table} SET at = %s WHERE id = %s", timezone.now(), row.pk)

    def delete(stage, _tmp):
        row = getattr(recorded(), related).first()
        return lambda: sql(f"DELETE FROM {table} WHERE id = %s", row.pk)

    def truncate(stage, _tmp):
        recorded()
        return lambda: sql(f"TRUNCATE {table}")

    def replace(stage, _tmp):
        row = getattr(recorded(), related).first()
        columns = [field.column for field in row._meta.local_fields]
        values = ", ".join("'2020-01-01 00:00:00'" if column == "at" else f'"{column}"' for column in columns)
        names = ", ".join(f'"{column}"' for column in columns)
        copied = f"SELECT {values} FROM {table} WHERE id = {row.pk}"
        return lambda: sql(f"INSERT OR REPLACE INTO {table} ({names}) {copied}")

    for guard, strike, only in (
        (f"{name}_is_final", rewrite, None),
        (f"{name}_stays", delete, None),
        (f"{name}s_not_emptied", truncate, "postgresql"),
        (f"{name}_replaces_nothing", replace, "sqlite"),
    ):
        strike.__name__ = f"{strike.__name__}_{name}"
        attack(guard, only=only, kind=KIND)(strike)


for _name, _related in RELATED.items():
    _register(_name, _related)


@attack("message_is_final", kind=KIND)
def empty_a_message_of_a_question_that_is_kept(stage, _tmp):
    question = recorded()
    return lambda: Message.objects.filter(submission=question).update(text="")


# Erasing -------------------------------------------------------------------------------------------


@attack("erased_for_good")
def say_that_an_edition_is_erased_and_keep_its_words(stage, _tmp):
    closed = stage.closed()
    return lambda: change(closed, erased_at=timezone.now())


@attack("erased_for_good")
def erase_a_live_edition(stage, _tmp):
    live = stage.live()
    texts = (*Edition.shared_words, "html", "text", "files", "review_note")
    return lambda: change(live, erased_at=timezone.now(), **dict.fromkeys(texts, ""))


def erased_answer(stage):
    edition = stage.superseded()
    edition.inquiry.erase()
    return stage.kind.get(edition)


@attack("erased_for_good", checks=["a_seal_once_submitted"], kind=KIND)
def take_an_erasure_back(stage, _tmp):
    erased = erased_answer(stage)
    return lambda: change(erased, erased_at=None)


@attack("erased_for_good", kind=KIND)
def put_an_erasure_off(stage, _tmp):
    erased = erased_answer(stage)
    return lambda: change(erased, erased_at=timezone.now() + datetime.timedelta(days=1))


@attack("keeps_words", kind=KIND)
def write_a_title_over_an_erased_edition(stage, _tmp):
    erased = erased_answer(stage)
    return lambda: change(erased, title="Slipped in")


@attack("words_only_in_a_draft", kind=KIND)
def write_words_into_an_erased_edition(stage, _tmp):
    erased = erased_answer(stage)
    return lambda: AnswerEdition.objects.filter(pk=erased.pk).update(body="Slipped in.")


@attack("keeps_what_was_signed", kind=KIND)
def bring_the_frozen_page_of_an_erased_edition_back(stage, _tmp):
    erased = erased_answer(stage)
    return lambda: change(erased, html="<p>Slipped in.</p>")


@attack("withdrawal_is_final", kind=KIND)
def write_a_note_again_of_an_erased_answer(stage, _tmp):
    page = stage.withdrawal().page
    page.asked_as.erase()
    return lambda: page.withdrawals.update(note="Slipped in.")


@attack("withdrawal_is_final", kind=KIND)
def change_the_reason_while_the_note_is_emptied(stage, _tmp):
    page = stage.withdrawal().page
    page.asked_as.erase()
    return lambda: page.withdrawals.update(note="", reason="rights")
