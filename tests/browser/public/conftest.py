"""The demonstration on a site of its own, loaded once for all tests of this folder, which only read it.

``reader`` opens a page as a reader does. What holds everywhere is checked at the end of each test: nothing was asked
of another host, no cookie was kept, and no page complained.
"""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase, override_settings

from editions import reading
from editions.models import Edition
from tests.browser.public.readers import Readers, serving

LISTS = ["/", "/articles/", "/topics/", "/glossary/", "/glossary/classes/taxane/", "/experts/", "/urgent/",
         "/videos/"]  # fmt: skip
ABOUT = ["/take-along/", "/how-we-review/", "/about/", "/privacy/", "/accessibility/", "/contact/"]
# Of the glossary what these tests look at: two hundred terms would be loaded again by each process.
TERMS = ["trastuzumab", "trastuzumab-emtansine", "trastuzumab-deruxtecan", "pertuzumab", "tamoxifen", "letrozole",
         "paclitaxel", "docetaxel", "taxane", "her2", "her2-positive", "her2-low", "stage-4", "metastasis", "infusion",
         "chemotherapy", "radiotherapy", "biopsy", "side-effect", "menopause"]  # fmt: skip
LOADED = ["articles", "experts", "urgent", "videos", *(f"glossary/{name}" for name in TERMS)]
LONG = "/articles/how-stage-4-breast-cancer-is-treated/"
SHORT = f"{LONG}short/"
OVERDUE = "/articles/tiredness/"
OF_ALL_KINDS = "/topics/understanding-stage-4/"
NOT_THERE = ["/none/", "/articles/old-scan-advice/", "/articles/old-scan-advice/short/", "/glossary/trastuzimab/"]
SIGN_IN = "/accounts/login/"


@pytest.fixture(scope="package")
def files(tmp_path_factory):
    """The folder of the films and pictures of the demonstration."""
    return tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True)
def own_media(settings, files):
    """In the place of a folder for each test: the site has one."""
    settings.MEDIA_ROOT = files


@pytest.fixture(scope="package")
def content(django_db_setup, django_db_blocker, files):
    """Committed, for the server has a connection of its own; flushed at the end.

    Tests that use it carry the mark ``django_db``: pytest-django makes a database only for those.
    """
    with django_db_blocker.unblock():
        assert "test" in str(connection.settings_dict["NAME"])
        reading.forget()
        with override_settings(MEDIA_ROOT=files):
            call_command("load_demo", only=LOADED, verbosity=0)
        yield
        TransactionTestCase()._fixture_teardown()


@pytest.fixture(scope="package")
def site(content):
    """The address of the site. WhiteNoise serves its static files, as in production."""
    with serving() as url:
        yield url


@pytest.fixture(scope="package")
def addresses(content):
    """The address of each list, of a live page of each kind, of the longest (in short, too), and about the site."""
    live = Edition.objects.live().select_related("page").order_by("-pk")
    of_each_kind = {one.page.kind: one.page.path for one in live}
    return list(dict.fromkeys([*LISTS, OF_ALL_KINDS, *of_each_kind.values(), LONG, SHORT, OVERDUE, *ABOUT]))


@pytest.fixture
def reader(browser, site, complaints):
    """``reader(width, height, **options)``: a page in a context of its own; keyword options are the context's."""
    readers = Readers(browser, site, complaints)
    yield readers.open
    readers.end()
