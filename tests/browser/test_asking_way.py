"""Asking, in a real browser: with and without scripts, by keyboard, on the narrowest screen; axe on each page.

At the end of each test ``reader`` makes sure that nothing was asked of another host and no cookie was kept.
"""

import re

import pytest
from playwright.sync_api import expect

from editions import reading
from editions.models import Topic
from questions.models import Consent, Submission
from tests.browser.public.readers import DESKTOP, PHONE, ZOOMED, Readers
from tests.browser.public.test_axe import ALL, CONTRAST, findings
from tests.browser.public.test_layout import CUT_OFF, SPACED, TOO_WIDE
from tests.questions.conftest import answered
from tests.questions.sending import asking, live_page, mine, with_clinician

pytestmark = pytest.mark.django_db(transaction=True)

ASK = "/questions/ask/"
PLAIN = "Which creams help when the skin of my hands is dry?"
ABOUT_PAIN = "My name is Jane Miller. At night it hurts in my bones. What helps when bones hurt?"
DANGER = "I am on chemo, I am shivering and have a fever of 39 since this morning."
SEND, READ = "Send my question", "I have read this; send my question"


@pytest.fixture
def site(live_server, writer, reviewer):
    Topic.objects.create(name="Pain", slug="pain")
    live_page("urgent", writer, reviewer, slug="gb")
    live_page("article", writer, reviewer, slug="bones", title="When bones hurt at night", summary="What helps.")
    reading.forget()
    return live_server.url


@pytest.fixture
def reader(browser, site, complaints):
    readers = Readers(browser, site, complaints)
    yield readers.open
    readers.end()


def fill(page, text, publish=True):
    page.goto(ASK)
    page.get_by_role("radio", name="United Kingdom").check()
    page.get_by_role("textbox", name="Your question").fill(text)
    page.get_by_label("living with stage 4 breast cancer").check()
    page.get_by_label("Topic").select_option("Pain")
    page.get_by_label("Answer me privately").check()
    page.get_by_label("Publish an edited, anonymous version").set_checked(publish)
    page.get_by_label("I am 16 or older").check()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def heading(page, words):
    expect(page.locator("h1")).to_have_text(words)


def accessible(page):
    """axe by day and in the dark, the narrowest screen, and wider spacing."""
    found = findings(page, ALL)
    page.emulate_media(color_scheme="dark")
    found += findings(page, {"runOnly": CONTRAST})
    page.emulate_media(color_scheme="light")
    before = page.viewport_size
    page.set_viewport_size(ZOOMED)
    found += [one for one in [page.evaluate(TOO_WIDE)] if one != [False]]
    page.add_style_tag(content=SPACED)
    found += [one for one in [page.evaluate(TOO_WIDE)] if one != [False]] + page.evaluate(CUT_OFF)
    page.evaluate("document.head.lastElementChild.remove()")
    page.set_viewport_size(before)
    assert not found, (page.url, found)


# The whole way ------------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_from_the_form_to_erasing(reader, screen, scripts):
    page = reader(screen, java_script_enabled=scripts)
    page.goto("/")
    page.locator(".site-footer").get_by_role("link", name="Ask a question").click()
    heading(page, "Ask a question")
    fill(page, ABOUT_PAIN)
    if scripts:
        expect(page.get_by_role("link", name="When bones hurt at night")).to_be_visible()
    press(page, SEND)
    heading(page, "Before you send it")
    expect(page.get_by_role("link", name="When bones hurt at night")).to_have_count(0 if scripts else 1)
    page.get_by_label("Take out Jane Miller (name)").set_checked(True)
    press(page, SEND)
    heading(page, "Thank you. Your question is safe with us")
    address = page.url
    question = Submission.objects.get()
    assert "Jane" not in question.original
    assert "What helps when bones hurt?" in question.original
    assert question.topic.name == "Pain"
    page.goto("/")
    page.goto(address)
    press(page, "No, do not publish it")
    assert question.agreed() == {"private"}
    press(page, "Erase everything")
    heading(page, "Erase everything?")
    press(page, "Keep it")
    heading(page, "Thank you. Your question is safe with us")
    press(page, "Erase everything")
    press(page, "Erase everything now")
    heading(page, "Everything is erased")
    assert page.url == address
    question.refresh_from_db()
    assert question.original == ""


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_words_of_danger_interrupt_with_the_card(reader, scripts):
    page = reader(PHONE, java_script_enabled=scripts)
    fill(page, DANGER)
    press(page, SEND)
    heading(page, "Please read this first")
    expect(page.get_by_role("link", name="Call 999")).to_be_in_viewport()
    assert not Submission.objects.exists()
    press(page, READ)
    heading(page, "Thank you. Your question is safe with us")
    assert Submission.objects.get().danger


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_card_is_that_of_the_country_that_was_chosen(reader, scripts):
    page = reader(PHONE, java_script_enabled=scripts)
    page.goto(ASK)
    every = page.get_by_role("group", name="Emergency: Call the emergency number of your country now")
    british = page.get_by_role("group", name="Emergency: Call 999 or 112 now")
    expect(every).to_be_visible()
    expect(british).to_be_hidden()
    for country, own in [("United Kingdom", True), ("Canada", False), ("another country", False)]:
        page.get_by_role("radio", name=country).check()
        expect(british).to_be_visible(visible=own)
        expect(every).to_be_visible(visible=not own)


def test_by_keyboard_alone(reader):
    page = reader(DESKTOP)
    page.goto(ASK)
    key = page.keyboard.press
    page.locator("main").focus()
    key("Tab")
    key("Space")
    expect(page.get_by_role("radio", name="United Kingdom")).to_be_checked()
    key("Tab")
    page.keyboard.type(PLAIN)
    key("Tab")
    key("Space")
    expect(page.get_by_label("living with stage 4 breast cancer")).to_be_checked()
    key("Tab")  # the topic
    key("Tab")
    key("Space")
    expect(page.get_by_label("Answer me privately")).to_be_checked()
    key("Tab")
    key("Tab")  # what we keep
    expect(page.locator("summary", has_text="What we keep")).to_be_focused()
    key("Tab")  # the e-mail address
    key("Tab")
    key("Space")
    expect(page.get_by_label("I am 16 or older")).to_be_checked()
    key("Tab")
    expect(page.get_by_role("button", name=SEND)).to_be_focused()
    key("Enter")
    heading(page, "Thank you. Your question is safe with us")


def test_the_focus_goes_to_what_is_missing_and_from_there_to_the_field(reader):
    page = reader(PHONE)
    page.goto(ASK)
    press(page, SEND)
    expect(page.locator(".error-summary")).to_be_focused()
    for name, target in [("Write your question first.", "question"), ("Choose at least one", "private")]:
        page.locator(".error-summary").get_by_role("link", name=name).press("Enter")
        expect(page.locator(f"#{target}")).to_be_in_viewport()
    described = page.get_by_role("textbox", name="Your question")
    expect(described).to_have_accessible_description(re.compile("^Write your question first. Leave out names, "))


# Each page ----------------------------------------------------------------------------------------


def test_axe_finds_nothing_on_the_pages_of_the_form(reader):
    page = reader(PHONE, bypass_csp=True)
    page.goto(ASK)
    accessible(page)
    press(page, SEND)
    accessible(page)
    fill(page, ABOUT_PAIN)
    page.get_by_role("link", name="When bones hurt at night").wait_for()
    page.locator("summary", has_text="What we keep").click()
    accessible(page)
    press(page, SEND)
    accessible(page)
    fill(page, DANGER)
    press(page, SEND)
    accessible(page)


def test_axe_finds_nothing_on_private_pages(reader, writer, reviewer, moderator):
    page = reader(PHONE, bypass_csp=True)
    received, asked_for_more, declined, erased = (asking(reply_address="jane@example.org") for _each in range(4))
    for question in (asked_for_more, declined):
        question.claim(by=moderator)
    asked_for_more.ask_for_more(by=moderator, text="Which medicine do you take?")
    declined.decline(by=moderator, kind="individual", text="Please ask your team.")
    erased.erase()
    published, flagged = with_clinician(writer), asking(danger=True)
    answered(published, writer, reviewer)
    for question in (received, asked_for_more, declined, erased, published, flagged):
        page.goto(mine(question))
        accessible(page)
    page.goto(mine(received))
    press(page, "Erase everything")
    accessible(page)
    page.goto(mine(asked_for_more))
    page.get_by_role("textbox", name="Your answer").fill(f"{DANGER} My name is Jane Miller.")
    press(page, "Send my answer")
    heading(page, "Please read this first")
    accessible(page)
    press(page, "I have read this; send my answer")
    heading(page, "Thank you. Your question is safe with us")
    assert "Jane" not in asked_for_more.messages.get(by=None).text
    page.goto("/questions/mine/none/")
    accessible(page)


def test_axe_finds_nothing_when_the_form_is_closed(reader, settings):
    settings.QUESTIONS_IN_QUEUE = 0
    page = reader(PHONE, bypass_csp=True)
    page.goto(ASK)
    heading(page, "We take no new questions just now")
    accessible(page)


# Nothing lost, nothing twice --------------------------------------------------------------------------


def test_pressing_twice_makes_one_question(reader):
    page = reader(DESKTOP)
    fill(page, PLAIN)
    page.get_by_role("button", name=SEND).dblclick()
    heading(page, "Thank you. Your question is safe with us")
    assert Submission.objects.count() == 1
    assert Consent.objects.count() == 2


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_going_away_and_back_keeps_what_was_written(reader, scripts):
    page = reader(DESKTOP, java_script_enabled=scripts)
    fill(page, PLAIN)
    page.locator(".site-footer").get_by_role("link", name="About us").click()
    heading(page, "About us")
    page.go_back()
    expect(page.get_by_role("textbox", name="Your question")).to_have_value(PLAIN)
    expect(page.get_by_role("radio", name="United Kingdom")).to_be_checked()


def test_characters_are_counted_and_none_is_cut_off(reader):
    page = reader(DESKTOP)
    page.goto(ASK)
    box, count = page.get_by_role("textbox", name="Your question"), page.locator("#question-count")
    expect(count).to_have_text("At most 2,000 characters, which is about a page.")
    box.fill("💙" * 1990)
    expect(count).to_have_text("10 characters left")
    expect(page.locator("[data-said]")).to_have_text("10 characters left")
    box.fill("a" * 2012)
    expect(count).to_have_text("12 characters too many: please shorten it")
    press(page, SEND)
    expect(box).to_have_value("a" * 2012)
    expect(page.locator("#question-wrong")).to_have_text(
        "Your question has 2,012 characters, and 2,000 fit. Please shorten it."
    )


def test_what_is_written_is_posted_to_this_site_alone_and_stands_in_no_address(reader):
    page, sent = reader(DESKTOP), []
    page.on("request", lambda request: sent.append((request.method, request.url, request.post_data or "")))
    fill(page, ABOUT_PAIN)
    page.get_by_role("link", name="When bones hurt at night").wait_for()
    press(page, SEND)
    heading(page, "Before you send it")
    assert not [url for _method, url, _body in sent if "bones" in url or "Jane" in url]
    posted = [url for method, url, body in sent if "bones" in body]
    assert {url.partition(ASK)[2] for url in posted} == {"", "pages.json"}
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_the_address_can_be_copied_and_printed(reader, settings, site):
    settings.SITE_URL = site
    page = reader(DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script("window.print = () => { window.printed = true; }")
    question = asking()
    page.goto(mine(question))
    press(page, "Copy the address")
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    press(page, "Print this page")
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(page.locator(".address")).to_be_visible()
    assert not any(button.is_visible() for button in page.locator("main button").all())


def test_no_page_that_the_private_one_leads_to_learns_its_address(reader):
    page = reader(DESKTOP)
    page.goto(mine(asking()))
    with page.expect_request("**/privacy/") as caught:
        page.locator(".site-footer").get_by_role("link", name="Privacy").click()
    heading(page, "Privacy")
    assert "referer" not in caught.value.all_headers()
    assert page.evaluate("document.referrer") == ""
