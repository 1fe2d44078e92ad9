"""The main job in a real browser: drafted with preview, submitted, sent back, mended, approved, live, withdrawn."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from editions.models import Edition, Status
from tests.conftest import ARTICLE_WORDS

pytestmark = pytest.mark.django_db(transaction=True)


def public(page, live_server, path):
    """What somebody without an account gets: (status, text)."""
    response = page.request.get(live_server.url + path, headers={"Cookie": ""})
    return response.status, response.text()


def test_from_draft_to_patient_and_down_again(desk, live_server, complaints, page, writer, reviewer):
    path = "/articles/bone-pain/"
    ours = desk(writer)
    ours.get_by_role("link", name="New article").first.click()
    ours.get_by_label("Title of the first draft").press_sequentially("Bone pain")
    expect(ours.get_by_label("Address:", exact=True)).to_have_value("bone-pain")
    ours.get_by_role("button", name="Save", exact=True).click()

    # The draft, with its live preview; Tab leaves the editor.
    ours.get_by_label("Summary").fill(ARTICLE_WORDS["summary"])
    ours.get_by_role("textbox", name="In short").fill(ARTICLE_WORDS["in_short"])
    editor = ours.locator("textarea[name=body]")
    editor.click()
    editor.press_sequentially("::: urgent Call your team\nif it hurts\n:::\n\n", delay=5)
    preview = ours.frame_locator("#writing-preview iframe")
    preview.get_by_text("Urgent: Call your team").wait_for()
    editor.fill(ARTICLE_WORDS["body"])
    editor.press("Tab")
    assert ours.evaluate("document.activeElement.name") != "body"
    ours.get_by_role("button", name="Save", exact=True).click()

    # What is missing is named; the rest of the words is kept.
    expect(ours.get_by_text("Name at least one source")).to_have_count(1)
    ours.get_by_role("link", name="Write on").click()
    ours.locator("textarea[name=sources]").fill(ARTICLE_WORDS["sources"])
    ours.get_by_role("button", name="Save", exact=True).click()
    assert public(page, live_server, path)[0] == 404
    ours.get_by_role("button", name="Submit for review").click()
    ours.get_by_text("Submitted. The reviewers have been told.").wait_for()
    first = ours.url

    # The reviewer asks for changes; the note is needed, and nothing typed is lost.
    theirs = desk(reviewer)
    theirs.goto(first)
    theirs.get_by_label("Ask the author for changes").check()
    theirs.get_by_role("button", name="Record my decision").click()
    theirs.get_by_text("Write what the author should change.").wait_for()
    theirs.locator("#decide-note").fill("Say when to call.")
    theirs.get_by_role("button", name="Record my decision").click()
    theirs.get_by_text("Your decision is recorded.").wait_for()

    # Mended by the author, in a new draft that begins as a copy.
    ours.goto(first)
    assert ours.get_by_text("Say when to call.").count() == 1
    ours.get_by_role("button", name="Start a new draft").click()
    assert ours.get_by_label("Summary").input_value() == ARTICLE_WORDS["summary"]
    mended = ARTICLE_WORDS["body"] + "\nCall if the pain is new. [@who-pain]\n"
    ours.locator("textarea[name=body]").fill(mended)
    ours.get_by_role("button", name="Save", exact=True).click()
    ours.get_by_role("button", name="Submit for review").click()
    ours.get_by_text("Submitted. The reviewers have been told.").wait_for()
    second = ours.url

    theirs.goto(second)
    theirs.get_by_label("Approve these words: edition 2 goes live at once, the first that readers see").check()
    theirs.get_by_role("button", name="Record my decision").click()
    theirs.get_by_text("Your decision is recorded.").wait_for()

    status, text = public(page, live_server, path)
    assert status == 200
    assert "Call if the pain is new." in text
    page.goto(live_server.url + path)
    page.get_by_role("heading", name="Bone pain", level=1).wait_for()
    assert page.get_by_text("Rosa Reviewer, MB BS, oncologist, A hospital").count() == 1
    assert page.get_by_text("Wanda Writer").count() == 1

    # Withdrawn by one person; gone at the next request.
    theirs.get_by_role("link", name="Withdraw this page").click()
    theirs.get_by_label("It contained a mistake").check()
    theirs.get_by_role("button", name="Withdraw this page now").click()
    theirs.get_by_text("Withdrawn. Readers get a page that says so").wait_for()
    status, text = public(page, live_server, path)
    assert status == 410
    assert "It contained a mistake" in text
    assert "Call if the pain is new." not in text
    assert set(Edition.objects.values_list("status", flat=True)) == {Status.CLOSED}
    assert complaints == []


def test_the_editor_uploads_a_dropped_picture(desk, writer, live_server, tmp_path):
    from PIL import Image

    from tests.conftest import KINDS

    Image.new("RGB", (40, 30), "teal").save(tmp_path / "scan.png")
    draft = KINDS["article"].begin(writer)
    ours = desk(writer)
    ours.goto(live_server.url + reverse("admin:articles_articleedition_change", args=[draft.pk]))
    content = (tmp_path / "scan.png").read_bytes()
    transfer = ours.evaluate_handle(
        """bytes => { const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], "scan.png", {type: "image/png"})); return data; }""",
        list(content),
    )
    ours.dispatch_event("textarea[name=body]", "drop", {"dataTransfer": transfer})
    expect(ours.locator("textarea[name=body]")).to_have_value(re.compile(r"/media/[0-9a-f]{64}\.webp"))
    ours.frame_locator("#writing-preview iframe").locator("img").wait_for()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("width", [320, 1280])
def test_public_pages_need_no_script_and_no_sideways_scrolling(browser, live_server, live, width, scripts):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=scripts, base_url=live_server.url
    )
    page = context.new_page()
    foreign = []
    page.on("request", lambda request: request.url.startswith(live_server.url) or foreign.append(request.url))
    for path in ("/", "/articles/", live.page.path, "/articles/nowhere/"):
        page.goto(path)
        assert page.locator("h1").count() == 1
        assert page.locator("main").bounding_box()["width"] <= width
        if scripts:
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert foreign == []
    assert context.cookies() == []
    context.close()
