"""A question in a real browser: moderated by one, confirmed by a second, answered by a third, reviewed, published."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from questions.models import Reading, Submission
from tests.conftest import ANSWER_WORDS, ask, assigned
from tests.questions.desk.conftest import QUEUE, READINGS, address

pytestmark = pytest.mark.django_db(transaction=True)

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
# A tablet, and the narrowest window in which moderators work.
WIDTHS = {"desktop": 1280, "tablet": 820}


def public(page, live_server, path):
    response = page.request.get(live_server.url + path, headers={"Cookie": ""})
    return response.status, response.text()


def answer_it(page):
    """Write the answer in the draft's form, and submit it."""
    page.locator("#id_title").fill(ANSWER_WORDS["title"])
    for name in ("summary", "short_answer", "body", "sources"):
        page.locator(f"textarea[name={name}]").fill(ANSWER_WORDS[name])
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Submit for review").click()
    page.get_by_text("Submitted. The reviewers have been told.").wait_for()
    return page.url


def approve(page, url, how):
    page.goto(url)
    page.get_by_label(how).check()
    for field in page.locator("input[name^=answer-]").all():
        field.fill("I looked it up.")
    page.get_by_role("button", name="Record my decision").click()
    page.get_by_text("Your decision is recorded.").wait_for()


def test_from_the_queue_to_the_public_page(desk, live_server, page, moderator, editor, writer, reviewer, complaints):
    question, other = ask(), ask(danger=True)

    # The moderator: flagged ones first; claims, takes out what could identify, gives it to a clinician.
    ours = desk(moderator)
    ours.get_by_role("link", name="The whole queue of questions").click()
    expect(ours.locator("#queue tbody tr").first).to_contain_text(str(other))
    ours.get_by_role("link", name=str(question), exact=True).click()
    assert ours.get_by_text("has hurt since Monday").count() == 0
    ours.get_by_role("button", name="Claim it, and read it").click()
    expect(ours.locator(".asked-text mark", has_text="Jane").first).to_be_visible()
    wording = ours.get_by_label("What readers get")
    expect(wording).to_have_value("My back has hurt since Monday. I am [name], and [doctor or nurse] knows me. "
                                  "Should I tell my team?")  # fmt: skip
    wording.fill("My back has hurt for some days. Should I tell my team?")
    ours.get_by_role("button", name="Keep this wording").click()
    expect(ours.get_by_text("Decide: is it taken out, or does it stay?").first).to_be_visible()
    expect(wording).to_have_value("My back has hurt for some days. Should I tell my team?")
    for out in ours.get_by_label("it is taken out").all():
        out.check()
    ours.get_by_role("button", name="Keep this wording").click()
    ours.get_by_text("Now a second person confirms").wait_for()
    ours.get_by_text("Give it to a clinician").click()
    ours.get_by_label("Who answers").select_option(label=str(writer))
    ours.get_by_role("button", name="Give it to this clinician").click()
    ours.wait_for_url(f"**{QUEUE}")

    # A second person confirms; the log says who read what.
    theirs = desk(editor)
    theirs.get_by_role("region", name="Edited wordings to confirm").get_by_role("link", name=str(question)).click()
    expect(theirs.get_by_role("region", name="As it was asked")).to_contain_text("has hurt since Monday")
    theirs.get_by_role("button", name="I confirm: this wording identifies nobody").click()
    theirs.get_by_text("Confirmed, in your name.").wait_for()
    theirs.goto(f"{READINGS}?question={question.pk}")
    expect(theirs.locator("#readings")).to_contain_text("Mona Moderator")

    # The clinician answers beside the question.
    clinician = desk(writer)
    clinician.get_by_role("region", name="Questions for you to answer").get_by_role("link", name=str(question)).click()
    clinician.get_by_role("button", name="Start the answer").click()
    expect(clinician.get_by_role("region", name=str(question))).to_contain_text("has hurt since Monday")
    url = answer_it(clinician)

    # The reviewer sees the edited wording only, and approves: readers get it.
    second = desk(reviewer)
    second.goto(url)
    assert second.get_by_text("for some days").count()
    assert second.get_by_text("since Monday").count() == 0
    path = f"/questions/question-{question.pk}/"
    assert public(page, live_server, path)[0] == 404
    approve(second, url, "goes live at once")
    status, text = public(page, live_server, path)
    assert status == 200
    assert "for some days" in text
    assert "since Monday" not in text
    assert Submission.objects.get(pk=question.pk).state == "published"
    readers = set(Reading.objects.filter(text="original").values_list("reader__name", "why"))
    assert readers == {
        (moderator.name, "moderate"), (editor.name, "confirm"), (writer.name, "answer"),
    }  # fmt: skip
    assert complaints == []


def test_an_answer_that_is_sent_privately(desk, live_server, page, moderator, writer, reviewer):
    question = assigned(writer, confirmed=False, publish=False)
    clinician = desk(writer)
    clinician.goto(address(question))
    clinician.get_by_role("button", name="Start the answer").click()
    url = answer_it(clinician)
    second = desk(reviewer)
    second.goto(url)
    assert second.get_by_label("goes live at once").count() == 0
    approve(second, url, "whoever asked reads them at their private address")
    assert public(page, live_server, f"/questions/question-{question.pk}/")[0] == 404
    ours = desk(moderator)
    ours.goto(QUEUE)
    ours.get_by_role("link", name="Answers sent privately").click()
    expect(ours.locator("#content-main")).to_contain_text(f"Answer to question {question.pk}")
    assert Submission.objects.get(pk=question.pk).state == "answered"


def test_what_was_typed_survives_a_colleague_who_takes_over(desk, moderator, editor):
    question = ask()
    question.claim(by=moderator)
    ours = desk(moderator)
    ours.goto(address(question))
    ours.get_by_label("What readers get").fill("Half an hour of work.")
    for out in ours.get_by_label("it is taken out").all():
        out.check()
    question.take_over(by=editor, reason="urgent")
    ours.get_by_role("button", name="Keep this wording").click()
    expect(ours.get_by_label("What readers get")).to_have_value("Half an hour of work.")
    ours.locator("#move-take-over summary").click()
    ours.get_by_label("we agreed on it").check()
    ours.get_by_role("button", name="Take it over").click()
    expect(ours.get_by_label("What readers get")).to_have_value("Half an hour of work.")
    expect(ours.get_by_role("region", name="As it was asked")).to_be_visible()


def test_a_moderator_works_by_keyboard_alone(desk, moderator):
    question = ask()
    page = desk(moderator)

    def press_until(focused, key="Tab", most=150):
        for _press in range(most):
            if page.evaluate(f"document.activeElement && ({focused})(document.activeElement)"):
                return
            page.keyboard.press(key)
        raise AssertionError(f"{key} never reached {focused}")

    press_until(f"one => one.getAttribute('href') === '{address(question)}'")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address(question)}")
    press_until("one => one.tagName === 'BUTTON' && one.textContent.includes('Claim it')")
    page.keyboard.press("Enter")
    page.get_by_text("The question is yours until").wait_for()
    press_until("one => one.name === 'wording'")
    page.keyboard.press("Control+a")
    page.keyboard.type("Should I tell my team?")
    for _detail in range(page.locator(".decisions li").count()):
        press_until("one => one.type === 'radio' && !document.querySelector(`[name=${one.name}]:checked`)")
        page.keyboard.press("Space")
    press_until("one => one.type === 'submit' && one.textContent.includes('Keep this wording')")
    page.keyboard.press("Enter")
    page.get_by_text("Now a second person confirms").wait_for()
    press_until("one => one.tagName === 'SUMMARY' && one.textContent.includes('Decline it')")
    page.keyboard.press("Enter")
    press_until("one => one.tagName === 'A' && one.textContent.includes('not about stage 4')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/decline/**")
    press_until("one => one.type === 'submit' && one.textContent.includes('Decline it')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{QUEUE}")
    question.refresh_from_db()
    assert (question.state, question.wording) == ("declined", "Should I tell my team?")


def findings(page):
    """What axe finds critical or serious: (rule, the first element)."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    worst = [one for one in found["violations"] if one["impact"] in {"critical", "serious"}]
    return [(one["id"], one["nodes"][0]["html"][:160], len(one["nodes"])) for one in worst]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_the_screen(desk, editor, moderator, writer, width, scheme):
    claimed, flagged, waiting = ask(), ask(danger=True), assigned(writer, confirmed=False)
    claimed.claim(by=editor)
    flagged.claim(by=moderator)
    page, bad = desk(editor), {}
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": WIDTHS[width], "height": 900})
    screens = ["/admin/", QUEUE, f"{QUEUE}?show=spam", f"{QUEUE}?show=nothing", address(claimed), address(flagged),
               address(waiting), address(waiting, "confirm"), f"{address(claimed, 'decline')}?kind=duplicate",
               READINGS]  # fmt: skip
    for screen in screens:
        page.goto(screen)
        if found := findings(page):
            bad[screen] = found
        for summary in page.locator("details.move > summary").all():
            summary.click()
        if found := findings(page):
            bad[f"{screen} open"] = found
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            bad[f"{screen}: wider than the screen"] = wide
    assert not bad, "\n".join(f"{name}: {found}" for name, found in bad.items())
