"""A preview link in a browser, which sends what a test client does not: an origin, cookies by their path."""

import io

import pytest
from PIL import Image

from markup import pictures
from tests.conftest import ARTICLE_WORDS, KINDS
from tests.editions.previewing import link_to, openings

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def link(writer):
    """A link to a draft that shows a picture."""
    file = io.BytesIO()
    Image.new("RGB", (9, 9), "green").save(file, "PNG")
    file.size = file.tell()
    body = f"{ARTICLE_WORDS['body']}\n![A scan of a bone](/media/{pictures.keep(file)})\n"
    return link_to(KINDS["article"].begin(writer, body=body), writer)


def test_somebody_without_an_account_reads_a_preview(link, page, live_server):
    page.goto(live_server.url + link.path)
    page.get_by_label("Your name").fill("Nora Neighbour")
    page.get_by_role("button", name="Show the preview").click()
    title = page.get_by_role("heading", name="Bone pain", exact=True)
    title.wait_for()
    page.wait_for_function("() => document.images[0].naturalWidth === 9")
    page.reload()  # the name is remembered
    title.wait_for()
    assert openings(link) == ["Nora Neighbour"] * 2
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert set(cookies) == {"preview_name", "csrftoken"}
    assert cookies["preview_name"]["path"] == link.path
    link.revoke(by=link.created_by)
    assert page.goto(live_server.url).status == 200
    assert "Nora" not in page.content()
