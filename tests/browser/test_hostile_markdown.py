"""Hostile Markdown in a real browser, without any content security policy: nothing in it may run.

The HTML stands alone on a page of an origin that this test invents; every request is counted, none is
answered but the page itself. Links are clicked by script, so that none can hide.
"""

import pytest

from markup.render import render, render_inline
from tests.markup.attacks import ATTACKS, PICTURE

pytestmark = pytest.mark.browser

ORIGIN = "http://stage4.invalid"
AT_ONCE = 25
FOUND = """() => [...document.querySelectorAll('*')].flatMap(element => [
    ...(/^(script|style|iframe|object|embed|svg|math|form|input|base|link|meta)$/i.test(element.localName)
        && !element.closest('head') ? [element.outerHTML] : []),
    ...[...element.attributes]
        .filter(attribute => /^on|^style$|^srcdoc$/i.test(attribute.name)
            || /^(javascript|data|vbscript|blob|file):/i.test(element[attribute.name] || ''))
        .map(attribute => `${attribute.name}=${attribute.value}`),
])"""
# By what the browser made of the address. A click on a link to a page or a telephone is told, and stays here.
CLICK = """() => {
    let clicked = 0;
    const stay = event => ['http:', 'https:', 'mailto:', 'tel:'].includes(event.target.closest('a').protocol)
        && event.preventDefault();
    document.addEventListener('click', stay);
    for (const link of document.querySelectorAll('a')) {
        link.focus();
        for (const kind of ['mouseover', 'mouseenter', 'focus']) link.dispatchEvent(new Event(kind, {bubbles: true}));
        if (!/^https?:$/.test(link.protocol) || link.getAttribute('href').startsWith('#')) { link.click(); clicked++; }
    }
    return clicked;
}"""


class Witness:
    """A page that shows HTML, and what happened on it."""

    def __init__(self, page):
        self.page, self.dialogs, self.requests, self.html = page, [], [], ""
        page.on("dialog", self._note_dialog)
        page.context.route("**/*", self._answer)

    def _note_dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _answer(self, route):
        address = route.request.url
        if address == f"{ORIGIN}/":
            route.fulfill(content_type="text/html; charset=utf-8", body=self.html)
        elif address == f"{ORIGIN}{PICTURE}":
            route.fulfill(content_type="image/webp", body=b"")
        else:
            self.requests.append(address)
            route.abort()

    def show(self, html):
        self.html = f"<!doctype html><html lang=en><head><title>x</title></head><body>{html}</body></html>"
        self.page.goto(f"{ORIGIN}/")
        return self

    def happenings(self):
        """Everything that should not have happened, after each link was touched."""
        found = self.page.evaluate(FOUND)
        self.page.evaluate(CLICK)
        self.page.wait_for_timeout(20)
        ran = ["window.pwned"] if self.page.evaluate("'pwned' in window") else []
        moved = [] if self.page.url.split("#")[0] == f"{ORIGIN}/" else [self.page.url]
        windows = [page.url for page in self.page.context.pages if page is not self.page]
        return [*found, *self.dialogs, *self.requests, *ran, *moved, *windows]


@pytest.fixture
def witness(page):
    return Witness(page)


@pytest.mark.parametrize(
    "html",
    [
        "<script>window.pwned=1</script>",
        "<script>alert(1)</script>",
        "<img src=x onerror='window.pwned=1'>",
        "<a href='javascript:void(window.pwned=1)'>x</a>",
        "<a href='java\tscript:void(window.pwned=1)'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<a href=# onfocus='window.pwned=1'>x</a>",
        "<img src='https://example.org/a.png'>",
        "<p style='background:url(https://example.org/a.png)'>x</p>",
    ],
)
def test_the_witness_sees_harm(witness, complaints, html):
    assert witness.show(html).happenings()
    complaints.clear()


def test_nothing_runs_and_nothing_leaves_the_page(witness):
    for begin in range(0, len(ATTACKS), AT_ONCE):
        attacks = ATTACKS[begin : begin + AT_ONCE]
        html = "\n".join(f"<div>{render(attack)}</div><p>{render_inline(attack)}</p>" for attack in attacks)
        assert witness.show(html).happenings() == [], attacks


def test_there_is_something_to_click(witness):
    witness.show("\n".join(map(render, ATTACKS)))
    assert witness.page.evaluate(CLICK) > 10
    assert witness.page.locator("a").count() > 100
