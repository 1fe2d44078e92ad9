"""What stands in a PDF, how it is tagged, and that it reads nothing but the site's font and pictures of the edition."""

import io

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from editions.models import Picture
from markup import pictures, uploads
from people.models import User
from printouts import files, making, pdf
from printouts.models import Printout
from tests.conftest import KINDS
from tests.printouts.conftest import opened, words_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pango")]
SECRET = "a word that stands in a file of the server"


@pytest.fixture
def pdf_of(publish):
    """``pdf_of(slug, kind, …)``: a live edition, and the PDF of it."""

    def pdf_of(*details, **words):
        edition = publish(*details, **words)
        making.make(edition.pk)
        return edition, files.read(edition.seal)

    return pdf_of


@pytest.fixture
def article(pdf_of):
    return pdf_of(summary="What helps when bones hurt.")


def test_it_says_what_the_page_says_and_who_stands_behind_it(article):
    edition, content = article
    said = words_in(content)
    for words in (
        "Bone pain",
        "What helps when bones hurt.",
        "Radiotherapy eases bone pain",
        "WHO. Guidelines for cancer pain. 2018.",
        "https://www.ncbi.nlm.nih.gov/books/NBK537497/",
        "Wanda Writer",
        "Rosa Reviewer, MB BS, oncologist, A hospital",
        f"{edition.reviewed_at:%-d %B %Y}",
        f"{edition.review_due_on:%-d %B %Y}",
        "http://127.0.0.1:8000/articles/bone-pain/",
        "In an emergency call 112, 999 or 911",
    ):
        assert words in said, words
    assert edition.seal in said.replace(" ", "")


def test_each_page_says_which_it_is_and_where_to_ask(pdf_of):
    edition, content = pdf_of(body="## What helps\n\n" + "Radiotherapy eases bone pain. [@who-pain]\n\n" * 60)
    pages = opened(content).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        said = page.extract_text()
        assert f"Page {number} of {len(pages)}" in said
        assert f"edition 1, seal {edition.seal[:8]}" in said
        assert f"Still current? http://127.0.0.1:8000/check/{edition.seal[:8]}/" in said


def test_addresses_in_the_text_are_listed_once(pdf_of):
    _, content = pdf_of(body="See [our page](/urgent/gb/) and [the same](/urgent/gb/). [@who-pain]")
    assert words_in(content).count("http://127.0.0.1:8000/urgent/gb/") == 1
    assert "our page: http://127.0.0.1:8000/urgent/gb/" in words_in(content)


def test_the_words_are_those_of_the_seal_without_what_is_added_on_the_screen(pdf_of, publish):
    publish("trastuzumab", "term", title="radiotherapy", summary="A definition that is shown in place.")
    _, content = pdf_of("an-article")
    assert "A definition that is shown in place." not in words_in(content)


def test_an_edition_says_what_changed(publish, replace):
    edition = replace(publish(), "The dose was mended.")
    making.make(edition.pk)
    assert "What changed The dose was mended." in words_in(files.read(edition.seal))


def test_a_demonstration_says_so_on_each_page(publish, writer):
    User.objects.filter(pk=writer.pk).update(is_demonstration=True)
    edition = publish(body="## What helps\n\n" + "Radiotherapy eases bone pain. [@who-pain]\n\n" * 60)
    making.make(edition.pk)
    pages = opened(files.read(edition.seal)).pages
    assert len(pages) > 1
    for page in pages:
        assert "No clinician has reviewed what you read here." in page.extract_text()
    assert Printout.objects.get().demonstration


def test_no_other_page_says_that_nobody_reviewed_it(article):
    assert "No clinician has reviewed" not in words_in(article[1])


# How it is made ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_tagged_and_names_its_language_its_title_and_its_author(pdf_of, kind):
    edition, content = pdf_of("a-page", kind)
    reader = opened(content)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == edition.page.language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert (reader.metadata.title, reader.metadata.author) == (edition.title, "Wanda Writer")
    assert b"pdfuaid" in root["/Metadata"].get_data()


def tags(element, found=None):
    """How often each tag stands in a structure tree, and the texts of its pictures."""
    found = {} if found is None else found
    element = element.get_object()
    if isinstance(element, list):
        for child in element:
            tags(child, found)
    elif isinstance(element, dict) and "/K" in element:
        found.setdefault(element.get("/S"), []).append(element.get("/Alt"))
        tags(element["/K"], found)
    return found


def test_its_headings_lists_links_and_tables_are_tagged_as_such(pdf_of):
    table = "| Medicine | How |\n|---|---|\n| denosumab | injection |\n"
    _, content = pdf_of(body=f"## What helps\n\nRadiotherapy. [@who-pain]\n\n{table}\n\n[More](/urgent/gb/)\n")
    found = tags(opened(content).trailer["/Root"]["/StructTreeRoot"])
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Link", "/Table", "/TR", "/TH", "/TD"} <= set(found)
    assert len(found["/H1"]) == 1


def test_each_font_is_embedded(article):
    fonts = [font.get_object() for page in opened(article[1]).pages for font in page["/Resources"]["/Font"].values()]
    for font in fonts:
        described = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(described)
    assert any("Atkinson" in str(font["/BaseFont"]) for font in fonts)


def test_nothing_in_it_but_the_clock_of_its_fonts_differs_the_next_time(publish, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # what writes the fonts asks this before the clock
    edition = publish()
    made = []
    for day in ("2026-05-01", "2026-05-02"):
        with time_machine.travel(day):
            making.make(edition.pk)
        made.append(files.read(edition.seal))
    assert made[0] == made[1]


# What it may read -------------------------------------------------------------------------------


@pytest.fixture
def picture():
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "#0d5560").save(written, "PNG")
    name = pictures.keep(SimpleUploadedFile("a.png", written.getvalue()))
    Picture.objects.create(name=name, width=40, height=30, size=99, licence="own work")
    return name


def pictures_in(content):
    return [image for page in opened(content).pages for image in page.images]


def test_a_picture_of_the_edition_is_in_it_with_its_words(pdf_of, picture):
    _, content = pdf_of(body=f"![A plain square]({uploads.address_of(picture)})\n\nText. [@who-pain]")
    assert len(pictures_in(content)) == 1
    assert tags(opened(content).trailer["/Root"]["/StructTreeRoot"])["/Figure"] == ["A plain square"]


def test_without_a_picture_that_was_approved_no_pdf_is_made(publish, picture):
    edition = publish(body=f"![A plain square]({uploads.address_of(picture)})\n\nText. [@who-pain]")
    default_storage.delete(uploads.path_of(picture))
    with pytest.raises(FileNotFoundError):
        making.make(edition.pk)
    assert not Printout.objects.exists()


def test_a_picture_that_is_not_of_the_edition_is_not_read(picture):
    html = f'<html lang="en"><title>A page</title><img src="{uploads.address_of(picture)}" alt="A square">'
    assert len(pictures_in(pdf.write(html, "", picture_names=[picture]))) == 1
    assert not pictures_in(pdf.write(html, ""))


def test_a_photograph_makes_no_large_file():
    written = io.BytesIO()
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(written, "JPEG")
    name = pictures.keep(SimpleUploadedFile("a.jpg", written.getvalue()))
    html = f'<html lang="en"><title>A page</title><img src="{uploads.address_of(name)}" alt="A photograph">'
    content = pdf.write(html, "", picture_names=[name])
    assert len(content) < 2 * pictures.measure(name)["size"]


@pytest.fixture
def secret(tmp_path):
    place = tmp_path / "secret.txt"
    place.write_text(SECRET)
    Image.new("RGB", (40, 30), "#9c1616").save(tmp_path / "secret.png")
    return place


HOSTILE = [
    '<img src="{url}" alt="">',
    '<img src="{picture}" alt="">',
    '<img srcset="{picture} 2x" alt="">',
    '<object data="{picture}"></object><embed src="{picture}">',
    '<div style="background: url({picture}); width: 9cm; height: 9cm"></div>',
    "<style>@import url({url}); body {{ background: url({picture}) }}</style>",
    "<style>@font-face {{ font-family: a; src: url({url}) }} body {{ font-family: a }}</style>",
    "<style>p::before {{ content: url({picture}) }}</style><p>.</p>",
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">open</a>',
    '<base href="{folder}"><img src="secret.png" alt=""><a rel="attachment" href="secret.txt">open</a>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{picture}"/><use href="{url}#a"/></svg>',
    '<iframe src="{url}"></iframe><video poster="{picture}" src="{url}"></video>',
]


@pytest.mark.parametrize("html", HOSTILE)
def test_no_file_of_the_server_gets_into_it(secret, html):
    """The words area is sanitised before; this is the second wall."""
    folder = secret.parent.as_uri() + "/"
    written = html.format(url=secret.as_uri(), picture=f"{folder}secret.png", folder=folder)
    content = pdf.write(f'<html lang="en"><title>A page</title><body>{written}', "")
    reader = opened(content)
    assert not pictures_in(content)
    assert not reader.attachments
    assert SECRET.encode() not in b"".join(_streams(reader))


def _streams(reader):
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        one = reader.get_object(number)
        if hasattr(one, "get_data"):
            yield one.get_data()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:1/a.png",
        "https://example.org/a.png",
        "ftp://example.org/a",
        "data:text/css,p{}",
        "http://127.0.0.1:8000/media/../manage.py",
        "http://127.0.0.1:8000/static/public/../../manage.py",
        "http://127.0.0.1:8000/static/public/site.css",
        "/static/public/atkinson-hyperlegible-next.woff2?",
        "http://127.0.0.1:8000.example.org/media/" + "a" * 64 + ".webp",
    ],
)
def test_nothing_is_fetched_but_what_is_ours(address):
    with pytest.raises(ValueError, match="Not among what a printout may show"):
        pdf._fetcher(frozenset({"a" * 64 + ".webp"}))(address)


def test_making_pdfs_lets_no_broken_picture_in():
    """WeasyPrint tells Pillow, for the whole process, to read pictures that end too soon."""
    content = io.BytesIO()
    Image.new("RGB", (200, 200), "red").save(content, "PNG")
    assert pdf.is_available()
    with Image.open(io.BytesIO(content.getvalue()[:100])) as broken, pytest.raises(OSError, match="truncated"):
        broken.load()
