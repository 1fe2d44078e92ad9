"""Uploaded pictures: for the public while a live edition shows them, for colleagues always."""

import hashlib
import io
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import Resolver404, resolve
from PIL import Image

from people.models import User
from tests.conftest import ARTICLE_WORDS, KINDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def name(writer, client):
    """A picture, as a writer uploads it; the file's name."""
    file = io.BytesIO()
    Image.new("RGB", (9, 9), "green").save(file, "PNG")
    file.seek(0)
    file.name = "scan.png"
    client.force_login(writer)
    kept = client.post("/markdownx/upload/", {"image": file}).json()
    client.post(kept["url"], {"licence": "Own work"})
    client.logout()
    return kept["name"]


@pytest.fixture
def shows(name, writer):
    """A draft whose text shows the picture."""
    body = f"{ARTICLE_WORDS['body']}\n![A scan of a bone](/media/{name})\n"
    return KINDS["article"].begin(writer, body=body)


def status(client, name):
    return client.get(f"/media/{name}").status_code


def test_the_public_gets_a_picture_only_while_a_live_edition_shows_it(client, name, shows, writer, reviewer, editor):
    assert status(client, name) == 404
    shows.submit(by=writer, saved=0)
    assert status(client, name) == 404
    shows.approve(by=reviewer, seal=shows.seal)
    assert status(client, name) == 200
    assert f'src="/media/{name}"' in client.get("/articles/a-page/").content.decode()
    shows.page.withdraw(by=editor, reason="rights")
    assert status(client, name) == 404


def test_a_picture_that_only_an_older_edition_showed_is_gone(client, name, shows, writer, reviewer):
    shows.submit(by=writer, saved=0)
    shows.approve(by=reviewer, seal=shows.seal)
    newer = shows.page.start_draft(by=writer, change_note="No picture.", body=ARTICLE_WORDS["body"])
    newer.submit(by=writer, saved=0)
    assert status(client, name) == 200
    newer.approve(by=reviewer, seal=newer.seal)
    assert status(client, name) == 404


@pytest.mark.parametrize("person", ["writer", "reviewer", "moderator", "editor", "superuser"])
def test_colleagues_see_it_always(client, name, person, request):
    client.force_login(request.getfixturevalue(person))
    answer = client.get(f"/media/{name}")
    assert answer.status_code == 200
    assert hashlib.sha256(answer.getvalue()).hexdigest() == name.split(".")[0]


def test_a_deactivated_colleague_is_the_public(client, name, moderator):
    client.force_login(moderator)
    User.objects.filter(pk=moderator.pk).update(is_active=False)
    assert status(client, name) == 404


def test_an_account_without_the_admin_is_the_public(client, name, stranger):
    User.objects.filter(pk=stranger.pk).update(is_staff=False)
    client.force_login(stranger)
    assert status(client, name) == 404


def test_it_is_served_as_nothing_but_a_picture(client, name, writer):
    client.force_login(writer)
    answer = client.get(f"/media/{name}")
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "no-cache"
    assert Image.open(io.BytesIO(answer.getvalue())).size == (9, 9)


def test_it_is_only_ever_read(client, name, writer):
    client.force_login(writer)
    assert client.head(f"/media/{name}").status_code == 200
    for method in ("post", "put", "delete"):
        assert getattr(client, method)(f"/media/{name}").status_code == 405
    assert default_storage.exists(f"pictures/{name}")


def test_a_file_whose_content_was_exchanged_is_not_served(client, name, writer):
    client.force_login(writer)
    with default_storage.open(f"pictures/{name}", "wb") as file:
        file.write(b"<script>alert(1)</script>")
    assert status(client, name) == 404


def test_a_picture_that_is_not_there_is_not_found(client, writer):
    client.force_login(writer)
    assert status(client, "0" * 64 + ".webp") == 404


@pytest.mark.parametrize(
    "address",
    [
        "{upper}.webp", "{hash}.png", "{hash}", "{hash}.webp.html", "{short}.webp", "pictures/{hash}.webp",
        "../media/pictures/{hash}.webp", "..%2fpictures%2f{hash}.webp", "%2e%2e/secret.txt", "../secret.txt",
        "..%5csecret.txt", "/etc/passwd", "{hash}.webp/", "{hash}.webp%00.html", "",
    ],
)  # fmt: skip
def test_only_a_hash_is_a_name(address, client, name, writer, settings):
    default_storage.save("secret.txt", ContentFile(b"secret"))
    client.force_login(writer)
    digest = name.split(".")[0]
    path = address.format(hash=digest, upper=digest.upper(), short=digest[:-1])
    with pytest.raises(Resolver404):  # it never reaches the storage
        resolve(unquote(f"/media/{path}"))
    answer = client.get(f"/media/{path}")
    assert answer.status_code == 404
    assert b"secret" not in answer.content
