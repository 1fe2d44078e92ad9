"""The pictures of a previewed edition: by its link alone, under the conditions of its words."""

import io

import pytest
from django.test import Client
from PIL import Image

from editions.models import Picture
from markup import pictures
from tests.conftest import ARTICLE_WORDS, KINDS
from tests.editions.previewing import link_to, opened, openings

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    """The name of a picture that is kept."""
    file = io.BytesIO()
    Image.new("RGB", (9, 9), "green").save(file, "PNG")
    file.size = file.tell()
    name = pictures.keep(file)
    Picture.objects.create(name=name, width=9, height=9, size=99, licence="own work")
    return name


@pytest.fixture
def shows(picture, writer):
    """A draft that shows the picture, and speaks of it too."""
    body = f'{ARTICLE_WORDS["body"]}\n`src="/media/{picture}"`\n\n![A "scan" > of a bone](/media/{picture})\n'
    return KINDS["article"].begin(writer, body=body)


@pytest.mark.parametrize("is_submitted", [False, True])
def test_its_pictures_are_shown_by_the_link_alone(is_submitted, shows, picture, writer):
    link = link_to(shows, writer)
    if is_submitted:
        shows.submit(by=writer, saved=0)
    answer, client = opened(link)
    content = answer.content.decode()
    assert content.count(f'src="{link.path}{picture}"') == 1
    assert content.count(f"/media/{picture}") == 1  # the one that is only spoken of
    shown = client.get(f"{link.path}{picture}")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    assert shown["Cache-Control"] == "no-store"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert client.get(f"/media/{picture}").status_code == 404
    assert openings(link) == ["Nora Neighbour"]


def test_a_picture_is_shown_under_the_conditions_of_the_words(shows, picture, writer, kind):
    link = link_to(shows, writer)
    _answer, client = opened(link)
    address = f"{link.path}{picture}"
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
    assert Client().get(address).status_code == 404  # no name
    assert client.get(f"{link.path}{'0' * 64}.webp").status_code == 404
    other = link_to(kind.begin(writer, slug="other-page"), writer)
    assert opened(other)[1].get(f"{other.path}{picture}").status_code == 404  # not in that edition
    link.revoke(by=writer)
    assert client.get(address).status_code == 404
