"""A writer's browser at the form of a draft, and what is read there."""

import io

from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image

# Every element of the words area with its place, size and look; of a public page, or of the preview in its frame.
PAGE_BOXES = """async where => {
  const doc = where === "frame" ? document.querySelector("iframe").contentDocument : document;
  await doc.fonts.ready;
  const words = doc.querySelector("article .words");
  const origin = words.getBoundingClientRect();
  return [...words.querySelectorAll("*")].map((one) => {
    const box = one.getBoundingClientRect();
    const look = doc.defaultView.getComputedStyle(one);
    const place = [box.x - origin.x, box.y - origin.y, box.width, box.height].map(Math.round).join(" ");
    const colours = [look.color, look.backgroundColor, look.borderLeft].join(" ");
    return [one.tagName, one.className, one.id, place, look.font, colours].join("|");
  });
}"""


class WritingDesk:
    """Opens pages for people who are signed in; those of one person share a browser context, as tabs do."""

    def __init__(self, browser, live_server, complaints):
        self.browser, self.url, self.complaints = browser, live_server.url, complaints
        self.contexts = {}

    def page(self, person, **options):
        if person not in self.contexts:
            self.contexts[person] = self._context(person, **options)
        page = self.contexts[person].new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: said.type == "error" and self.complaints.append(f"{page.url}: {said.text}"))
        return page

    def open(self, person, draft, **options):
        """The form of a draft, once its scripts have begun."""
        page = self.page(person, **options)
        page.goto(self.address(draft))
        return page

    def address(self, draft):
        return self.url + reverse("admin:articles_articleedition_change", args=[draft.pk])

    def close(self):
        for context in self.contexts.values():
            context.close()

    def _context(self, person, **options):
        context = self.browser.new_context(viewport={"width": 1280, "height": 900}, base_url=self.url, **options)
        context.set_default_timeout(10_000)
        self.sign_in(context, person)
        return context

    def sign_in(self, context, person):
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.url}])


def wait_for_preview(page, text):
    article = 'document.querySelector("iframe").contentDocument?.querySelector("article")'
    page.wait_for_function(f"text => {article}?.textContent.includes(text)", arg=text)


def picture_bytes():
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    return file.getvalue()


def dropped(page, way, content, kind):
    """A file comes into the text by ``drop`` or ``paste``."""
    page.evaluate(
        """([way, size, bytes, kind]) => {
          const data = new DataTransfer();
          const content = size > 10000 ? new Uint8Array(size) : new Uint8Array(bytes);
          data.items.add(new File([content], "scan", {type: kind}));
          const event = way === "drop"
            ? new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true})
            : new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
          document.querySelector("[name=body]").dispatchEvent(event);
        }""",
        [way, len(content), list(content) if len(content) <= 10000 else [], kind],
    )


def device_keeps(page, text):
    """Waits until a copy of unsaved words on the device has this text (of one line)."""
    page.wait_for_function("text => Object.values(localStorage).some(copy => copy.includes(text))", arg=text)


def device_keeps_nothing(page):
    """Waits for it: the page's text can be seen a moment before the script that clears the device has come."""
    page.wait_for_function("() => !Object.keys(localStorage).some(key => key.startsWith('stage4:'))")


def body(page):
    return page.locator("textarea[name=body]")


def write(page, text, select=None):
    """Types a text into the body; ``select`` is a part of it that is selected then."""
    body(page).fill(text)
    at = text.index(select) if select else len(text)
    size = len(select or "")
    body(page).evaluate("(field, [from, to]) => field.setSelectionRange(from, to)", [at, at + size])
