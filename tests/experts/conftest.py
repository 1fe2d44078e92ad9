import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from editions.models import Picture
from markup import pictures, uploads
from tests.conftest import KINDS


@pytest.fixture
def publish(writer, reviewer):
    """``publish(slug, **words)``: a live profile by the writer, approved by the reviewer."""

    def publish(slug="ella-expert", **words):
        draft = KINDS["expert"].begin(writer, slug=slug, **words)
        draft.submit(by=writer, saved=0)
        draft.approve(by=reviewer, seal=draft.seal)
        return draft

    return publish


@pytest.fixture
def portrait(db):
    """An uploaded picture whose licence is noted; its address."""
    file = io.BytesIO()
    Image.new("RGB", (9, 9), "green").save(file, "PNG")
    name = pictures.keep(SimpleUploadedFile("me.png", file.getvalue()))
    Picture.objects.about(name)
    Picture.objects.update(licence="Own work")
    return uploads.address_of(name)
