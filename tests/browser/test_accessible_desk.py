"""The pages of the desk, looked over by axe: nothing critical or serious; and the whole decision by keyboard."""

from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from editions.models import Edition, Status
from people.models import User

pytestmark = pytest.mark.django_db(transaction=True)

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
WIDTHS = {"desktop": 1280, "tablet": 820}


@pytest.fixture
def demo():
    call_command("load_demo", only=["articles"], verbosity=0)
    return {person.email.split("@")[0]: person for person in User.objects.all()}


@pytest.fixture
def signed_in(desk, demo):
    """``signed_in(name)``: the page of a demonstration account."""
    from stage4site.demo import PASSWORD

    return lambda name: desk(demo[name], password=PASSWORD)


def findings(page):
    """What axe finds critical or serious: (rule, the first element)."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    worst = [one for one in found["violations"] if one["impact"] in {"critical", "serious"}]
    return [(one["id"], one["nodes"][0]["html"][:160], len(one["nodes"])) for one in worst]


def addresses():
    review = Edition.objects.get(status=Status.IN_REVIEW)
    draft = Edition.objects.get(status=Status.DRAFT)
    sent_back = Edition.objects.get(closed_why="changes requested")
    page = review.page_id
    return {
        "my work": ("reviewer", "/admin/"),
        "my work of the editor": ("editor", "/admin/"),
        "review": ("reviewer", f"/admin/editions/edition/{review.pk}/"),
        "edition sent back": ("writer", f"/admin/editions/edition/{sent_back.pk}/"),
        "draft": ("writer", f"/admin/articles/articleedition/{draft.pk}/change/"),
        "list": ("editor", "/admin/articles/article/"),
        "page": ("editor", f"/admin/articles/article/{page}/change/"),
        "new page": ("writer", "/admin/articles/article/add/"),
        "history": ("editor", f"/admin/editions/page/{page}/history/?old=1&new=2&on=2026-01-01"),
        "withdraw": ("editor", f"/admin/editions/page/{page}/withdraw-page/"),
        "find": ("editor", "/admin/editions/page/find/?q=t"),
        "due": ("editor", "/admin/editions/page/due/?when=all"),
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_serious_on_the_desk(signed_in, width, complaints):
    pages, bad = {}, {}
    for name, (person, address) in addresses().items():
        page = pages.get(person) or pages.setdefault(person, signed_in(person))
        page.set_viewport_size({"width": WIDTHS[width], "height": 900})
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert not complaints
        if found := findings(page):
            bad[name] = found
        complaints.clear()  # axe itself puts a style into the preview's frame, which the policy refuses
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            bad[f"{name}: wider than the screen"] = wide
    assert not bad, "\n".join(f"{name}: {found}" for name, found in bad.items())
    assert not complaints


def test_a_reviewer_decides_by_keyboard_alone(signed_in, demo):
    page = signed_in("reviewer")
    edition = Edition.objects.get(status=Status.IN_REVIEW)
    page.goto("/admin/")

    def press_until(focused, key="Tab", most=150):
        for _press in range(most):
            if page.evaluate(f"document.activeElement && ({focused})(document.activeElement)"):
                return
            page.keyboard.press(key)
        raise AssertionError(f"{key} never reached {focused}")

    press_until(f"one => one.getAttribute('href') === '/admin/editions/edition/{edition.pk}/'")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/edition/{edition.pk}/")
    press_until("one => one.getAttribute('href') === '#decision'")
    page.keyboard.press("Enter")
    for _warning in edition.specific.warnings():
        press_until("one => one.name && one.name.startsWith('answer-') && !one.value")
        page.keyboard.type("I looked it up.")
    press_until("one => one.name === 'decision'")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    press_until("one => one.name === 'note'")
    page.keyboard.type("The dose is wrong.")
    press_until("one => one.type === 'submit' && one.textContent.includes('Record my decision')")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_contain_text("Your decision is recorded.")
    closed = Edition.objects.get(pk=edition.pk)
    assert (closed.closed_why, closed.review_note) == ("changes requested", "The dose is wrong.")


def test_the_time_of_publication_is_said_in_words_at_once(signed_in):
    page = signed_in("reviewer")
    edition = Edition.objects.get(status=Status.IN_REVIEW)
    page.goto(f"/admin/editions/edition/{edition.pk}/")
    page.get_by_label("Time of publication").fill("2030-12-02T09:00")
    said = page.locator("#decide-result")
    expect(said).to_contain_text("goes live on Monday, 2 December 2030")
    expect(said).to_contain_text("09:00")
    expect(said).to_contain_text("replaces edition 1")
    expect(page.get_by_label("Approve these words").nth(1)).to_be_checked()
    page.get_by_label("Approve these words").nth(0).check()
    expect(said).to_contain_text("goes live at once")
    page.get_by_label("Ask the author for changes").check()
    expect(said).to_contain_text("readers see no difference")
    page.get_by_label("Time of publication").fill("2020-01-01T09:00")
    expect(said).to_contain_text("That time is past.")


def test_a_page_is_withdrawn_in_two_taps_on_a_phone(signed_in):
    page = signed_in("editor")
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto("/admin/")
    page.get_by_role("searchbox").fill("http://example.org/articles/bone-pain/")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Withdraw this page …").click()
    expect(page.get_by_role("button", name="Withdraw this page now")).to_be_visible()
