"""The review page: what changed, what could hurt, what the checks say, and a decision that answers them."""

import datetime
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editions.models import CheckAnswer, Claim, Edition, LinkState, Notice, ReviewRequest, Status
from people import roles
from people.refused import Refused
from tests.conftest import KINDS, give_credentials, make_person
from tests.editions.desk.browsing import desk_address, draft_address, move_address, signed_in, text_of, typed_time

pytestmark = pytest.mark.django_db

ARTICLE = KINDS["article"]
BODY = ARTICLE.words["body"]


@pytest.fixture
def live(writer, reviewer):
    edition = ARTICLE.begin(writer, body=f"{BODY}\nTake 2.5 mg once a day. [@who-pain]\n\nDo not drive after it.\n")
    edition.submit(by=writer, saved=0)
    edition.approve(by=reviewer, seal=edition.seal)
    return edition


def following(live, writer, body, **words):
    draft = live.page.start_draft(by=writer, change_note="Dose.", body=body, **words)
    draft.submit(by=writer, saved=0)
    return draft


@pytest.fixture
def risky(live, writer):
    return following(live, writer, f"{BODY}\nTake 25 mg once a day. [@who-pain]\n\nDo drive after it.\n")


@pytest.fixture
def warned(writer):
    """In review, with words that the checks warn of."""
    edition = ARTICLE.begin(writer, body=f"{BODY}\nThis treatment is completely safe.\n")
    edition.submit(by=writer, saved=0)
    return edition


def decide(edition, person, **given):
    given = {"seal": edition.seal, "decision": "now", **given}
    return signed_in(person).post(move_address(edition, "decide"), given)


def answers_to(edition, text="The source says so."):
    return {f"answer-{finding.key}": text for finding in edition.warnings()}


def test_a_changed_dose_and_a_lost_not_stand_on_top(risky, reviewer):
    content = signed_in(reviewer).get(desk_address(risky)).content.decode()
    said = content[content.index('id="risks"') : content.index('id="findings"')]
    assert "<del>2.5 mg</del>" in said and "<ins>25 mg</ins>" in said
    assert "not" in said.lower()
    assert content.index('id="risks"') < content.index('id="changes"') < content.index('id="sides"')


def test_both_renderings_stand_side_by_side_with_what_differs_marked(risky, reviewer):
    content = signed_in(reviewer).get(desk_address(risky)).content.decode()
    sides = content[content.index('id="sides"') : content.index('id="notes"')]
    assert "Now: edition 1" in sides and "Then: edition 2" in sides
    assert re.search(r"<del>\s*not\s*</del>", sides)


def test_a_first_edition_has_no_other_side(warned, reviewer):
    content = signed_in(reviewer).get(desk_address(warned)).content.decode()
    assert "Now: edition" not in content and 'id="risks"' not in content


def test_what_will_happen_is_said_before_it_happens(risky, reviewer):
    said = text_of(signed_in(reviewer).get(desk_address(risky)))
    assert "edition 2 goes live at once and replaces edition 1" in said


def test_a_chosen_time_is_said_in_words_when_the_form_comes_back(risky, reviewer):
    chosen = typed_time(days=3)
    said = text_of(decide(risky, reviewer, decision="later", publish_at=chosen, seal="another"))
    day = datetime.datetime.fromisoformat(chosen)
    assert f"edition 2 goes live on {day:%A} {day.day} {day:%B %Y} at {day:%H:%M} and replaces edition 1" in said


def test_a_warning_without_an_answer_keeps_the_edition_from_approval(warned, reviewer):
    answer = decide(warned, reviewer, note="Kept.")
    said = text_of(answer)
    assert "Write why you accept this, or ask for changes." in said and "Kept." in answer.content.decode()
    assert Edition.objects.get(pk=warned.pk).status == Status.IN_REVIEW
    assert not CheckAnswer.objects.exists()


def test_the_model_refuses_an_unanswered_warning_too(warned, reviewer):
    with pytest.raises(Refused, match="Answer each warning"):
        warned.approve(by=reviewer, seal=warned.seal)
    with pytest.raises(Refused, match="Answer each warning"):
        warned.approve(by=reviewer, seal=warned.seal, answers={"other": "yes"})
    assert Edition.objects.get(pk=warned.pk).status == Status.IN_REVIEW


def test_answers_are_kept_with_the_edition_and_shown(warned, reviewer):
    assert decide(warned, reviewer, **answers_to(warned)).status_code == 302
    kept = CheckAnswer.objects.filter(edition_id=warned.pk)
    assert {one.key for one in kept} == {finding.key for finding in warned.warnings()}
    assert {one.answered_by for one in kept} == {reviewer}
    assert "Accepted because: The source says so." in text_of(signed_in(reviewer).get(desk_address(warned)))


def test_the_next_edition_shows_the_earlier_answer_and_wants_one_of_its_own(warned, reviewer, writer):
    decide(warned, reviewer, **answers_to(warned, "It was shown."))
    again = following(warned, writer, f"{BODY}\nThis treatment is completely safe.\n\nMore words.\n")
    answer = signed_in(reviewer).get(desk_address(again))
    assert "Rosa Reviewer wrote in edition 1," in text_of(answer) and "“It was shown.”" in text_of(answer)
    assert 'value="It was shown."' not in answer.content.decode()
    decide(again, reviewer)
    assert Edition.objects.get(pk=again.pk).status == Status.IN_REVIEW


def test_the_answers_of_a_withdrawn_edition_are_not_shown_again(warned, reviewer, writer, editor):
    decide(warned, reviewer, **answers_to(warned, "It was shown."))
    warned.page.withdraw(by=editor, reason="wrong")
    again = following(warned, writer, f"{BODY}\nThis treatment is completely safe.\n\nMore words.\n")
    assert "It was shown." not in text_of(signed_in(reviewer).get(desk_address(again)))


def test_after_a_withdrawal_the_words_are_read_against_those_that_were_withdrawn(live, writer, reviewer, editor):
    live.page.withdraw(by=editor, reason="unsafe", note="The dose was wrong.")
    again = following(live, writer, f"{BODY}\nTake 25 mg once a day. [@who-pain]\n\nDo not drive after it.\n")
    content = signed_in(reviewer).get(desk_address(again)).content.decode()
    assert "<del>2.5 mg</del>" in content and "The dose was wrong." in content
    assert "An approval brings the page back." in content


def test_what_changed_since_changes_were_requested_is_one_click_away(risky, writer, reviewer):
    risky.request_changes(by=reviewer, note="The dose.")
    again = risky.page.start_draft(by=writer)
    address = f"/admin/editions/page/{risky.page_id}/history/?old=2&amp;new=3"
    assert address in signed_in(reviewer).get(desk_address(again)).content.decode()


def test_an_answer_that_no_decision_wrote_is_refused_with_a_word(warned, reviewer):
    CheckAnswer.objects.create(
        edition_id=warned.pk, key="forged", check_name="absolute", field="body", message="m", answer="a",
        answered_by=reviewer,
    )  # fmt: skip
    said = text_of(decide(warned, reviewer, **answers_to(warned)))
    assert "Answers that no decision wrote stand with this edition." in said


def test_changes_may_be_requested_without_answers(warned, reviewer):
    assert decide(warned, reviewer, decision="changes", note="Not safe.").status_code == 302
    assert Edition.objects.get(pk=warned.pk).status == Status.CLOSED


def test_a_note_reaches_author_and_those_asked_but_not_its_writer(warned, writer, reviewer, editor):
    warned.ask(by=writer, reviewer=reviewer)
    warned.write_note(by=editor, text="Look at the dose.")
    told = Notice.objects.filter(event=Notice.Event.NOTE).values_list("recipient__name", flat=True)
    assert set(told) == {writer.name, reviewer.name}
    assert "Look at the dose." in text_of(signed_in(reviewer).get(desk_address(warned)))


def test_a_note_is_never_public(live, reviewer, client):
    live.write_note(by=reviewer, text="Only among us.")
    assert "Only among us." not in client.get(live.page.path).content.decode()


def test_a_reviewer_is_asked_once_and_told(warned, writer, reviewer):
    warned.ask(by=writer, reviewer=reviewer)
    with pytest.raises(Refused, match="has been asked already"):
        warned.ask(by=writer, reviewer=reviewer)
    assert ReviewRequest.objects.get().reviewer == reviewer
    assert Notice.objects.filter(event=Notice.Event.ASKED, recipient=reviewer).count() == 1


def test_who_may_not_review_cannot_be_asked(warned, writer, editor):
    with pytest.raises(Refused, match="may not review this edition"):
        warned.ask(by=writer, reviewer=editor)


@pytest.fixture
def second_reviewer(editor):
    person = make_person("Rolf Reviewer", roles.CLINICAL_REVIEWER)
    give_credentials(person, editor)
    return person


def test_a_claim_is_seen_by_others_and_lapses(warned, reviewer, second_reviewer):
    now = timezone.now()
    warned.claim(by=reviewer)
    assert "Rosa Reviewer has been reviewing this since" in text_of(
        signed_in(second_reviewer).get(desk_address(warned))
    )
    with pytest.raises(Refused, match="Rosa Reviewer has been reviewing this"):
        warned.claim(by=second_reviewer)
    with time_machine.travel(now + datetime.timedelta(minutes=31)):
        assert warned.claimed() is None
        warned.claim(by=second_reviewer)
    assert Claim.objects.get().reviewer == second_reviewer


def test_a_claim_keeps_nobody_from_deciding(warned, reviewer, second_reviewer):
    warned.claim(by=reviewer)
    assert decide(warned, second_reviewer, **answers_to(warned)).status_code == 302
    assert Edition.objects.get(pk=warned.pk).reviewer == second_reviewer


def test_the_page_takes_as_many_queries_whatever_the_number_of_notes(warned, reviewer, writer):
    def count():
        with CaptureQueriesContext(connection) as queries:
            signed_in(reviewer).get(desk_address(warned))
        return len(queries)

    warned.write_note(by=writer, text="One note")
    few = count()
    for number in range(10):
        warned.write_note(by=writer, text=f"Note {number}")
    assert count() == few


def test_a_dead_link_is_named_beside_the_words_and_blocks_nothing(warned, reviewer, writer):
    LinkState.objects.create(
        address="https://www.ncbi.nlm.nih.gov/books/NBK537497/", works=False, status=404, failing_since=timezone.now()
    )
    said = text_of(signed_in(reviewer).get(desk_address(warned)))
    assert "Links that lead nowhere" in said and "NBK537497" in said
    assert decide(warned, reviewer, **answers_to(warned)).status_code == 302
    draft = warned.page.start_draft(by=writer)
    assert "Links that led nowhere" in text_of(signed_in(writer).get(draft_address(draft)))
