"""Nothing that a reviewer typed is lost: answers and note outlive other forms, an ended session and a reload."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from editions.models import CheckAnswer, Edition, Status
from tests.browser.writing.form import device_keeps, device_keeps_nothing
from tests.conftest import ARTICLE_WORDS, KINDS, PASSWORD
from tests.editions.desk.browsing import desk_address

pytestmark = pytest.mark.django_db(transaction=True)

BACK = "What you typed here before was put back."
NOTE, ANSWER = "Say when\nto call.", "The source says so."


@pytest.fixture
def warned(writer):
    body = f"{ARTICLE_WORDS['body']}\nThis treatment is completely safe.\n"
    edition = KINDS["article"].begin(writer, body=body)
    edition.submit(by=writer, saved=0)
    return edition


@pytest.fixture
def ours(desk, warned, reviewer):
    page = desk(reviewer)
    page.goto(desk_address(warned))
    return page


def note(page):
    return page.locator("#decide-note")


def answer(page):
    return page.locator("input[name^=answer-]").first


def type_both(page):
    """Until the device has kept them."""
    note(page).fill(NOTE)
    answer(page).fill(ANSWER)
    page.locator("#decide-publish_at").fill("2099-03-04T10:30")
    page.get_by_label("Ask the author for changes").check()
    device_keeps(page, ANSWER)
    device_keeps(page, "2099-03-04")


def leaves(page, does):
    """What the browser asked when the page was left."""
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    does()
    return asked


def is_back(page):
    page.get_by_text(BACK).wait_for()
    expect(note(page)).to_have_value(NOTE)
    expect(answer(page)).to_have_value(ANSWER)
    expect(page.locator("#decide-publish_at")).to_have_value("2099-03-04T10:30")
    expect(page.locator("input[name=decision]:checked")).to_have_count(0)


def sign_in_again(page, person):
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def decide(page):
    page.get_by_role("button", name="Record my decision").click()


def test_a_reload_puts_back_what_was_typed_but_not_the_decision(ours):
    type_both(ours)
    assert leaves(ours, ours.reload) == ["beforeunload"]
    is_back(ours)
    ours.reload()
    is_back(ours)


def test_a_note_and_a_claim_leave_the_decision_as_it_was_typed(ours):
    type_both(ours)
    ours.locator("#note-text").fill("Look at the dose.")
    asked = leaves(ours, ours.get_by_role("button", name="Add the note").click)
    ours.get_by_text("Your note is kept with this edition.").wait_for()
    is_back(ours)
    expect(ours.locator("#note-text")).to_have_value("")
    ours.get_by_role("button", name="I am reviewing this").click()
    ours.get_by_text("The others see that you are reviewing this").wait_for()
    is_back(ours)
    expect(ours.locator("#note-text")).to_have_value("")
    assert asked == []


def test_words_that_were_sent_after_the_session_ended_come_back(ours, warned, reviewer, complaints):
    type_both(ours)
    Session.objects.all().delete()
    decide(ours)
    ours.get_by_text("You are signed out, so nothing was saved.").wait_for()
    assert NOTE in ours.locator("body").inner_text() and ANSWER in ours.locator("body").inner_text()
    ours.goto(desk_address(warned))
    sign_in_again(ours, reviewer)
    is_back(ours)
    complaints.clear()  # the console repeats the refusal, and the plain text has no icon


def test_words_are_kept_when_the_page_is_gone_back_to_after_the_session_ended(ours, warned, reviewer, complaints):
    """And a note that was accepted before does not pass for the answer."""
    ours.locator("#note-text").fill("Look at the dose.")
    ours.get_by_role("button", name="Add the note").click()
    ours.get_by_text("Your note is kept with this edition.").wait_for()
    type_both(ours)
    Session.objects.all().delete()
    decide(ours)
    ours.get_by_text("You are signed out, so nothing was saved.").wait_for()
    ours.go_back()
    sign_in_again(ours, reviewer)
    is_back(ours)
    complaints.clear()


def test_words_typed_before_the_script_came_are_kept(ours, warned):
    late = []

    def hold(route):
        late.append(route)

    ours.route("**/review-keep*.js", hold)
    ours.goto(desk_address(warned), wait_until="commit")
    note(ours).fill(NOTE)
    assert late
    late[0].continue_()
    device_keeps(ours, "to call.")
    ours.unroute("**/review-keep*.js")
    leaves(ours, ours.reload)
    ours.get_by_text(BACK).wait_for()
    expect(note(ours)).to_have_value(NOTE)


def test_a_refused_decision_keeps_all_and_a_recorded_one_leaves_nothing(ours, warned):
    type_both(ours)
    note(ours).fill("")
    decide(ours)
    ours.get_by_text("Write what the author should change.").wait_for()
    expect(answer(ours)).to_have_value(ANSWER)
    expect(note(ours)).to_have_value("")
    note(ours).fill(NOTE)
    device_keeps(ours, "to call.")
    ours.goto(desk_address(warned))
    is_back(ours)
    ours.get_by_label("at once").check()
    asked = leaves(ours, lambda: decide(ours))
    ours.get_by_text("Your decision is recorded.").wait_for()
    assert CheckAnswer.objects.get().answer == ANSWER
    assert Edition.objects.get(pk=warned.pk).status == Status.PUBLISHED
    device_keeps_nothing(ours)
    assert asked == []
    assert ours.get_by_text(BACK).count() == 0


def test_a_decision_of_somebody_else_ends_the_copy(ours, warned, reviewer):
    type_both(ours)
    warned.request_changes(by=reviewer, note="Elsewhere.")
    leaves(ours, ours.reload)
    ours.get_by_text("Elsewhere.").first.wait_for()
    device_keeps_nothing(ours)


def test_signing_out_leaves_nothing_on_the_device(ours, warned, complaints):
    type_both(ours)
    second = ours.context.new_page()
    second.goto(desk_address(warned))
    is_back(second)
    asked = leaves(ours, ours.get_by_role("button", name="Log out").click)
    ours.wait_for_url("**/")
    second.get_by_text("What you type here is no longer kept on this device").wait_for()
    note(second).fill("Typed later.")
    second.wait_for_timeout(600)
    assert asked == ["beforeunload"]
    device_keeps_nothing(ours)
    device_keeps_nothing(second)


def test_what_is_thrown_away_is_gone(ours):
    type_both(ours)
    leaves(ours, ours.reload)
    ours.get_by_role("button", name="Throw it away").click()
    expect(note(ours)).to_have_value("")
    assert ours.evaluate("document.activeElement.textContent") == "What was put back is thrown away."
    device_keeps_nothing(ours)


def test_leaving_typed_words_asks_and_leaving_none_does_not(ours, warned):
    leave = ours.get_by_role("link", name="History of this page").click
    assert leaves(ours, leave) == []
    ours.goto(desk_address(warned))
    note(ours).fill(NOTE)
    assert leaves(ours, leave) == ["beforeunload"]


def test_two_tabs_do_not_write_over_each_other(ours, warned):
    second = ours.context.new_page()
    second.goto(desk_address(warned))
    type_both(ours)
    second.locator("#note-text").fill("From the second tab.")
    device_keeps(second, "From the second tab.")
    third = ours.context.new_page()
    third.goto(desk_address(warned))
    is_back(third)
    expect(third.locator("#note-text")).to_have_value("From the second tab.")


def test_nobody_else_finds_the_words(ours, warned, desk, editor):
    type_both(ours)
    copy = ours.evaluate("Object.entries(localStorage)")
    theirs = desk(editor)
    theirs.evaluate("copy => copy.forEach(([key, value]) => localStorage.setItem(key, value))", copy)
    theirs.goto(desk_address(warned))
    expect(theirs.locator("#note-text")).to_have_value("")
    assert theirs.get_by_text(BACK).count() == 0
