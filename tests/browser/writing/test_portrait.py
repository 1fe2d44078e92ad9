"""The form of a profile in a real browser: its portrait is one picture, with a bar of its own."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.writing.form import picture_bytes
from tests.conftest import KINDS

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_portrait_is_chosen_described_and_shown(desk, writer):
    draft = KINDS["expert"].begin(writer)
    page = desk.page(writer)
    page.goto(desk.url + reverse("admin:experts_expertedition_change", args=[draft.pk]))
    bar = page.get_by_role("toolbar", name="Markdown for the field: Portrait")
    assert bar.get_by_role("button").all_inner_texts() == ["Picture", "Help"]
    with page.expect_file_chooser() as chooser:
        bar.get_by_role("button", name="Picture").click()
    chooser.value.set_files({"name": "ella.png", "mimeType": "image/png", "buffer": picture_bytes()})
    dialog = page.get_by_role("dialog", name="About this picture")
    dialog.get_by_label("What it shows").fill("Ella smiles")
    dialog.get_by_label("Licence").fill("Own work")
    dialog.get_by_role("button", name="Done").click()
    expect(dialog).to_be_hidden()
    page.frame_locator("iframe").get_by_alt_text("Ella smiles").wait_for()
    expect(page.get_by_role("tab", name="Checks (0)")).to_be_visible()
    page.get_by_label("Account").select_option("Wanda Writer (wanda.writer@example.org)")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved. Read it here as readers will").wait_for()
    draft.refresh_from_db()
    assert draft.account == writer.pk
    assert draft.portrait.startswith("![Ella smiles](/media/")
