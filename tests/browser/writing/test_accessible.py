"""The form of a draft, looked over by axe in each of its states, light and dark."""

from pathlib import Path

import pytest

from tests.browser.writing.form import body, dropped, picture_bytes, wait_for_preview, write

pytestmark = pytest.mark.django_db(transaction=True)
AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"


def tab(name):
    return lambda page: page.get_by_role("tab", name=name).click()


def shortcut(keys):
    return lambda page: body(page).press(keys)


def kept(page):
    write(page, "Not saved.")
    page.wait_for_timeout(600)
    page.reload()
    page.get_by_role("button", name="Put them back").wait_for()


def picture(page):
    dropped(page, "drop", picture_bytes(), "image/png")
    page.get_by_role("dialog", name="About this picture").wait_for()


def listed_picture(page):
    picture(page)
    page.get_by_role("button", name="Later").click()
    page.get_by_role("tab", name="Pictures (1)").click()


def crossed(page):
    page.evaluate("document.querySelector('[name=saved_count]').value = 99")
    write(page, "Mine.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Two texts").wait_for()


STATES = {
    "preview": lambda page: None,
    "checks": lambda page: (
        write(page, "It always cures [@nobody]."),
        tab("Checks (")(page),
        page.wait_for_timeout(2000),
    ),
    "help": tab("Help"),
    "link": shortcut("Control+k"),
    "source": shortcut("Control+Alt+c"),
    "card": shortcut("Control+Alt+u"),
    "picture": picture,
    "pictures": listed_picture,
    "kept words": kept,
    "two texts": crossed,
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_serious(ours, state, scheme, complaints):
    ours.emulate_media(color_scheme=scheme)
    wait_for_preview(ours, "Radiotherapy eases")
    STATES[state](ours)
    assert complaints == []
    ours.evaluate(AXE.read_text(encoding="utf-8"))
    found = ours.evaluate("axe.run(document, {resultTypes: ['violations'], iframes: false})")["violations"]
    complaints.clear()  # axe tries a style of its own
    worst = [(one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in {"critical", "serious"}]
    assert worst == []
