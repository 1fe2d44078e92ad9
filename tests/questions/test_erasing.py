"""Erased is erased: no text is left in any table. And what was kept for its time is erased by itself."""

import datetime
import io
import subprocess
import sys

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from editions.models import Edition, Page, Topic
from editions.records import Record
from people.refused import Refused
from printouts import files
from printouts.models import Printout
from questions import noted
from questions.models import AnswerEdition, Erasure, Event, ReplyAddress, Submission, Word
from tests.conftest import ANSWER_WORDS, KINDS, ask

pytestmark = pytest.mark.django_db
MARK = "zebrafinch"
DAY = datetime.timedelta(days=1)


def places():
    """Where the marker stands: each table and column, of the site, of Django's, and of the search."""
    found, place = [], {"sqlite": "INSTR", "postgresql": "STRPOS"}[connection.vendor]  # both read on behind a NUL
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
            for column in columns:
                cursor.execute(
                    f'SELECT 1 FROM "{table}" WHERE {place}(LOWER(CAST("{column}" AS TEXT)), %s) > 0', [MARK]
                )
                found += [f"{table}.{column}"] if cursor.fetchone() else []
    return sorted(found)


def marked(writer, moderator, **changes):
    """A question with the marker wherever somebody can type."""
    question = ask(original=f"My {MARK} hurts.", reply_address=f"{MARK}@example.org", **changes)
    question.claim(by=moderator)
    question.ask_for_more(by=moderator, text=f"Which {MARK}?")
    question.add(text=f"The left {MARK}.")
    question.redact(by=moderator, wording=f"A {MARK} hurts.")
    question.assign(by=moderator, to=writer)
    return question


WORDS = {
    "title": f"Why does a {MARK} hurt?",
    "summary": f"What a {MARK} may mean.",
    "short_answer": f"A {MARK} is treated. [@who-pain]",
    "body": f"## A {MARK}\n\nTell your team of the {MARK}. [@who-pain]\n",
    "sought_as": f"{MARK} pain",
    "unexplained": MARK,
    "slug": f"why-a-{MARK}-hurts",
}


def draft_with_everything(client, question, writer, reviewer):
    draft = question.start_answer(by=writer, **{**ANSWER_WORDS, **WORDS})
    client.force_login(writer)
    form = {"saved_count": draft.saved, **{k: v for k, v in {**ANSWER_WORDS, **WORDS}.items() if k != "slug"}}
    client.post(reverse("admin:questions_answeredition_change", args=[draft.pk]), form)
    draft.refresh_from_db()
    draft.submit(by=writer, saved=draft.saved)
    draft.write_note(by=reviewer, text=f"Is the {MARK} meant?")
    draft.request_changes(by=reviewer, note=f"Say more of the {MARK}.")
    again = draft.page.start_draft(by=writer)
    again.submit(by=writer, saved=again.saved)
    return again


def nothing_is_left(question):
    assert places() == []
    question.refresh_from_db()
    assert (question.state, question.original, question.wording) == ("erased", "", "")
    assert Event.objects.filter(submission=question).count() > 5
    call_command("verify", stdout=io.StringIO())


def test_a_published_answer_is_withdrawn_and_everything_of_it_erased(client, writer, reviewer, moderator, editor):
    question = marked(writer, moderator)
    question.confirm(by=editor, wording=f"A {MARK} hurts.")
    edition = draft_with_everything(client, question, writer, reviewer)
    edition.approve(by=reviewer, seal=edition.seal, note=f"{MARK}: agreed.")
    default_storage.save(files.path_of(edition.seal), io.BytesIO(b"a PDF"))
    Printout.objects.create(edition_id=edition.pk, sha256="0" * 64, signature="s")
    following = edition.page.start_draft(by=writer, change_note=f"More of the {MARK}.")
    path = edition.page.path
    assert client.get(path).status_code == 200
    everywhere = {"search_entry.body", "search_known.word", "search_name.key", "editions_address.path",
                  "editions_editionnote.text", "editions_edition.html", "questions_submission.original"}  # fmt: skip
    assert everywhere <= set(places())
    question.erase()
    nothing_is_left(question)
    assert client.get(path).status_code == 404
    rows = AnswerEdition.objects.filter(page=edition.page)
    assert all(row.erased_at for row in rows)
    approved = rows.get(pk=edition.pk)
    assert (approved.reviewer, approved.closed_why, bool(approved.seal)) == (reviewer, "withdrawn", True)
    assert rows.get(pk=following.pk).closed_why == "erased"
    assert not Printout.objects.exists()
    with pytest.raises(Refused):
        edition.page.start_draft(by=writer)


def test_a_private_answer_and_a_draft_are_erased(client, writer, reviewer, moderator):
    question = marked(writer, moderator, publish=False)
    edition = draft_with_everything(client, question, writer, reviewer)
    edition.approve(by=reviewer, seal=edition.seal, publish=False)
    question.erase()
    nothing_is_left(question)
    assert question.answer_to_show() is None
    other = marked(writer, moderator)
    other.start_answer(by=writer, **{**WORDS, "slug": f"{MARK}-2"})
    other.erase()
    nothing_is_left(other)


def test_an_unanswered_and_a_declined_question_are_erased(writer, moderator):
    question, declined = marked(writer, moderator), ask(original=MARK)
    declined.claim(by=moderator)
    declined.decline(by=moderator, kind="individual", text=f"Your {MARK}.")
    question.erase()
    declined.erase()
    nothing_is_left(question)


def test_erasing_again_does_nothing(question):
    question.erase()
    events = Event.objects.count()
    question.erase()
    question.erase_address()
    assert (Event.objects.count(), Erasure.objects.count()) == (events, 1)


def test_the_rows_of_the_record_stay(question, moderator):
    question.claim(by=moderator)
    question.read(by=moderator, why="moderate")
    question.erase()
    assert question.consents.count() == 2
    assert question.readings.count() == 1
    assert not ReplyAddress.objects.exists()
    assert not Word.objects.exists()


def test_what_was_said_of_whoever_asked_goes_with_the_text(moderator):
    topic = Topic.objects.create(name="Pain", slug="pain")
    question = ask(topic=topic, danger=True)
    with pytest.raises(IntegrityError, match="guard keeps_what_was_sent "), transaction.atomic():
        Submission.objects.update(country="")
    question.erase()
    said = Submission.objects.values_list("topic", "country", "asker", "danger").get()
    assert said == (None, "", "", False)
    with pytest.raises(IntegrityError, match="nothing_of_the_asker_once_erased"), transaction.atomic():
        Submission.objects.update(topic=topic)


def test_the_form_sent_again_after_erasing_makes_no_new_question():
    from questions import receipts

    details = {"original": MARK, "topic": None, "country": "GB", "asker": "living", "of_age": True}
    form = {"key": receipts.nonce(), "private": True, "publish": False, **details}
    question, token = Submission.objects.ask(**form)
    question.erase()
    again, same = Submission.objects.ask(**form)
    assert (again, same, again.state) == (question, token, "erased")
    assert places() == []


def test_only_kinds_that_say_so_are_erased(writer):
    article = KINDS["article"].begin(writer)
    with pytest.raises(Refused):
        article.page.erase_editions()
    assert not Edition.objects.exclude(erased_at=None).exists()


def test_what_a_colleague_wrote_when_they_withdrew_the_answer_is_erased_and_the_reason_stays(
    question, published, editor
):
    published.page.withdraw(by=editor, reason="wrong", note=f"The {MARK} is another one.")
    assert places() == ["editions_withdrawal.note"]
    question.erase()
    assert places() == []
    assert published.page.withdrawals.get().reason == "wrong"


def test_a_live_page_is_not_erased_before_it_is_withdrawn(published):
    with pytest.raises(Refused):
        Page.objects.get(pk=published.page_id).erase_editions()


def test_erasures_are_noted_beside_the_database(question, settings):
    question.erase()
    assert noted.ERASURES.rows() == []  # the transaction of this test does not end
    assert noted.catch_up() == 1
    assert noted.ERASURES.rows() == [(question.receipt, "all")]
    assert noted.catch_up() == 0
    place = settings.BACKUP_DIR / "erasures.jsonl"
    assert place.stat().st_mode & 0o077 == 0
    with place.open("a") as file:
        file.write('{"receipt": "torn')
    other = ask()
    other.erase()
    noted.catch_up()
    assert noted.ERASURES.rows() == [(question.receipt, "all"), (other.receipt, "all")]


def test_the_last_word_on_a_consent_that_ended_is_noted_beside_the_database(question):
    ask()
    question.withdraw_consent(sort="publish")
    assert noted.catch_up() == 1
    assert noted.ended_consents() == [(question.receipt, "publish")]
    question.agree(sort="publish")
    assert noted.catch_up() == 1
    assert (noted.ended_consents(), noted.catch_up()) == ([], 0)
    assert noted.CONSENTS.place.stat().st_mode & 0o077 == 0


def test_no_app_keeps_a_text_of_questions_that_this_does_not_know():
    """A new column that can hold a text has to be thought of: it is named here once it is erased, or holds none."""
    known = {
        "submission": {"receipt", "sent_key", "state", "original", "country", "asker", "wording", "decline_kind",
                       "decline_text"},
        "consent": {"sort", "act"},
        "reading": {"text", "why"},
        "event": {"what", "detail"},
        "message": {"text"},
        "erasure": {"receipt", "of"},
        "replyaddress": {"sealed"},
        "word": set(),
        "sending": {"digest"},
        "told": {"of"},
    }  # fmt: skip
    texts = {"CharField", "TextField"}
    found = {
        model._meta.model_name: {field.name for field in model._meta.local_fields if field.get_internal_type() in texts}
        for model in apps.get_app_config("questions").get_models()
        if model not in (AnswerEdition, AnswerEdition.page_model())
    }
    assert found == known


def test_the_record_of_an_erased_answer_says_so_and_is_in_order(tmp_path, question, published, settings):
    question.erase()
    page = Page.objects.get(pk=published.page_id)
    (tmp_path / "keys").write_text("\n".join(settings.COUNTERSIGN_KEYS))
    file = tmp_path / "record.json"
    file.write_text(Record(page, exported_by="a test").as_json())
    checker = [sys.executable, "docs/verify_record.py", str(file), "--key-file", str(tmp_path / "keys")]
    done = subprocess.run(checker, capture_output=True, text=True, check=False, cwd=settings.BASE_DIR)
    assert (done.returncode, "words erased on" in done.stdout) == (0, True), done.stdout + done.stderr
    assert "does NOT hold" not in Record(page, exported_by="a test").as_html()


def test_the_record_of_a_private_answer_is_in_order(tmp_path, sent, settings):
    file = tmp_path / "record.json"
    file.write_text(Record(Page.objects.get(pk=sent.page_id), exported_by="a test").as_json())
    checker = [sys.executable, "docs/verify_record.py", str(file)]
    done = subprocess.run(checker, capture_output=True, text=True, check=False, cwd=settings.BASE_DIR)
    assert done.returncode == 0, done.stdout + done.stderr
