"""A browser for the tests. ``page`` is a fresh context each time, and fails the test when the page complains."""

import os
import shutil

import pytest

from tests.conftest import PASSWORD

# Playwright's synchronous interface runs an event loop in the test's thread, which Django would refuse.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The same browser without the windows that nobody sees needs a quarter of the time for each context.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
# Letters drawn as on phones and fine screens, not fitted to the pixels of a coarse one.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none"]


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    if not CHROMIUM:
        missing = "Chromium is not installed (Debian's package chromium-headless-shell, or chromium)."
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def complaints():
    """What a page complained of: errors in scripts, and errors in the console (refusals of the CSP are there)."""
    return []


@pytest.fixture
def page(browser, complaints):
    """A page in a context of its own. The test fails if anything is in ``complaints`` at its end."""
    context = browser.new_context()

    def watch(page):
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: said.type == "error" and complaints.append(f"{page.url}: {said.text}"))

    context.on("page", watch)
    yield context.new_page()
    context.close()
    assert not complaints


@pytest.fixture
def desk(browser, live_server, complaints):
    """Signs a person in through the pages, in a browser context of their own; gives their page."""
    contexts = []

    def sign_in(person, password=PASSWORD):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=live_server.url)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda said: said.type == "error" and complaints.append(f"{page.url}: {said.text}"))
        page.goto("/admin/")
        page.get_by_label("Email").fill(person.email)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/admin/")
        return page

    yield sign_in
    for context in contexts:
        context.close()
