"""What of the questions stands on the first screen, for whom, and in which order."""

import pytest

from people import roles
from questions import work
from questions.models import Submission
from tests.conftest import ANSWER_WORDS, WORDING, ask, make_person
from tests.editions.desk.browsing import signed_in, text_of
from tests.questions.desk.conftest import address

pytestmark = pytest.mark.django_db


def named(person):
    """{name of the list: numbers of the questions in it}."""
    return {name: [row.pk for row in rows] for name, _label, rows, *_rest in work.queues(person)}


def test_moderators_find_what_waits_for_them_flagged_first(moderator, editor, claimed, with_writer):
    flagged, held = ask(danger=True), ask(held=True)
    for person in (moderator, editor):
        assert named(person)["questions"] == [flagged.pk, claimed.pk, held.pk]
    said = text_of(signed_in(moderator).get("/admin/"))
    assert "flagged: a sign of danger" in said
    assert "claimed by you until" in said
    assert "The whole queue of questions" in said
    assert "is reviewing it now" not in said


def test_an_empty_list_says_so(moderator):
    assert "No question waits for a moderator." in text_of(signed_in(moderator).get("/admin/"))


def test_a_clinician_finds_what_is_assigned_until_it_is_in_review(writer, other_writer, reviewer, with_writer):
    assert named(writer) == {"answering": [with_writer.pk]}
    assert named(other_writer) == {}
    draft = with_writer.start_answer(by=writer, **ANSWER_WORDS)
    assert named(writer) == {"answering": [with_writer.pk]}
    draft.submit(by=writer, saved=draft.saved)
    assert named(writer) == {}
    draft.request_changes(by=reviewer, note="Say more.")
    assert named(writer) == {"answering": [with_writer.pk]}


def test_wordings_to_confirm_are_found_by_those_who_may(
    moderator, colleague, editor, reviewer, writer, stranger, to_confirm
):
    for person in (colleague, editor, reviewer):
        assert named(person)["confirming"] == [to_confirm.pk], person
    for person in (moderator, writer, stranger):
        assert "confirming" not in named(person), person
    link = address(to_confirm, "confirm")
    assert link in signed_in(reviewer).get("/admin/").content.decode()
    to_confirm.confirm(by=reviewer, wording=WORDING)
    assert "confirming" not in named(colleague)


def test_the_list_of_wordings_to_confirm_keeps_the_rule_of_the_model(
    moderator, colleague, editor, doctor, writer, stranger, superuser, to_confirm, with_writer, claimed
):
    to_confirm.claim(by=colleague)
    to_confirm.assign(by=colleague, to=doctor)
    everybody = make_person("Alma All", *roles.ROLES)
    for person in (moderator, colleague, editor, doctor, writer, stranger, superuser, everybody):
        may = {one.pk for one in Submission.objects.to_confirm() if not one.why_not_confirmed_by(person)}
        assert set(work.to_confirm(person).values_list("pk", flat=True)) == may, person


def test_no_text_stands_there(moderator, writer, reviewer, with_writer, to_confirm):
    for person in (moderator, writer, reviewer):
        page = signed_in(person).get("/admin/").content.decode()
        assert "hurt" not in page
