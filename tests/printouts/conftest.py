"""Live pages with a PDF: made by the job, or, where the words in it do not matter, a small file kept in its place."""

import io
import os
import sys

import pypdf
import pytest

from editions.models import Edition
from printouts import making, pdf
from tests.site.conftest import publish, read, replace  # noqa: F401

IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def pango():
    """Where WeasyPrint's libraries are missing, a test is left out; in CI it fails."""
    if not pdf.is_available():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(pdf.Unavailable()))


class NoPango:
    """What Python meets where the libraries are missing."""

    def find_spec(self, name, path=None, target=None):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


@pytest.fixture
def without_pango(monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])


@pytest.fixture
def at_once(settings, django_capture_on_commit_callbacks):
    """A block after whose commit jobs are done."""
    settings.TASKS = IMMEDIATE
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def kept(publish):  # noqa: F811
    """``kept(slug, …)``: a live page with a printout that holds nothing much."""

    def kept(*details, **words):
        edition = publish(*details, **words)
        making.keep(Edition.objects.get(pk=edition.pk), b"%PDF-1.7 of " + edition.seal.encode())
        return edition

    return kept


def address(edition):
    return f"/print/{edition.seal}.pdf"


def linked(page):
    """The addresses of PDFs that a page, as a tree, links to."""
    return [link["href"] for link in page.all("a") if link["href"].startswith("/print/")]


def opened(content):
    return pypdf.PdfReader(io.BytesIO(content))


def words_in(content):
    """All words of a PDF as one line."""
    return " ".join(" ".join(page.extract_text() for page in opened(content).pages).split())
