"""The moves of the desk: what each does, what a refusal says, and that nothing typed is lost."""

import datetime
import html
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.utils import timezone

from questions.forms.redacting import DETAIL, KEEP, OUT, Redact
from questions.models import AnswerEdition, DeclineKind
from tests.conftest import ASKED, KINDS, WORDING, ask
from tests.editions.desk.browsing import signed_in, text_of, value_of
from tests.questions.desk.conftest import QUEUE, address

pytestmark = pytest.mark.django_db
TYPED = "Is this <normal> & what helps?"


def decided(question, by, how=OUT, original=ASKED):
    """An answer to each detail that is found in the original."""
    fields = Redact(question, by, original=original).fields
    return {name: how for name in fields if name.startswith(DETAIL)}


@pytest.fixture
def browser(moderator):
    return signed_in(moderator)


def test_claiming_shows_the_question_with_its_details_marked(moderator, browser):
    question = ask()
    page = browser.post(address(question, "claim"), follow=True)
    marks = [html.unescape(one) for one in re.findall(r'<mark class="detail">([^<]*)', page.content.decode())]
    assert {"Jane", "Dr Miller"} <= set(marks)
    assert "The question is yours until" in text_of(page)
    assert "[name]" in value_of(page, "wording")
    question.refresh_from_db()
    assert question.claimer == moderator


def test_of_two_the_second_is_told_who_has_it_and_until_when(claimed, colleague):
    answer = signed_in(colleague).post(address(claimed, "claim"))
    assert answer.status_code == 409
    until = timezone.localtime(claimed.lapses_at).strftime("%H:%M")
    assert f"Mona Moderator is working on this until {until}" in text_of(answer)
    assert "I am Jane" not in text_of(answer)


def test_after_twenty_minutes_without_action_it_is_free(claimed, colleague, time_machine):
    time_machine.move_to(timezone.now() + datetime.timedelta(minutes=20, seconds=1))
    page = signed_in(colleague).post(address(claimed, "claim"), follow=True)
    assert "The question is yours until" in text_of(page)


def test_passing_on_and_giving_back(claimed, colleague, browser):
    assert text_of(browser.post(address(claimed, "pass-on"))).count("This field is required") == 1
    said = text_of(browser.post(address(claimed, "pass-on"), {"to": colleague.pk}, follow=True))
    assert "Passed on." in said
    assert "I am Jane" not in said
    theirs = signed_in(colleague)
    assert "I am" in text_of(theirs.get(address(claimed)))
    theirs.post(address(claimed, "release"))
    claimed.refresh_from_db()
    assert claimed.claimer is None


def test_taking_over_needs_a_reason(claimed, colleague):
    theirs = signed_in(colleague)
    assert "This field is required" in text_of(theirs.post(address(claimed, "take-over")))
    assert "Select a valid choice" in text_of(theirs.post(address(claimed, "take-over"), {"reason": "I want it"}))
    theirs.post(address(claimed, "take-over"), {"reason": "away"})
    claimed.refresh_from_db()
    assert claimed.claimer == colleague
    assert claimed.events.last().detail == "away"


def test_each_detail_is_decided_on_by_a_person(claimed, moderator, browser):
    answer = browser.post(address(claimed, "redact"), {"wording": WORDING})
    found = decided(claimed, moderator)
    assert len(found) >= 2
    assert text_of(answer).count("Decide: is it taken out, or does it stay?") == len(found)
    assert value_of(answer, "wording") == WORDING
    claimed.refresh_from_db()
    assert claimed.wording == ""
    browser.post(address(claimed, "redact"), {"wording": WORDING, **found})
    claimed.refresh_from_db()
    assert (claimed.wording, claimed.prepared_by, claimed.confirmed_by) == (WORDING, moderator, None)


def test_what_is_said_to_be_taken_out_must_be_gone(claimed, moderator, browser):
    given = {"wording": "i am JANE. Should I tell my team?", **decided(claimed, moderator)}
    answer = browser.post(address(claimed, "redact"), given)
    assert "It still stands in the edited wording." in text_of(answer)
    assert value_of(answer, "wording") == given["wording"]
    browser.post(address(claimed, "redact"), {**given, **decided(claimed, moderator, KEEP)})
    claimed.refresh_from_db()
    assert claimed.wording == given["wording"]


def test_a_detail_that_comes_in_with_the_wording_is_decided_on_too(claimed, moderator, browser):
    given = {"wording": f"{WORDING} My name is Susan Baker.", **decided(claimed, moderator)}
    answer = browser.post(address(claimed, "redact"), given)
    assert text_of(answer).count("Decide: is it taken out, or does it stay?") == 1
    assert "Susan Baker" in text_of(answer)


@pytest.mark.parametrize("wording", ["", "  \n ", "x" * 2001])
def test_an_edited_wording_is_neither_empty_nor_too_long(claimed, moderator, browser, wording):
    answer = browser.post(address(claimed, "redact"), {"wording": wording, **decided(claimed, moderator)})
    assert answer.status_code == 200
    claimed.refresh_from_db()
    assert claimed.wording == ""


def test_lines_are_counted_as_the_model_counts_them(claimed, moderator, colleague, browser):
    wording = "\r\n".join(["Is that so?"] * 166)
    browser.post(address(claimed, "redact"), {"wording": wording, **decided(claimed, moderator)})
    claimed.refresh_from_db()
    assert claimed.wording.count("\n") == 165
    signed_in(colleague).post(address(claimed, "confirm"), {"wording": claimed.wording.replace("\n", "\r\n")})
    claimed.refresh_from_db()
    assert claimed.confirmed_by == colleague


def test_who_writes_for_longer_than_a_claim_lasts_goes_on(claimed, moderator, browser, time_machine):
    given = {"wording": WORDING, **decided(claimed, moderator)}
    time_machine.move_to(timezone.now() + datetime.timedelta(minutes=45))
    browser.force_login(moderator)
    browser.post(address(claimed, "redact"), given)
    claimed.refresh_from_db()
    assert claimed.wording == WORDING


def test_what_was_typed_while_a_colleague_took_the_question_is_not_lost(claimed, moderator, colleague, browser):
    given = {"wording": TYPED, **decided(claimed, moderator)}
    claimed.take_over(by=colleague, reason="urgent")
    answer = browser.post(address(claimed, "redact"), given)
    assert answer.status_code == 409
    assert value_of(answer, "wording") == TYPED
    assert "Claim this question first" in text_of(answer)
    assert "Cole Colleague is working on this" in text_of(answer)
    assert "I am Jane" not in text_of(answer)
    claimed.refresh_from_db()
    assert claimed.wording == ""
    again = browser.post(address(claimed, "take-over"), {"reason": "agreed", "typed": TYPED})
    assert again.status_code == 200
    assert value_of(again, "wording") == TYPED
    assert "As it was asked" in text_of(again)


def test_a_second_person_confirms_the_wording_that_is_on_their_screen(to_confirm, moderator, colleague):
    theirs = signed_in(colleague)
    page = theirs.get(address(to_confirm, "confirm"))
    seen = page.context["form"]["wording"].value()
    to_confirm.claim(by=moderator)
    to_confirm.redact(by=moderator, wording="Another wording.")
    answer = theirs.post(address(to_confirm, "confirm"), {"wording": seen})
    assert answer.status_code == 409
    assert "This is not the wording that was on your screen." in text_of(answer)
    assert "Another wording." in text_of(answer)
    theirs.post(address(to_confirm, "confirm"), {"wording": answer.context["form"]["wording"].value()})
    to_confirm.refresh_from_db()
    assert (to_confirm.confirmed_by, to_confirm.wording) == (colleague, "Another wording.")


def test_what_stays_in_the_wording_is_ticked_one_by_one_by_whoever_confirms(claimed, moderator, colleague):
    claimed.redact(by=moderator, wording="My name is Susan Baker.\nIs that normal?")
    theirs = signed_in(colleague)
    given = {"wording": theirs.get(address(claimed, "confirm")).context["form"]["wording"].value()}
    answer = theirs.post(address(claimed, "confirm"), given)
    assert "Tick this if it may stay" in text_of(answer)
    tick = next(name for name in answer.context["form"].fields if name.startswith(DETAIL))
    theirs.post(address(claimed, "confirm"), {**given, tick: "on"})
    claimed.refresh_from_db()
    assert claimed.confirmed_by == colleague


@pytest.mark.parametrize("kind", DeclineKind.values)
def test_declining_begins_with_a_text_for_the_kind_and_keeps_what_is_typed(claimed, browser, kind):
    page = browser.get(f"{address(claimed, 'decline')}?kind={kind}")
    assert value_of(page, "text")
    answer = browser.post(address(claimed, "decline"), {"kind": kind, "text": ""})
    assert answer.status_code == 200
    browser.post(address(claimed, "decline"), {"kind": kind, "text": TYPED})
    claimed.refresh_from_db()
    assert (claimed.state, claimed.decline_kind, claimed.decline_text) == ("declined", kind, TYPED)


def test_a_duplicate_is_declined_with_the_address_of_the_page(claimed, browser, writer, reviewer, settings):
    settings.SITE_URL = "https://site.example"
    article = KINDS["article"].begin(writer, slug="bone-pain")
    article.submit(by=writer, saved=0)
    article.approve(by=reviewer, seal=article.seal)
    text = value_of(browser.get(f"{address(claimed, 'decline')}?kind=duplicate"), "text")
    answer = browser.post(address(claimed, "decline"), {"kind": "duplicate", "text": text})
    assert "Name the page, or take {link} out of the text." in text_of(answer)
    answer = browser.post(address(claimed, "decline"), {"kind": "duplicate", "text": text, "page": "/articles/none/"})
    assert "No live page stands at this address." in text_of(answer)
    assert value_of(answer, "text") == text
    browser.post(address(claimed, "decline"), {"kind": "duplicate", "text": text, "page": "/articles/bone-pain/"})
    claimed.refresh_from_db()
    assert "https://site.example/articles/bone-pain/" in claimed.decline_text
    assert "{link}" not in claimed.decline_text


def test_merging_with_a_question_or_a_page(claimed, browser, with_writer):
    assert "Choose one" in text_of(browser.post(address(claimed, "merge")))
    for number, said in (("4711", "no question with this number"), (claimed.pk, "Choose another question")):
        assert said in text_of(browser.post(address(claimed, "merge"), {"into": number}))
    answer = browser.post(address(claimed, "merge"), {"into": with_writer.pk}, follow=True)
    assert answer.redirect_chain[-1][0] == QUEUE
    claimed.refresh_from_db()
    assert (claimed.state, claimed.merged_into) == ("merged", with_writer)


def test_asking_for_more_and_what_comes_back(claimed, browser, moderator):
    assert "This field is required" in text_of(browser.post(address(claimed, "more"), {"text": " "}))
    browser.post(address(claimed, "more"), {"text": TYPED})
    claimed.refresh_from_db()
    assert claimed.state == "asked"
    claimed.add(text="For a week. My name is Ruth Brown.")
    said = text_of(browser.get(address(claimed)))
    assert "Whoever asked added" in said
    assert said.count("Ruth Brown") == 2  # marked where it stands, and to be decided on
    given = {"wording": f"{WORDING} Ruth Brown", **decided(claimed, moderator)}
    assert "Decide: is it taken out, or does it stay?" in text_of(browser.post(address(claimed, "redact"), given))


def test_assigning_and_starting_the_answer(to_confirm, moderator, browser, writer):
    to_confirm.claim(by=moderator)
    answer = browser.post(address(to_confirm, "assign"), {"to": moderator.pk})
    assert "Select a valid choice" in text_of(answer)
    browser.post(address(to_confirm, "assign"), {"to": writer.pk})
    theirs = signed_in(writer)
    assert str(to_confirm) in text_of(theirs.get("/admin/"))
    page = theirs.post(address(to_confirm, "answer"), follow=True)
    draft = AnswerEdition.objects.get()
    assert page.redirect_chain[-1][0] == f"/admin/questions/answeredition/{draft.pk}/change/"
    assert draft.page.path == f"/questions/question-{to_confirm.pk}/"
    assert "I am Jane" in text_of(page)


def test_whoever_confirmed_is_not_offered_as_the_one_who_answers(to_confirm, moderator, browser, editor):
    to_confirm.confirm(by=editor, wording=WORDING)
    to_confirm.claim(by=moderator)
    page = browser.get(address(to_confirm)).content.decode()
    assert "Edith Editor" not in page.partition('id="move-assign"')[2].partition("</select>")[0]
    assert "Select a valid choice" in text_of(browser.post(address(to_confirm, "assign"), {"to": editor.pk}))


def test_no_text_gets_into_messages_the_log_of_the_admin_or_the_mail(claimed, moderator, browser, colleague, writer):
    browser.post(address(claimed, "redact"), {"wording": WORDING, **decided(claimed, moderator)})
    signed_in(colleague).post(address(claimed, "confirm"), {"wording": WORDING})
    browser.post(address(claimed, "more"), {"text": "Since when?"})
    claimed.add(text="A week.")
    browser.post(address(claimed, "assign"), {"to": writer.pk})
    claimed.refresh_from_db()
    assert claimed.state == "assigned"
    logged = " ".join(f"{one.object_repr} {one.change_message}" for one in LogEntry.objects.all())
    sent = " ".join(f"{one.subject} {one.body}" for one in mail.outbox)
    kept = " ".join(f"{event.detail} {event}" for event in claimed.events.all())
    for text in (logged, sent, kept):
        assert "hurt" not in text
        assert "Since when" not in text


def test_marks_let_nothing_through_that_is_not_text(moderator, browser):
    question = ask(original='<script>alert("x")</script> My name is <b>Susan Baker</b>\nTwo & three')
    page = browser.post(address(question, "claim"), follow=True).content.decode()
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page
    assert "<br>Two &amp; three" in page


@pytest.mark.parametrize("name", ["redact", "confirm", "decline", "merge", "more", "assign", "pass-on", "take-over"])
@pytest.mark.parametrize("value", ["\x00", "\ud7ff", "9" * 40, "-1", "a" * 5000, "<x>", "٣"])
def test_hostile_input_is_an_ordinary_answer(claimed, browser, name, value):
    given = dict.fromkeys(["wording", "kind", "text", "page", "into", "to", "reason", "typed"], value)
    assert browser.post(address(claimed, name), given).status_code in {200, 302, 409}
    assert browser.post(address(claimed, name), {**given, "kind": "abuse"}).status_code in {200, 302, 409}
    assert browser.get(QUEUE, {"show": value, "page": value}).status_code == 200
