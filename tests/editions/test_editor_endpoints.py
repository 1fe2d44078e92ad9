"""The editor's two endpoints. Its script shows whatever comes back, so refusals are short plain text."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from editions.models import Edition
from markup.render import render
from markup.uploads import path_of
from people.models import User
from tests.conftest import ARTICLE_WORDS

pytestmark = pytest.mark.django_db

PREVIEW = "/markdownx/markdownify/"
UPLOAD = "/markdownx/upload/"


def picture(name="photo.png", kind="PNG", size=(8, 6)):
    file = io.BytesIO()
    Image.new("RGB", size, "navy").save(file, kind)
    return SimpleUploadedFile(name, file.getvalue(), content_type="image/png")


def sent(address):
    return {"content": "Some *words*."} if address == PREVIEW else {"image": picture()}


def assert_short_plain_text(answer, status):
    text = answer.content.decode()
    assert answer.status_code == status
    assert answer["Content-Type"].split(";")[0] == "text/plain"
    assert 0 < len(text) < 200
    assert "<" not in text


def stored_files():
    return default_storage.listdir("pictures")[1] if default_storage.exists("pictures") else []


@pytest.fixture
def anonymous():
    return None


@pytest.fixture
def writers(client, writer):
    """A browser in which a writer is signed in."""
    client.force_login(writer)
    return client


# Who, and how -----------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
@pytest.mark.parametrize("person", ["writer", "editor"])
def test_those_who_write_may_call_it(address, person, client, request):
    client.force_login(request.getfixturevalue(person))
    assert client.post(address, sent(address)).status_code == 200


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("person", ["anonymous", "moderator", "reviewer", "stranger", "superuser"])
def test_others_get_short_plain_text(address, method, person, client, request):
    if (who := request.getfixturevalue(person)) is not None:
        client.force_login(who)
    answer = getattr(client, method)(address, sent(address) if method == "post" else {})
    assert_short_plain_text(answer, 403)
    assert "sign in in another tab" in answer.content.decode()
    assert stored_files() == []


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_a_writer_who_was_deactivated_gets_short_plain_text(address, writers, writer):
    User.objects.filter(pk=writer.pk).update(is_active=False)
    assert_short_plain_text(writers.post(address, sent(address)), 403)


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_it_is_only_ever_posted(address, method, writers):
    assert getattr(writers, method)(address).status_code == 405


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_without_a_token_the_answer_is_short_plain_text(address, writer):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(writer)
    answer = browser.post(address, sent(address))
    assert_short_plain_text(answer, 403)
    assert "offers what you typed" in answer.content.decode()
    assert stored_files() == []


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_with_the_token_of_the_page_it_works(address, writer):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(writer)
    form = browser.get("/admin/articles/article/add/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form).group(1)
    assert browser.post(address, sent(address), headers={"X-CSRFToken": token}).status_code == 200


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
@pytest.mark.parametrize("given", [{}, {"other": "field"}])
def test_a_missing_field_is_said_to_be_missing(address, given, writers):
    assert_short_plain_text(writers.post(address, given), 400)


# The preview ------------------------------------------------------------------------------------

TEXTS = [
    ARTICLE_WORDS["body"],
    "# Title\n\n::: urgent Fever\nCall now.\n:::\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "Raw <script>alert(1)</script> and [a link](javascript:alert(1)).",
    "![A scan](/media/" + "0" * 64 + ".webp) ![Elsewhere](https://evil.example/x.png)",
    "word " * 20_000,
    "",
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_preview_is_what_the_page_will_show(text, writers):
    answer = writers.post(PREVIEW, {"content": text})
    assert answer.status_code == 200
    assert answer.content.decode() == render(text)


def test_line_ends_of_a_browser_make_no_difference(writers):
    text = "One.\n\n- a\n- b\n\n```\nx\ny\n```\n"
    assert writers.post(PREVIEW, {"content": text.replace("\n", "\r\n")}).content.decode() == render(text)


def test_a_preview_changes_nothing(writers):
    writers.post(PREVIEW, {"content": "words"})
    assert not Edition.objects.exists()


# The upload -------------------------------------------------------------------------------------


def test_an_upload_is_stored_and_answered_with_its_markdown(writers):
    answer = writers.post(UPLOAD, {"image": picture()})
    assert answer["Content-Type"] == "application/json"
    code = answer.json()["image_code"]
    name = re.fullmatch(r"!\[Say here what the picture shows\]\(/media/([0-9a-f]{64}\.webp)\)", code).group(1)
    assert stored_files() == [name]
    with default_storage.open(path_of(name)) as file:
        assert (Image.open(file).format, Image.open(file).size) == ("WEBP", (8, 6))
    assert f'src="/media/{name}"' in render(code)


def test_the_same_picture_is_stored_once(writers):
    first, again = (writers.post(UPLOAD, {"image": picture(name)}).json() for name in ("a.png", "../../b.png"))
    assert first == again
    assert len(stored_files()) == 1


FAKES = {
    "a page that says it is a picture": SimpleUploadedFile("x.gif", b"<script>alert(1)</script>", "image/gif"),
    "the head of a PNG": SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "image/png"),
    "an SVG": SimpleUploadedFile("x.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml"),
    "nothing": SimpleUploadedFile("x.png", b"", "image/png"),
    "a GIF": picture("x.gif", "GIF"),
    "too much": SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * (5 * 1024 * 1024), "image/png"),
    "a bomb of pixels": picture("x.png", "PNG", (5001, 5000)),
}


@pytest.mark.parametrize("fake", FAKES)
def test_what_is_no_picture_is_refused(fake, writers):
    FAKES[fake].seek(0)
    answer = writers.post(UPLOAD, {"image": FAKES[fake]})
    assert_short_plain_text(answer, 400)
    assert stored_files() == []


def test_a_picture_as_text_is_no_file(writers):
    assert_short_plain_text(writers.post(UPLOAD, {"image": "photo.png"}), 400)
