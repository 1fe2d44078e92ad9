"""No page needs JavaScript: its words, numbers and contents are there, and nothing that does nothing."""

import pytest
from playwright.sync_api import expect

from editions.models import Edition
from tests.browser.public.conftest import LONG, NOT_THERE
from tests.browser.public.readers import DESKTOP, PHONE

pytestmark = pytest.mark.django_db


@pytest.fixture
def plain(reader):
    return lambda screen: reader(screen, java_script_enabled=False)


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_has_its_words_and_the_numbers(plain, addresses, screen):
    page = plain(screen)
    live = {edition.page.path: edition for edition in Edition.objects.live().select_related("page")}
    for address in [*addresses, *NOT_THERE]:
        page.goto(address)
        assert "112, 999 or 911" in page.locator(".emergency summary").inner_text(), address
        if address in live:
            said = " ".join(page.locator(".words").inner_text().split())
            assert live[address].summary in said, address
            assert len(said) > 0.9 * len(live[address].text), address
        for field in page.locator("button, select, input, textarea").all():
            if field.is_visible():
                works = field.get_attribute("popovertarget") or field.locator("xpath=ancestor::form").count()
                assert works, (address, field.evaluate("one => one.outerHTML"))


def test_each_countrys_card_is_two_clicks_away(plain):
    page = plain(PHONE)
    page.goto(LONG)
    assert not page.get_by_role("link", name="Ireland: when to call").is_visible()
    page.locator(".emergency summary").click()
    assert not page.locator(".emergency select").is_visible()
    page.get_by_role("link", name="Ireland: when to call").click()
    expect(page.locator("h1")).to_have_text("Ireland: 112 or 999")


def test_on_a_phone_the_contents_open_and_lead_to_their_places(plain):
    page = plain(PHONE)
    page.goto(LONG)
    page.get_by_role("button", name="On this page").click()
    link = page.locator(".contents a").nth(2)
    expect(link).to_be_visible()
    place = link.get_attribute("href")
    link.click()
    assert page.url.endswith(place)
    page.keyboard.press("Escape")
    expect(page.locator(".contents")).to_be_hidden()
    expect(page.locator(place)).to_be_in_viewport()


def test_beside_a_wide_page_the_contents_stand_open(plain):
    page = plain(DESKTOP)
    page.goto(LONG)
    expect(page.locator(".contents a").first).to_be_visible()
    assert not page.get_by_role("button", name="On this page").is_visible()
    assert not page.get_by_role("button", name="Print this page").is_visible()
