"""Who reads which text, and that no reading is missing from the log."""

import itertools

import pytest
from django.urls import reverse

from editions.models import Edition
from people import roles
from people.refused import Refused
from questions.models import Reading, Submission
from tests.conftest import ASKED, WORDING, ask, give_credentials, make_person

pytestmark = pytest.mark.django_db
PEOPLE = ["moderator", "writer", "other_writer", "reviewer", "editor", "stranger", "superuser"]


def readable(question, person, why, text):
    """Whether this person gets the text; the log has one row more, or none."""
    before = Reading.objects.count()
    try:
        question.read(by=person, why=why, text=text)
    except Refused:
        assert Reading.objects.count() == before
        return False
    row = Reading.objects.latest("pk")
    assert (Reading.objects.count(), row.reader, row.why, row.text) == (before + 1, person, why, text)
    return True


def readers(request, question, text):
    """{(who, why)} that this text is read by."""
    whys = ["moderate", "confirm", "answer", "review", "oversee"]
    people = {name: request.getfixturevalue(name) for name in PEOPLE}
    return {(name, why) for name, why in itertools.product(people, whys)
            if readable(question, people[name], why, text)}  # fmt: skip


def test_before_it_is_claimed_nobody_reads_the_original(request):
    assert readers(request, ask(), "original") == set()


def test_who_reads_the_original(request, question, moderator):
    question.claim(by=moderator)
    assert readers(request, question, "original") == {
        ("moderator", "moderate"),
        ("writer", "answer"),
    }
    assert readers(request, question, "messages") == readers(request, question, "original")


def test_who_reads_the_edited_wording(request, question):
    assert readers(request, question, "wording") == {
        ("moderator", "oversee"),
        ("editor", "oversee"),
        ("reviewer", "review"),
        ("writer", "answer"),
    }


def test_who_confirms_reads_only_what_is_not_confirmed_yet(request, private_question, question):
    confirmers = {("moderator", "confirm"), ("editor", "confirm"), ("reviewer", "confirm")}
    assert readers(request, private_question, "original") == {*confirmers, ("writer", "answer")}
    assert readers(request, question, "original") == {("writer", "answer")}


def test_the_clinician_reads_the_original_only_while_they_answer(published, writer):
    question = published.inquiry
    assert not readable(question, writer, "answer", "original")
    question.start_answer(by=writer)
    assert readable(question, writer, "answer", "original")
    question.withdraw_consent(sort="publish")
    question.withdraw_consent(sort="private")
    assert question.state == "taken back"
    assert not readable(question, writer, "answer", "original")


def test_nobody_answers_what_was_taken_back(sent, writer):
    question = sent.inquiry
    question.withdraw_consent(sort="private")
    with pytest.raises(Refused) as refusal:
        question.start_answer(by=writer)
    assert refusal.value.code == "state"


def test_once_a_claim_is_over_so_is_the_reading(question, moderator):
    question.claim(by=moderator)
    assert question.read(by=moderator, why="moderate") == ASKED
    question.release(by=moderator)
    with pytest.raises(Refused):
        question.read(by=moderator, why="moderate")


def test_an_account_that_was_closed_reads_nothing(question, writer):
    writer.is_active = False
    writer.save()
    with pytest.raises(Refused):
        question.read(by=writer, why="answer")


def admin_addresses(edition):
    """Every address of the admin that has to do with this answer, and every list."""
    page, pk = edition.page_id, edition.pk
    yield reverse("admin:index")
    yield reverse("admin:questions_answer_changelist")
    yield reverse("admin:questions_answer_change", args=[page])
    yield reverse("admin:questions_privately")
    yield reverse("admin:questions_answeredition_change", args=[pk])
    yield reverse("admin:editions_edition", args=[pk])
    yield reverse("admin:editions_history", args=[page])
    yield reverse("admin:editions_history", args=[page]) + "?old=1&new=2"
    yield reverse("admin:editions_history", args=[page]) + "?on=2026-01-01"
    yield reverse("admin:editions_record", args=[page, "json"])
    yield reverse("admin:editions_record", args=[page, "html"])
    yield reverse("admin:editions_withdraw", args=[page])
    yield reverse("admin:editions_find") + "?q=back"
    yield reverse("admin:editions_due")


def of_text(content):
    return [text for text in (ASKED, WORDING) if text[:30] in content]


@pytest.mark.parametrize("who", PEOPLE)
def test_no_view_of_the_admin_shows_a_text_without_a_row_in_the_log(request, client, question, writer, who):
    person, first = request.getfixturevalue(who), question.start_answer(by=writer, title="Pain in the back")
    first.discard(by=writer)
    edition = first.page.start_draft(by=writer)
    client.force_login(person)
    names = {ASKED: "original", WORDING: "wording"}
    for address in [*admin_addresses(edition), *admin_addresses(first)]:
        Reading.objects.model.objects.count()
        before = Reading.objects.latest("pk").pk if Reading.objects.exists() else 0
        response = client.get(address)
        shown = of_text(response.content.decode())
        logged = set(Reading.objects.filter(pk__gt=before, reader=person).values_list("text", flat=True))
        assert {names[text] for text in shown} <= logged, address


def test_the_draft_shows_its_author_the_question_and_says_so_in_the_log(client, question, writer):
    draft = question.start_answer(by=writer)
    client.force_login(writer)
    page = client.get(reverse("admin:questions_answeredition_change", args=[draft.pk])).content.decode()
    assert "I am Jane" in page
    assert WORDING in page
    assert set(Reading.objects.values_list("text", "why")) == {("wording", "answer"), ("original", "answer")}


def test_the_reviewer_sees_the_edited_wording_only(client, question, writer, reviewer):
    from tests.conftest import ANSWER_WORDS

    draft = question.start_answer(by=writer, **ANSWER_WORDS)
    draft.submit(by=writer, saved=draft.saved)
    client.force_login(reviewer)
    page = client.get(reverse("admin:editions_edition", args=[draft.pk])).content.decode()
    assert WORDING in page
    assert "I am Jane" not in page
    assert list(Reading.objects.values_list("reader", "text", "why")) == [(reviewer.pk, "wording", "review")]


@pytest.mark.parametrize("who", ["other_writer", "stranger", "superuser"])
def test_others_do_not_get_an_answer_that_is_not_public(request, client, sent, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("admin:editions_edition", args=[sent.pk])).status_code == 403
    assert client.get(reverse("admin:questions_answeredition_change", args=[sent.pk])).status_code in {302, 403}
    assert client.get(reverse("admin:editions_record", args=[sent.page_id, "json"])).status_code == 403
    assert not Reading.objects.exists()


def test_no_other_writer_gets_a_private_answer_by_beginning_its_next_edition(client, sent, writer, other_writer):
    with pytest.raises(Refused) as refusal:
        sent.page.start_draft(by=other_writer)
    assert refusal.value.code == "role"
    sent.cancel(by=writer)
    client.force_login(other_writer)
    client.post(reverse("admin:editions_move_page", args=[sent.page_id, "start"]))
    with pytest.raises(Refused) as refusal:
        sent.page.start_draft(by=other_writer)
    assert (refusal.value.code, sent.page.open_edition) == ("role", None)
    assert sent.page.start_draft(by=writer).author == writer


def test_every_writer_goes_on_with_what_readers_see(published, other_writer):
    assert published.page.start_draft(by=other_writer).author == other_writer


def test_an_answer_has_no_preview_for_people_without_an_account(client, question, writer):
    from editions.models import PreviewLink

    draft = question.start_answer(by=writer)
    with pytest.raises(Refused):
        PreviewLink.objects.make(draft, by=writer, for_whom="Somebody")
    client.force_login(writer)
    assert "Make a preview link" not in client.get(reverse("admin:editions_edition", args=[draft.pk])).content.decode()


def test_titles_of_the_admin_hold_no_words_of_a_question(client, question, writer):
    draft = question.start_answer(by=writer, title="Pain in the back at night")
    client.force_login(writer)
    for address in admin_addresses(draft):
        page = client.get(address).content.decode()
        title = page.partition("<title>")[2].partition("</title>")[0]
        assert "ain in the back" not in title, address


def test_what_is_done_in_the_admin_is_logged_without_words(client, question, writer):
    from django.contrib.admin.models import LogEntry

    draft = question.start_answer(by=writer)
    client.force_login(writer)
    form = {"saved_count": draft.saved, "title": "Pain in the back at night", "short_answer": "Tell them."}
    client.post(reverse("admin:questions_answeredition_change", args=[draft.pk]), form)
    assert Edition.objects.get(pk=draft.pk).title == "Pain in the back at night"
    assert "Pain" not in LogEntry.objects.get().object_repr
    assert Submission.objects.get() == question


def test_a_clinician_whose_credentials_ended_does_not_review(question, editor):
    late = make_person("Lena Late", roles.CLINICAL_REVIEWER)
    give_credentials(late, None)
    assert not readable(question, late, "review", "wording")
