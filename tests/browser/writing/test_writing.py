"""Writing in a real browser: preview, checks, buttons and pickers."""

import pytest
from playwright.sync_api import expect

from tests.browser.writing.form import PAGE_BOXES, body, wait_for_preview, write
from tests.conftest import ARTICLE_WORDS, KINDS

pytestmark = pytest.mark.django_db(transaction=True)


# The preview ------------------------------------------------------------------------------------


def test_at_phone_width_the_preview_is_the_readers_words_area(desk, writer, reviewer, page, live_server):
    words = """## What helps\n\nRadiotherapy eases bone pain. [@who-pain]\n\n::: emergency Call 112 if you have
- sudden pain\n:::\n\n| Medicine | Given |\n|---|---:|\n| letrozole | tablet |\n\n::: dont\n- stop it\n:::\n
A word.[^1]\n\n[^1]: The note.\n\nMetastasis\n: Cancer that has spread.\n"""
    first = KINDS["article"].begin(writer, body=words)
    first.submit(by=writer, saved=0)
    first.approve(by=reviewer, seal=first.seal, answers={one.key: "Looked at." for one in first.warnings()})
    ours = desk.open(writer, first.page.start_draft(by=writer))
    wait_for_preview(ours, "Cancer that has spread.")
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(live_server.url + first.page.path)
    for_readers = page.evaluate(PAGE_BOXES, "document")
    assert ours.evaluate(PAGE_BOXES, "frame") == for_readers
    assert len(for_readers) > 40


def test_the_preview_follows_what_is_typed_in_any_field_and_stays_where_it_is(ours):
    ours.locator("#id_title").fill("A title just typed")
    wait_for_preview(ours, "A title just typed")
    write(ours, "\n\n".join(f"Paragraph {number}. [@nobody]" for number in range(60)))
    wait_for_preview(ours, "Paragraph 59.\N{NO-BREAK SPACE}[@nobody]")
    ours.evaluate("document.querySelector('iframe').contentDocument.documentElement.scrollTop = 500")
    body(ours).press_sequentially(" More.")
    wait_for_preview(ours, "More.")
    assert ours.evaluate("document.querySelector('iframe').contentDocument.documentElement.scrollTop") == 500


def test_the_preview_has_two_widths_within_its_column(ours):
    wait_for_preview(ours, "Radiotherapy eases")
    wide = "document.querySelector('iframe').contentWindow.innerWidth"
    assert ours.evaluate(wide) == 375
    ours.get_by_role("button", name="Desktop").press("Enter")
    assert ours.evaluate(wide) == 1024
    assert ours.get_by_role("button", name="Desktop").get_attribute("aria-pressed") == "true"
    box, frame = (ours.locator(one).bounding_box() for one in (".writing-frame", "iframe"))
    assert frame["width"] <= box["width"]
    assert ours.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_link_of_the_preview_does_not_lead_away_from_it(ours):
    write(ours, "Words. [@who-pain]\n\n" + "More.\n\n" * 60)
    wait_for_preview(ours, "Words.")
    ours.frame_locator("iframe").locator("a[href='#source-who-pain']").first.click()
    ours.wait_for_function("() => document.querySelector('iframe').contentDocument.documentElement.scrollTop > 500")
    assert ours.evaluate("document.querySelector('iframe').contentDocument.body.textContent.includes('Words.')")


def test_without_our_preview_the_fields_own_is_there(desk, writer, draft):
    page = desk.page(writer)
    page.route("**/preview/", lambda route: route.abort())
    page.goto(desk.address(draft))
    page.get_by_text("The server did not answer. Your words are still here.").wait_for()
    expect(page.locator(".markdownx-preview").get_by_text("Radiotherapy eases bone pain.")).to_be_visible()
    desk.complaints.clear()  # of the request that was broken off


# The checks -------------------------------------------------------------------------------------


def test_the_checks_follow_and_lead_to_the_line(ours):
    write(ours, "Known. [@who-pain]\n\n" + "Words.\n\n" * 40 + "Unknown [@nobody]." + "\n\nMore." * 40)
    ours.get_by_role("tab", name="Checks (1)").wait_for()
    expect(ours.locator("#writing-say")).to_have_text("1 thing to mend, 0 warnings")
    ours.get_by_role("tab", name="Checks").press("Enter")
    ours.get_by_role("link", name="Text, line 83").press("Enter")
    field = (
        "document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd)"
    )
    assert ours.evaluate(field) == "Unknown [@nobody]."
    # In the upper half of the field: what follows can be read too.
    top = "82 * parseFloat(getComputedStyle(document.activeElement).lineHeight) - document.activeElement.scrollTop"
    assert 0 < ours.evaluate(top) < body(ours).bounding_box()["height"] / 2


def test_tabs_are_moved_by_the_arrow_keys(ours):
    ours.get_by_role("tab", name="Preview").focus()
    ours.keyboard.press("ArrowRight")
    expect(ours.get_by_role("tabpanel", name="Checks")).to_be_visible()
    expect(ours.locator("#writing-preview")).to_be_hidden()
    ours.keyboard.press("End")
    expect(ours.get_by_role("tabpanel", name="Help")).to_be_visible()


# Buttons ----------------------------------------------------------------------------------------


def test_the_buttons_are_one_stop_of_the_keyboard_and_undo_takes_them_back(ours):
    write(ours, "Some words here", select="words")
    body(ours).press("Alt+F10")
    assert ours.evaluate("document.activeElement.textContent") == "Bold"
    ours.keyboard.press("ArrowRight")
    ours.keyboard.press("Enter")
    expect(body(ours)).to_have_value("Some _words_ here")
    assert ours.evaluate("document.activeElement.name") == "body"
    body(ours).press("Control+z")
    expect(body(ours)).to_have_value("Some words here")
    body(ours).press("Shift+Tab")
    assert ours.evaluate("document.activeElement.textContent") == "Italic"
    ours.keyboard.press("End")
    assert ours.evaluate("document.activeElement.textContent") == "Help"
    ours.keyboard.press("ArrowRight")
    assert ours.evaluate("document.activeElement.textContent") == "Bold"
    ours.keyboard.press("Escape")
    assert ours.evaluate("document.activeElement.name") == "body"
    assert ours.locator("[role=toolbar] [tabindex='0']").count() == ours.locator("[role=toolbar]").count() == 2


@pytest.mark.parametrize(
    ("button", "text", "chosen", "made"),
    [
        ("Bold", "a word", "word", "a **word**"),
        ("Bold", "a **word**", "word", "a word"),
        ("Heading 2", "One\nTwo", "Two", "One\n## Two"),
        ("Heading 3", "## Two", "Two", "### Two"),
        ("Heading 3", "### Two", "Two", "Two"),
        ("List", "One\nTwo", "One\nTwo", "- One\n- Two"),
        ("Numbered list", "- One\n- Two", "- One\n- Two", "1. One\n2. Two"),
        ("Numbered list", "1. One\n2. Two", "One\n2. Two", "One\nTwo"),
        ("Quotation", "One", "One", "> One"),
        ("Do list", "One", None, "One\n\n::: do\n- tell your team\n:::\n"),
        ("Table", "", None, "| Medicine | How it is given |\n|---|---|\n| … | … |\n"),
        ("Footnote", "One[^2] two\n\n[^2]: Old.", "two", "One[^2] two[^3]\n\n[^2]: Old.\n\n[^3]: The note."),
        ("Definition", "One", None, "One\n\nWord\n: What it means\n"),
    ],
)
def test_each_button_writes_its_markdown(ours, button, text, chosen, made):
    write(ours, text, chosen)
    ours.get_by_role("toolbar", name="Markdown for the field: Text").get_by_role(
        "button", name=button, exact=True
    ).click()
    expect(body(ours)).to_have_value(made)


@pytest.mark.parametrize(
    ("keys", "made"),
    [
        ("Control+b", "a **word**"),
        ("Control+i", "a _word_"),
        ("Control+Alt+2", "## a word"),
        ("Control+Shift+8", "- a word"),
    ],
)
def test_shortcuts_do_what_the_buttons_do_and_are_listed(ours, keys, made):
    write(ours, "a word", "word")
    body(ours).press(keys)
    expect(body(ours)).to_have_value(made)
    ours.keyboard.press("Control+Alt+h")
    listed = ours.get_by_role("tabpanel", name="Help").locator("kbd").all_inner_texts()
    assert keys.replace("Control", "Ctrl").title() in listed


def test_a_preview_of_a_field_does_not_come_and_go_with_the_focus_in_it(desk, writer, draft):
    page = desk.page(writer)
    page.route("**/preview/", lambda _route: None)  # the preview of the whole page is still to come
    page.goto(desk.address(draft))
    expect(page.locator(".markdownx-preview a").first).to_be_attached()
    expect(page.locator(".markdownx-preview a").first).to_be_hidden()


def test_tab_leaves_the_editor_both_ways(ours):
    write(ours, "Words.")
    body(ours).press("Tab")
    assert ours.evaluate("document.activeElement.name") == "sources"
    ours.keyboard.press("Shift+Tab")
    assert ours.evaluate("document.activeElement.name") == "body"
    ours.keyboard.press("Shift+Tab")
    assert ours.evaluate("document.activeElement.closest('[role=toolbar]') !== null")
    expect(body(ours)).to_have_value("Words.")


# Picking ----------------------------------------------------------------------------------------


def test_a_link_to_a_live_page_is_picked_by_the_keyboard(desk, writer, reviewer):
    live = KINDS["article"].begin(writer, slug="bone-pain")
    live.submit(by=writer, saved=0)
    live.approve(by=reviewer, seal=live.seal)
    ours = desk.open(writer, KINDS["article"].begin(writer, slug="other"))
    write(ours, "See how it is eased.", "how it is eased")
    body(ours).press("Control+k")
    assert ours.evaluate("document.activeElement.name") == "words"
    ours.keyboard.press("Tab")
    ours.keyboard.type("bone")
    ours.get_by_text("1 found.").wait_for()
    ours.keyboard.press("Tab")
    ours.keyboard.press("Enter")
    expect(body(ours)).to_have_value("See [how it is eased](/articles/bone-pain/).")
    assert ours.evaluate("document.activeElement.name") == "body"


def test_closing_a_dialog_changes_nothing_and_goes_back_to_the_text(ours):
    write(ours, "See this.", "this")
    body(ours).press("Control+k")
    ours.keyboard.press("Escape")
    expect(body(ours)).to_have_value("See this.")
    assert ours.evaluate("[document.activeElement.name, document.activeElement.selectionStart]") == ["body", 4]


def test_a_source_is_picked_or_added(ours):
    write(ours, "It helps.")
    body(ours).press("Control+Alt+c")
    ours.get_by_role("button", name="who-pain").press("Enter")
    expect(body(ours)).to_have_value("It helps.[@who-pain]")
    body(ours).press("Control+Alt+c")
    dialog = ours.get_by_role("dialog", name="Cite a source")
    dialog.get_by_label("Key").fill("who-pain")
    dialog.get_by_label("Reference").fill("NICE | breast cancer")
    dialog.get_by_role("button", name="Add and cite").click()
    dialog.get_by_text("Another source has this key already.").wait_for()
    dialog.get_by_label("Key").fill("nice-cg81")
    dialog.get_by_label("Key").press("Enter")
    expect(body(ours)).to_have_value("It helps.[@who-pain][@nice-cg81]")
    added = f"{ARTICLE_WORDS['sources']}\nnice-cg81 | NICE breast cancer"
    expect(ours.locator("[name=sources]")).to_have_value(added)


def test_a_care_card_is_picked(ours):
    write(ours, "One.\n\nCall your team.", "Call your team.")
    body(ours).press("Control+Alt+u")
    dialog = ours.get_by_role("dialog", name="Insert a care card")
    dialog.get_by_label("Emergency").check()
    dialog.get_by_label("Title").fill("Sudden pain")
    dialog.get_by_label("Title").press("Enter")
    expect(body(ours)).to_have_value("One.\n\n::: emergency Sudden pain\nCall your team.\n:::\n")
