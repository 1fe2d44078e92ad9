"""axe finds nothing on any public page: not critical, not serious, not moderate, not minor.

Beyond its own choice of rules, text has a contrast of 7:1 and targets are large enough.
"""

from pathlib import Path

import pytest

from tests.browser.public.conftest import LONG, NOT_THERE, SIGN_IN
from tests.browser.public.readers import DESKTOP, PHONE

pytestmark = pytest.mark.django_db

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RUN = """options => axe.run(document, {resultTypes: ['violations'], ...options})"""
CONTRAST = ["color-contrast", "color-contrast-enhanced"]
ALL = {"rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}}


def findings(page, options=ALL):
    """(rule, how bad, how many, the first element) of all that axe finds."""
    page.evaluate(AXE)
    found = page.evaluate(RUN, options)["violations"]
    return [(one["id"], one["impact"], len(one["nodes"]), one["nodes"][0]["html"][:200]) for one in found]


LIGHT, DARK = {"light": ALL}, {"dark": {"runOnly": CONTRAST}}


def look(page, addresses, schemes):
    """What axe finds on each page, as lines: everything by day, the colours in the dark."""
    for address in addresses:
        page.goto(address)
        for scheme, options in schemes.items():
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            yield from (f"{address} ({scheme}): {found}" for found in findings(page, options))


# Colours are the same on each screen: in the dark they are looked at on one.
@pytest.mark.parametrize(("screen", "schemes"), [(DESKTOP, LIGHT), (PHONE, LIGHT | DARK)], ids=["desktop", "phone"])
def test_axe_finds_nothing(reader, addresses, screen, schemes):
    bad = list(look(reader(screen), [*addresses, *NOT_THERE], schemes))
    assert not bad, "\n".join(bad)


def test_axe_finds_nothing_where_our_scripts_never_arrive(reader):
    bad = list(look(reader(PHONE, without="**/static/**/*.js"), ["/", LONG, "/take-along/", "/search/?q=pain"], LIGHT))
    assert not bad, "\n".join(bad)


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_on_what_a_reader_opened(reader, screen):
    page = reader(screen)
    page.goto(LONG)
    page.locator(".emergency summary").click()
    page.get_by_label("Show on every page the number of").select_option("GB")
    bad = findings(page)
    if screen == PHONE:
        page.get_by_role("button", name="On this page").click()
        bad += findings(page)
    page.emulate_media(forced_colors="active")
    bad += [found for found in findings(page) if not found[0].startswith("color-contrast")]
    assert not bad


def test_axe_finds_nothing_where_colleagues_sign_in(reader):
    page = reader(DESKTOP)
    bad = list(look(page, [SIGN_IN], LIGHT | DARK))
    assert not bad, "\n".join(bad)
    page.context.clear_cookies()  # signing in needs one; reading does not
