"""The seal covers every word of a video: whoever changes one in the database takes the page off the site."""

import pytest
from django.db import transaction

from editions import guards, reading
from editions.models import Edition
from markup import uploads
from tests.videos.made import TALK
from videos.models import VideoEdition

pytestmark = pytest.mark.django_db
WORDS = VideoEdition.word_names()


@pytest.fixture
def live(own_film):
    return own_film(captions=TALK)


def changed(edition, name):
    value = getattr(edition, name)
    if name == "expert":
        return 1
    if name == "recorded_on":
        return value.replace(year=value.year + 1)
    return value + 1 if isinstance(value, int) else 7 if value is None else f"{value}x"[-80:]


def test_each_word_is_sealed(live, client):
    page, film = live.page.path, uploads.address_of(live.film)
    captions = uploads.address_of(live.captions_file)
    said = {name: client.get(name) for name in (page, "/videos/", "/videos/sitemap.xml", film, captions)}
    assert {answer.status_code for answer in said.values()} == {200}
    assert live.title in said["/videos/"].content.decode()
    guards.lift()
    for name in WORDS:
        model = Edition if name in Edition.shared_words else VideoEdition
        with transaction.atomic():
            model.objects.filter(pk=live.pk).update(**{name: changed(live, name)})
            reading.forget()
            assert client.get(page).status_code == 503, name
            assert page not in client.get("/videos/").content.decode(), name
            assert page not in client.get("/videos/sitemap.xml").content.decode(), name
            assert client.head(film).status_code == client.head(captions).status_code == 404, name
            transaction.set_rollback(True)
    assert client.get(page).status_code == 200


def test_nobody_forgot_a_column():
    own = {field.name for field in VideoEdition._meta.local_fields} - {"edition_ptr"}
    assert own == set(WORDS) - set(Edition.shared_words)
    assert own >= {"film", "film_bytes", "film_address", "seconds", "captions", "transcript", "corrections", "expert"}
