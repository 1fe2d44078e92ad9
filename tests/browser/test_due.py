"""Due for review by keyboard alone: an editor in chief changes an owner, a writer has a page checked."""

import pytest
from playwright.sync_api import expect

from editions.models import Edition, Page, Status
from tests.conftest import KINDS, PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/admin/editions/page/due/?when=all"


@pytest.fixture
def live(writer, reviewer):
    """Two live pages, with the same words."""
    made = []
    for title in ("Bone pain", "Tiredness"):
        draft = KINDS["article"].begin(writer, slug=title.lower().replace(" ", "-"), title=title)
        draft.submit(by=writer, saved=0)
        draft.approve(by=reviewer, seal=draft.seal)
        made.append(draft)
    return made


@pytest.fixture
def list_of(page, live_server):
    """``list_of(person)``: the list, as this person sees it on a tablet."""

    def list_of(person):
        page.set_viewport_size({"width": 1024, "height": 768})
        page.goto(live_server.url + LIST)
        page.get_by_label("Email").fill(person.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("Password").press("Enter")
        page.wait_for_url(f"**{LIST}")
        return page

    return list_of


def tab_to(page, place):
    """Press Tab until this place has the focus."""
    for _press in range(60):
        if place.evaluate("place => place === document.activeElement"):
            return place
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {place}")


def test_an_editor_in_chief_changes_an_owner(list_of, live, editor, other_writer):
    page = list_of(editor)
    tab_to(page, page.get_by_label("Choose “Tiredness”")).press("Space")
    tab_to(page, page.get_by_label("New owner")).press("O")
    tab_to(page, page.get_by_role("button", name="Change the owner …")).press("Enter")
    expect(page.get_by_text("Otto Writer becomes the owner of 1 page.")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Yes: change the owner")).press("Enter")
    expect(page.get_by_text("Otto Writer is the owner of 1 more page now.")).to_be_visible()
    assert page.url.endswith(LIST)
    assert Page.objects.get(owner=other_writer).pk == live[1].page_id


def test_a_writer_has_a_page_checked(list_of, live, writer):
    page = list_of(writer)
    tab_to(page, page.locator("summary", has_text=": Tiredness")).press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("A second clinician now confirms that nothing has to change.")).to_be_visible()
    assert Edition.objects.get(status=Status.IN_REVIEW).page_id == live[1].page_id


def test_nothing_is_wider_than_a_tablet(list_of, live, editor):
    page = list_of(editor)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
