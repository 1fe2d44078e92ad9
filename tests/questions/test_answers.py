"""Answers: published with consent, sent privately without it, and taken down when it ends."""

import datetime

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from editions.desk import draft_url
from editions.models import Edition, Notice, Withdrawal
from people.models import THE_SITE
from people.refused import Refused
from questions.models import AnswerEdition, Word
from tests.conftest import ANSWER_WORDS, ASKED, KINDS, WORDING, assigned
from tests.editions.desk.browsing import desk_address, signed_in, text_of
from tests.questions.conftest import answered

pytestmark = pytest.mark.django_db


def submitted(question, writer, **words):
    draft = question.start_answer(by=writer, **{**ANSWER_WORDS, **words})
    draft.submit(by=writer, saved=draft.saved)
    return draft


def refused(code, verb, **details):
    with pytest.raises(Refused) as refusal:
        verb(**details)
    assert refusal.value.code == code
    return refusal.value.message


def test_the_question_of_a_draft_is_the_edited_wording_whatever_is_typed(client, question, writer):
    draft = question.start_answer(by=writer, **ANSWER_WORDS)
    draft.save_draft(by=writer, saved=draft.saved, question="My name is Jane.", title="T")
    draft.refresh_from_db()
    assert (draft.question, draft.submission_number) == (WORDING, question.pk)


def test_its_editor_keeps_no_copy_on_the_device(question, writer):
    """What is erased on the server would stay there."""
    draft = question.start_answer(by=writer, **ANSWER_WORDS)
    page = signed_in(writer).get(draft_url(draft)).content.decode()
    assert " data-erasable" in page


def test_a_wording_that_changed_since_has_to_be_taken_over(question, writer, reviewer, moderator):
    draft = submitted(question, writer)
    question.claim(by=moderator)
    question.redact(by=moderator, wording="Another wording.")
    assert "wording" in refused("publish", draft.approve, by=reviewer, seal=draft.seal)
    draft.take_back(by=writer)
    again = draft.page.start_draft(by=writer)
    assert again.question == "Another wording."


def test_an_answer_without_a_title_of_its_own_is_incomplete(question, writer):
    draft = question.start_answer(by=writer)
    assert {"title", "summary", "short_answer", "body", "sources"} <= {one.field for one in draft.problems()}


def test_it_is_not_published_before_the_wording_is_confirmed(writer, reviewer, editor):
    question = assigned(writer, confirmed=False)
    draft = submitted(question, writer)
    assert "confirmed" in refused("publish", draft.approve, by=reviewer, seal=draft.seal)
    question.confirm(by=editor, wording=WORDING)
    draft.approve(by=reviewer, seal=draft.seal)
    assert Edition.objects.live().get().pk == draft.pk


def test_publication_puts_question_and_word_out(published, question):
    question.refresh_from_db()
    assert (question.state, question.answer_to_show()) == ("published", published)
    assert Word.objects.count() == 1


def test_without_consent_it_is_sent_privately_and_nothing_publishes_it(sent, private_question, client, time_machine):
    assert (sent.status, sent.publish_at, sent.is_private) == ("approved", None, True)
    assert private_question.state == "answered"
    assert private_question.answer_to_show() == sent
    for years in (0, 1, 9):
        time_machine.move_to(timezone.now() + datetime.timedelta(days=365 * years))
        call_command("publish_due")
    assert not Edition.objects.live().exists()
    assert client.get(sent.page.path).status_code == 404
    with pytest.raises(Refused):
        sent.publish_if_due(now=timezone.now())


def test_it_is_shown_to_whoever_asked_only_once_a_second_clinician_approved_it(private_question, writer, reviewer):
    draft = submitted(private_question, writer)
    private_question.refresh_from_db()
    assert private_question.answer_to_show() is None
    draft.approve(by=reviewer, seal=draft.seal, publish=False)
    assert private_question.answer_to_show() is not None


def test_a_forged_private_answer_is_not_shown(private_question, sent):
    from editions import guards

    with guards.lifted("to forge an answer"):
        Edition.objects.filter(pk=sent.pk).update(reviewer_name="Somebody Else")
        assert private_question.answer_to_show() is None


def test_a_private_answer_needs_consent_to_one(writer, reviewer):
    draft = submitted(assigned(writer, private=False), writer)
    refused("publish", draft.approve, by=reviewer, seal=draft.seal, publish=False)


def test_other_kinds_are_not_approved_without_publication(writer, reviewer):
    draft = KINDS["article"].begin(writer)
    draft.submit(by=writer, saved=draft.saved)
    refused("publish", draft.approve, by=reviewer, seal=draft.seal, publish=False)


def test_whoever_asked_may_agree_later_and_then_it_is_published(private_question, sent, writer, editor, client):
    refused("publish", sent.publish_early, by=writer)
    private_question.agree(sort="publish")
    refused("publish", sent.publish_early, by=writer)
    question = private_question
    Edition.objects.get(pk=sent.pk)  # still approved
    with transaction.atomic():
        type(question).objects.filter(pk=question.pk).update(confirmed_by=editor, confirmed_at=timezone.now())
    sent.publish_early(by=writer)
    assert client.get(sent.page.path).status_code == 200


def test_a_consent_that_ends_takes_the_page_down_at_once(client, question, published):
    path = published.page.path
    assert client.get(path).status_code == 200
    question.withdraw_consent(sort="publish")
    gone = client.get(path)
    assert gone.status_code == 410
    assert "no longer wishes" in gone.content.decode()
    withdrawal = Withdrawal.objects.get()
    assert (withdrawal.reason, withdrawal.withdrawn_by.email) == ("consent", THE_SITE)
    assert question.state == "answered"
    assert question.answer_to_show() == published
    assert client.get("/search/?q=back+pain").content.decode().count(ANSWER_WORDS["title"]) == 0


def test_without_any_consent_left_it_is_taken_back(question, published):
    question.withdraw_consent(sort="private")
    assert question.state == "published"
    question.withdraw_consent(sort="publish")
    assert question.state == "taken back"
    assert question.answer_to_show() is None


def test_a_consent_that_ends_stops_what_is_scheduled(question, writer, reviewer):
    draft = submitted(question, writer)
    draft.approve(by=reviewer, seal=draft.seal, publish_at=timezone.now() + datetime.timedelta(days=1))
    question.withdraw_consent(sort="publish")
    draft.refresh_from_db()
    assert (draft.status, draft.closed_why) == ("closed", "cancelled")


def test_without_any_consent_left_nobody_need_review_the_answer_any_longer(question, writer, reviewer):
    draft = submitted(question, writer)
    question.withdraw_consent(sort="publish")
    draft.refresh_from_db()
    assert draft.status == "in review"  # it may be approved still, to be sent privately
    question.withdraw_consent(sort="private")
    draft.refresh_from_db()
    assert (draft.status, draft.closed_why, draft.closed_by.email) == ("closed", "cancelled", THE_SITE)
    assert Notice.objects.filter(event=Notice.Event.CANCELLED).get().recipient == writer
    refused("role", draft.page.start_draft, by=writer)
    closed = text_of(signed_in(writer).get(desk_address(draft)))
    assert "Whoever asked has taken the question back." in closed
    assert "Start a new draft" not in closed
    question.agree(sort="private")
    again = question.start_answer(by=writer)
    assert (again.number, again.body) == (2, draft.body)
    again.submit(by=writer, saved=again.saved)
    again.approve(by=reviewer, seal=again.seal, publish=False)
    assert question.answer_to_show() == again


def test_a_consent_that_ends_and_is_given_again(question, writer, reviewer):
    question.withdraw_consent(sort="publish")
    question.withdraw_consent(sort="private")
    assert question.state == "taken back"
    question.agree(sort="publish")
    assert (question.state, question.ended_at) == ("assigned", None)
    assert [row.act for row in question.consents.filter(sort="publish")] == ["given", "withdrawn", "given"]
    assert answered(question, writer, reviewer).status == "published"


def test_no_colleague_withdraws_in_the_name_of_whoever_asked(published, editor):
    refused("reason", published.page.withdraw, by=editor, reason="consent")


def test_what_a_colleague_withdrew_is_not_shown_to_whoever_asked(private_question, sent, editor):
    sent.page.withdraw(by=editor, reason="wrong")
    private_question.refresh_from_db()
    assert private_question.state == "assigned"
    assert private_question.answer_to_show() is None


def test_a_private_answer_that_is_cancelled_is_waited_for_again(private_question, sent, editor):
    sent.cancel(by=editor)
    private_question.refresh_from_db()
    assert private_question.state == "assigned"


def test_a_withdrawn_private_answer_does_not_say_at_its_address_that_it_was_there(client, sent, editor):
    sent.page.withdraw(by=editor, reason="wrong")
    assert client.get(sent.page.path).status_code == 404


def test_the_reviewer_is_offered_what_may_be_done(client, private_question, writer, reviewer):
    draft = submitted(private_question, writer)
    client.force_login(reviewer)
    address = reverse("admin:editions_edition", args=[draft.pk])
    page = client.get(address).content.decode()
    assert 'value="privately"' in page
    assert 'value="now"' not in page
    form = {"seal": draft.seal, "decision": "now"}
    client.post(reverse("admin:editions_move_edition", args=[draft.pk, "decide"]), form)
    assert Edition.objects.get(pk=draft.pk).status == "in review"
    form["decision"] = "privately"
    client.post(reverse("admin:editions_move_edition", args=[draft.pk, "decide"]), form)
    assert AnswerEdition.objects.get(pk=draft.pk).is_private


def test_private_answers_have_a_list_of_their_own(client, sent, editor):
    client.force_login(editor)
    assert str(sent) in client.get(reverse("admin:questions_privately")).content.decode()
    listed = client.get(reverse("admin:questions_answer_changelist") + "?sent=privately")
    assert listed.context["cl"].result_count == 1
    assert client.get(reverse("admin:questions_answer_changelist") + "?sent=published").context["cl"].result_count == 0
    assert str(sent) in client.get(reverse("admin:index")).content.decode()


def test_no_answer_begins_without_a_question(client, writer):
    client.force_login(writer)
    assert client.get("/admin/questions/answer/add/").status_code == 403


def test_the_original_is_not_in_the_edition(published):
    row = AnswerEdition.objects.filter(pk=published.pk).values().get()
    assert not [name for name, value in row.items() if ASKED[:30] in str(value)]


@pytest.mark.parametrize("slug", ["ask", "receipt", "mine", "search"])
def test_forms_below_questions_are_no_address_of_an_answer(question, writer, slug):
    refused("address", question.start_answer, by=writer, slug=slug)
