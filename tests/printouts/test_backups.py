"""Printouts are made of what a backup holds, so no backup holds them."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from printouts import files
from stage4site import backups
from tests.printouts.conftest import address, linked

pytestmark = pytest.mark.django_db


def test_a_backup_leaves_printouts_out_and_keeps_what_was_uploaded(kept):
    kept()
    default_storage.save("pictures/a.webp", ContentFile(b"a picture"))
    assert [name for name, _place in backups.media_files()] == ["media/pictures/a.webp"]


def test_a_site_that_was_restored_without_them_leads_to_none_until_they_are_made(pango, kept, read, client):
    edition = kept()
    files.remove(f"{edition.seal}.pdf")
    assert linked(read(edition.page.path)) == []
    call_command("make_printouts")
    assert linked(read(edition.page.path)) == [address(edition)]
    assert client.get(address(edition)).status_code == 200
