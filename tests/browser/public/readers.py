"""Readers: pages in contexts of their own, and a record of what those asked for."""

import contextlib
from urllib.parse import urlsplit

from django.test.testcases import LiveServerThread

PHONE = {"width": 375, "height": 667}
DESKTOP = {"width": 1280, "height": 900}
# A screen of 1280 by 1024 at 400 % zoom.
ZOOMED = {"width": 320, "height": 256}
# Said of a page that is not there, and of scripts that a test withholds.
EXPECTED = ("status of 404", "status of 410", "net::ERR_FAILED")


class Readers:
    def __init__(self, browser, site, complaints):
        self.browser, self.site, self.complaints = browser, site, complaints
        self.contexts, self.requests = [], []

    def open(self, screen=DESKTOP, without=None, **options):
        """A page; ``without`` is a pattern of addresses that never arrive."""
        context = self.browser.new_context(viewport=screen, base_url=self.site, **options)
        context.set_default_timeout(10_000)
        self.contexts.append(context)
        if without:
            context.route(without, lambda route: route.abort())
        page = context.new_page()
        page.on("request", self._note)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: said.type == "error" and self._complain(f"{page.url}: {said.text}"))
        return page

    def _note(self, request):
        self.requests.append(request)

    def _complain(self, words):
        if not any(expected in words for expected in EXPECTED):
            self.complaints.append(words)

    def end(self):
        cookies = [cookie for context in self.contexts for cookie in context.cookies()]
        for context in self.contexts:
            context.close()
        here = urlsplit(self.site).netloc
        foreign = [one.url for one in self.requests if urlsplit(one.url).netloc != here]
        assert self.complaints == []
        assert foreign == []
        assert cookies == []


@contextlib.contextmanager
def serving():
    """The site in a thread of its own, under the settings in force; gives its address."""
    server = LiveServerThread("localhost", static_handler=lambda application: application)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield f"http://localhost:{server.port}"
    finally:
        server.terminate()
