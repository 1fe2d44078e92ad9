"""No word is lost: copies of unsaved words on the device, the second of two tabs, and the form without scripts."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.browser.writing.form import body, device_keeps, device_keeps_nothing
from tests.conftest import ARTICLE_WORDS, KINDS, PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
STORED = ARTICLE_WORDS["body"].strip()


def offer(page):
    return page.get_by_text(re.compile(r"Words from \d\d:\d\d that were not saved are on this device\."))


def type_unsaved(page, text="Typed, not saved."):
    """Until the device has kept it."""
    page.bring_to_front()
    body(page).fill(text)
    device_keeps(page, text)


def leaves(page, does):
    """What the browser asked when the page was left."""
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    does()
    return asked


# Copies -----------------------------------------------------------------------------------------


def test_unsaved_words_come_back_after_a_crash(ours):
    type_unsaved(ours)
    ours.reload()
    offer(ours).wait_for()
    expect(body(ours)).to_have_value(re.compile("Radiotherapy eases"))
    assert "They differ in: Text." in ours.locator("#writing-kept").inner_text()
    ours.get_by_text("Look at them").click()
    assert ours.get_by_text("Typed, not saved.").count() == 1
    ours.get_by_role("button", name="Put them back").click()
    expect(body(ours)).to_have_value("Typed, not saved.")
    expect(offer(ours)).to_have_count(0)
    ours.reload()
    offer(ours).wait_for()


def test_words_that_are_thrown_away_are_gone(ours):
    type_unsaved(ours)
    ours.reload()
    ours.get_by_role("button", name="Throw them away").click()
    expect(offer(ours)).to_have_count(0)
    device_keeps_nothing(ours)
    ours.reload()
    expect(body(ours)).to_be_visible()
    assert offer(ours).count() == 0


@pytest.mark.parametrize("button", ["Save", "Save and continue editing"])
def test_saved_words_leave_the_device(ours, draft, button):
    type_unsaved(ours, "Typed, and saved. [@who-pain]")
    asked = leaves(ours, ours.get_by_role("button", name=button, exact=True).click)
    ours.get_by_text("Saved.").first.wait_for()
    draft.refresh_from_db()
    assert draft.body == "Typed, and saved. [@who-pain]"
    device_keeps_nothing(ours)
    assert asked == []


def test_signing_out_leaves_nothing_on_the_device(desk, writer, draft):
    """Of none of the drafts; and another tab keeps nothing more, and says so."""
    other = KINDS["article"].begin(writer, slug="other")
    ours, second = desk.open(writer, draft), desk.open(writer, other)
    type_unsaved(second, "Typed in another tab.")
    type_unsaved(ours)
    asked = leaves(ours, ours.get_by_role("button", name="Log out").click)
    ours.wait_for_url(desk.url + "/")
    assert asked == ["beforeunload"]
    second.get_by_text("Unsaved words are no longer kept on this device").wait_for()
    device_keeps_nothing(ours)
    body(second).fill("Typed later.")
    second.wait_for_timeout(600)
    device_keeps_nothing(second)
    desk.complaints.clear()  # the preview of somebody who is signed out is refused


def test_words_that_were_sent_after_the_session_ended_come_back(desk, writer, draft):
    ours = desk.open(writer, draft)
    type_unsaved(ours, "Sent too late. [@who-pain]")
    Session.objects.all().delete()
    ours.get_by_role("button", name="Save", exact=True).click()
    ours.get_by_text("You are signed out, so nothing was saved.").wait_for()
    desk.complaints.clear()  # the console repeats refusals
    ours.goto(desk.address(draft))
    ours.get_by_label("Email").fill(writer.email)
    ours.get_by_label("Password").fill(PASSWORD)
    ours.get_by_role("button", name="Sign in").click()
    ours.get_by_role("button", name="Put them back").click()
    ours.get_by_role("button", name="Save", exact=True).click()
    ours.get_by_text("Saved. Read it here").wait_for()
    draft.refresh_from_db()
    assert draft.body == "Sent too late. [@who-pain]"
    device_keeps_nothing(ours)
    desk.complaints.clear()  # the plain refusal has no icon


def test_leaving_unsaved_words_asks_and_leaving_saved_ones_does_not(ours):
    leave = ours.get_by_role("link", name="Read it as readers will, and submit").click
    assert leaves(ours, leave) == []
    ours.go_back()
    type_unsaved(ours)
    assert leaves(ours, leave) == ["beforeunload"]


def test_nobody_else_is_offered_the_words(desk, writer, other_writer, draft):
    ours = desk.open(writer, draft)
    type_unsaved(ours)
    context = desk.contexts[writer]
    desk.sign_in(context, other_writer)  # on the same device, without the first one signing out
    theirs = KINDS["article"].begin(other_writer, slug="theirs")
    page = context.new_page()
    page.goto(desk.address(theirs))
    page.evaluate(  # the same edition, as if it had been theirs
        "([from, to]) => { for (const key of Object.keys(localStorage))"
        " localStorage.setItem(key.replace(`:${from}:`, `:${to}:`), localStorage.getItem(key)); }",
        [draft.pk, theirs.pk],
    )
    page.reload()
    expect(page.get_by_role("tab", name="Preview")).to_be_visible()
    assert offer(page).count() == 0
    ours.close()  # what it asked in the other's name was refused, as it ought to be
    desk.complaints.clear()


def test_a_copy_of_words_that_are_stored_by_now_is_not_offered(ours, draft, writer):
    type_unsaved(ours, "The same words.")
    draft.save_draft(by=writer, saved=0, body="The same words.")
    ours.reload()
    expect(body(ours)).to_have_value("The same words.")
    assert offer(ours).count() == 0
    device_keeps_nothing(ours)


def test_older_words_say_that_the_draft_was_saved_since(ours, draft, writer):
    type_unsaved(ours)
    draft.save_draft(by=writer, saved=0, body="Saved elsewhere.")
    ours.reload()
    offer(ours).wait_for()
    assert ours.get_by_text("The draft was saved after them").count() == 1


# Two tabs ---------------------------------------------------------------------------------------


@pytest.fixture
def second_tab(desk, writer, draft):
    """A tab whose save was refused, because the first tab had saved."""
    first, second = desk.open(writer, draft), desk.open(writer, draft)
    body(first).fill("Take it once a day. [@who-pain]")
    body(second).fill("Take it twice a day. [@who-pain]")
    first.get_by_role("button", name="Save and continue editing").click()
    first.get_by_text("Saved.").first.wait_for()
    second.get_by_role("button", name="Save", exact=True).click()
    second.get_by_role("heading", name="Two texts").wait_for()
    second.locator("input[name=copy]").wait_for(state="attached")  # its script has come
    return second


def test_the_second_tab_shows_both_texts_and_keeps_mine(second_tab, draft):
    assert second_tab.locator(".writing-crossed del").nth(1).inner_text().strip() == "once"
    assert second_tab.locator(".writing-crossed ins").nth(1).inner_text().strip() == "twice"
    assert offer(second_tab).count() == 0
    assert leaves(second_tab, second_tab.get_by_role("button", name="Keep mine").click) == []
    second_tab.get_by_text("Saved. Read it here").wait_for()
    draft.refresh_from_db()
    assert draft.body == "Take it twice a day. [@who-pain]"
    device_keeps_nothing(second_tab)


def test_who_takes_the_stored_text_can_still_have_theirs_back(second_tab):
    assert leaves(second_tab, second_tab.get_by_role("link", name="Take what is stored").click) == []
    expect(body(second_tab)).to_have_value("Take it once a day. [@who-pain]")
    second_tab.get_by_role("button", name="Put them back").click()
    expect(body(second_tab)).to_have_value("Take it twice a day. [@who-pain]")


# Without scripts --------------------------------------------------------------------------------


def test_without_scripts_everything_can_be_written_and_crossed(desk, writer, draft):
    ours = desk.open(writer, draft, java_script_enabled=False)
    assert ours.get_by_role("heading", name="Checks: 0 things to mend, 0 warnings").count() == 1
    assert ours.get_by_role("heading", name="Markdown that the page understands").is_visible()
    assert ours.locator("iframe").is_hidden()
    body(ours).fill("Mine. [@who-pain]")
    draft.save_draft(by=writer, saved=0, body="Saved elsewhere. [@who-pain]")
    ours.get_by_role("button", name="Save", exact=True).click()
    assert ours.get_by_role("heading", name="Two texts").is_visible()
    ours.get_by_role("button", name="Keep mine").click()
    draft.refresh_from_db()
    assert draft.body == "Mine. [@who-pain]"


def test_at_tablet_width_nothing_is_wider_than_the_screen(ours):
    for width in (820, 1280):
        ours.set_viewport_size({"width": width, "height": 1000})
        assert ours.evaluate("document.documentElement.scrollWidth") <= width
    ours.set_viewport_size({"width": 820, "height": 1000})
    ours.get_by_role("link", name="Help with Markdown").click()
    expect(ours.get_by_role("tabpanel", name="Help")).to_be_in_viewport()
