"""A production site with content, for the tests of backup and restore; those of nginx make their own."""

import shutil

import pytest

from tests.deploy.site import Site, own_database


@pytest.fixture(scope="module")
def made(tmp_path_factory, django_db_setup, django_db_blocker):
    """The folder of a site with content, which each test copies."""
    folder = tmp_path_factory.mktemp("made")
    with django_db_blocker.unblock(), own_database(folder) as url:
        site = Site(folder, url, "tests.deploy.settings")
        site.manage("migrate", "--verbosity", "0")
        site.content("make")
        yield folder


@pytest.fixture
def site(made, tmp_path):
    shutil.copytree(made / "media", tmp_path / "media")
    with own_database(tmp_path, like=made) as url:
        site = Site(tmp_path, url, "tests.deploy.settings")
        yield site
        site.kill()
