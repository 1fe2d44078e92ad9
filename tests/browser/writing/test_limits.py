"""Limits are shown while somebody types, and said aloud near the end."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_limit_of_a_field_is_shown_while_somebody_types(ours):
    summary = ours.locator("#id_summary")
    limit = ours.locator("#id_summary-limit")
    summary.fill("Twelve chars")
    expect(limit).to_have_text("12 of at most 240 characters")
    assert limit.get_attribute("role") is None
    summary.fill("x" * 230)
    expect(limit).to_have_text("230 of at most 240 characters")
    assert limit.get_attribute("role") == "status"
    assert "id_summary-limit" in summary.get_attribute("aria-describedby")
