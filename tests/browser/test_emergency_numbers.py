"""A chosen country whose card is taken down: readers get the numbers for everybody with their next page."""

import pytest
from playwright.sync_api import expect

from tests.conftest import KINDS

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_country_whose_card_was_withdrawn_is_shown_to_nobody(page, live_server, writer, reviewer, editor):
    cards = {}
    for country, title, numbers in (("GB", "United Kingdom", "999 or 112"), ("US", "United States", "911")):
        words = {"country": country, "title": title, "numbers": numbers, "language": "en"}
        cards[country] = KINDS["urgent"].begin(writer, slug=country.lower(), **words)
        cards[country].submit(by=writer, saved=0)
        cards[country].approve(by=reviewer, seal=cards[country].seal)
    summary = page.locator(".emergency summary")
    page.goto(live_server.url)
    summary.click()
    page.get_by_label("Show on every page the number of").select_option("GB")
    page.goto(f"{live_server.url}/about/")
    expect(summary).to_have_text("In an emergency call 999 or 112 (United Kingdom)")
    cards["GB"].page.withdraw(by=editor, reason="wrong")
    page.reload()
    expect(summary).to_have_text("In an emergency call 112, 999 or 911")
    summary.click()
    expect(page.locator(".countries li")).to_have_count(1)
    assert page.get_by_label("Show on every page the number of").input_value() == ""
