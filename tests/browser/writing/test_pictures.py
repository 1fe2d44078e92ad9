"""Pictures in a real browser: dropped, pasted or chosen, described, refused; and pasted words."""

import pytest
from playwright.sync_api import expect

from tests.browser.writing.form import body, dropped, picture_bytes, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("way", ["drop", "paste", "choose"])
def test_a_picture_is_uploaded_described_and_listed(ours, way):
    write(ours, "Before. [@who-pain]\n\n")
    if way == "choose":
        with ours.expect_file_chooser() as chooser:
            body(ours).press("Control+Alt+p")
        chooser.value.set_files({"name": "scan.png", "mimeType": "image/png", "buffer": picture_bytes()})
    else:
        dropped(ours, way, picture_bytes(), "image/png")
    dialog = ours.get_by_role("dialog", name="About this picture")
    dialog.get_by_label("What it shows").fill("A scan of a [bone]")
    dialog.get_by_label("Licence").fill("Own work")
    dialog.get_by_label("Credit").fill("A hospital")
    dialog.get_by_label("Credit").press("Enter")
    expect(dialog).to_be_hidden()
    assert ours.evaluate("document.activeElement.name") == "body"
    assert "![A scan of a \\[bone\\]](/media/" in body(ours).input_value()
    ours.frame_locator("iframe").get_by_alt_text("A scan of a [bone]").wait_for()
    loaded = "() => document.querySelector('iframe').contentDocument.querySelector('img').naturalWidth === 40"
    ours.wait_for_function(loaded)
    ours.get_by_role("tab", name="Pictures (1)").click()
    assert ours.get_by_role("tabpanel").get_by_label("Licence").input_value() == "Own work"
    assert ours.get_by_text("40 × 30 pixels").count() == 1
    expect(ours.get_by_role("tab", name="Checks (0)")).to_be_visible()


def test_a_licence_is_noted_later_in_the_list(ours):
    dropped(ours, "drop", picture_bytes(), "image/png")
    ours.get_by_role("dialog", name="About this picture").get_by_role("button", name="Later").click()
    ours.get_by_role("tab", name="Pictures (1)").click()
    licence = ours.get_by_role("tabpanel").get_by_label("Licence")
    licence.fill("CC0 1.0")
    licence.press("Enter")
    ours.get_by_text("Noted.").wait_for()
    expect(ours.get_by_text("The licence is missing.")).to_have_count(0)


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (b"GIF89a", "image/gif", "That is not a PNG, JPEG or WebP picture."),
        (b"0" * (5 * 1024 * 1024 + 1), "image/png", "The picture is larger than 5 MB."),
        (b"not a picture", "image/png", "This is not a PNG, JPEG or WebP picture."),
    ],
)
def test_what_is_no_picture_leaves_the_text_as_it_was(ours, complaints, content, kind, said):
    write(ours, "Before.")
    dropped(ours, "drop", content, kind)
    expect(ours.locator(".field-body .errornote")).to_contain_text(said)
    expect(body(ours)).to_have_value("Before.")
    complaints.clear()  # the console repeats a refusal of the server


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_words_come_in_as_the_browser_brings_them(ours, way):
    """Nothing of ours, and not the Markdown editor's script, takes the event of words away."""
    prevented = """way => {
      const data = new DataTransfer();
      data.setData("text/plain", "Words.");
      const made = {drop: () => new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}),
                    paste: () => new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})};
      return !document.querySelector("[name=body]").dispatchEvent(made[way]());
    }"""
    assert ours.evaluate(prevented, way) is False
