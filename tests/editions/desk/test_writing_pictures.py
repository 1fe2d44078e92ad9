"""Pictures of a draft: what is known of them, and that none goes to review while nobody wrote why we may show it."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from editions.models import Picture
from editions.models.writing import Incomplete
from markup.uploads import path_of
from tests.conftest import ARTICLE_WORDS
from tests.editions.desk.browsing import signed_in, text_of
from tests.editions.desk.cast import PEOPLE, WRITERS
from tests.editions.desk.test_writing import assert_short_plain_text, checks_address

pytestmark = pytest.mark.django_db
NOWHERE = f"/writing/pictures/{'0' * 64}.webp/"


def scan(colour="navy", size=(8, 6)):
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return SimpleUploadedFile("scan.png", file.getvalue(), content_type="image/png")


def upload(person, **details):
    return signed_in(person).post("/markdownx/upload/", {"image": scan(**details)}).json()


@pytest.fixture
def kept(author):
    """A picture, as the author uploads it."""
    return upload(author)


@pytest.fixture
def shows(desk, kept):
    """A draft that shows it."""
    return desk.draft(body=f"{ARTICLE_WORDS['body']}\n\n![A scan of a bone]({kept['address']})")


def licence_of(kept):
    picture = Picture.objects.get(name=kept["name"])
    return picture.licence, picture.credit


# The row ----------------------------------------------------------------------------------------


def test_an_upload_notes_size_and_uploader(author, kept):
    picture = Picture.objects.get()
    size = default_storage.size(path_of(picture.name))
    assert (picture.name, picture.width, picture.height, picture.size) == (kept["name"], 8, 6, size)
    assert (picture.uploaded_by, picture.licence, picture.credit) == (author, "", "")


def test_dimensions_are_those_of_the_file_that_is_kept(author):
    upload(author, size=(3200, 20))
    assert (Picture.objects.get().width, Picture.objects.get().height) == (1600, 10)


def test_the_same_picture_has_one_row_with_its_first_uploader_and_licence(author, other_writer, kept):
    signed_in(author).post(kept["url"], {"licence": "Own work"})
    again = upload(other_writer)
    assert (again["name"], again["licence"]) == (kept["name"], "Own work")
    assert Picture.objects.get().uploaded_by == author


# Licence and credit -----------------------------------------------------------------------------


def test_writers_note_licence_and_credit(kept, turn):
    for person in PEOPLE:
        with turn(person) as browser:
            answer = browser.post(
                kept["url"], {"licence": "CC BY 4.0", "credit": person}, headers={"Accept": "text/plain"}
            )
            assert_short_plain_text(answer, 200 if person in WRITERS else 403)
            assert licence_of(kept) == (("CC BY 4.0", person) if person in WRITERS else ("", ""))


@pytest.mark.parametrize("given", [{}, {"licence": " "}, {"licence": "x" * 201}, {"licence": "x", "credit": "y" * 201}])
def test_a_licence_that_cannot_be_kept_is_refused_in_plain_text(given, kept, author):
    assert_short_plain_text(signed_in(author).post(kept["url"], given), 400)
    assert licence_of(kept) == ("", "")


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_a_licence_is_only_ever_posted(method, kept, author):
    assert getattr(signed_in(author), method)(kept["url"]).status_code == 405


def test_a_picture_that_is_not_there_is_said_to_be_missing(author):
    assert_short_plain_text(signed_in(author).post(NOWHERE, {"licence": "Own work"}), 404)
    assert not Picture.objects.exists()


def test_a_picture_from_before_rows_were_kept_gets_one(kept, author):
    Picture.objects.all().delete()
    signed_in(author).post(kept["url"], {"licence": "Own work"})
    assert licence_of(kept) == ("Own work", "")
    assert Picture.objects.get().uploaded_by is None


def test_without_scripts_a_licence_leads_back_to_the_draft(shows, kept, author):
    browser = signed_in(author)
    given = {"licence": "Own work", "edition": shows.pk}
    answer = browser.post(kept["url"], given, headers={"Accept": "text/html"}, follow=True)
    assert answer.redirect_chain == [(f"/admin/articles/articleedition/{shows.pk}/change/", 302)]
    assert "Licence and credit of the picture are noted." in text_of(answer)


@pytest.mark.parametrize("edition", ["", "x", "999999", "9" * 30, "²"])
def test_a_licence_without_a_draft_to_lead_back_to_is_noted(edition, kept, author):
    answer = signed_in(author).post(kept["url"], {"licence": "Own work", "edition": edition})
    assert_short_plain_text(answer, 200)


# Before submission ------------------------------------------------------------------------------


def test_no_picture_goes_to_review_without_its_licence(shows, kept, author):
    with pytest.raises(Incomplete) as refused:
        shows.submit(by=author, saved=0)
    (problem,) = refused.value.problems
    assert (problem.field, problem.line) == ("body", 6)
    assert "Nobody wrote why we may show this picture." in problem.message
    signed_in(author).post(kept["url"], {"licence": "Own work"})
    shows.submit(by=author, saved=0)


def test_a_picture_that_is_only_written_about_needs_no_licence(desk, kept, author):
    draft = desk.draft(body=f"{ARTICLE_WORDS['body']}\n\n    ![x]({kept['address']})\n")
    assert draft.problems() == []


def test_the_pictures_of_the_typed_words_are_listed_with_what_is_known(draft, kept, author):
    typed = {**ARTICLE_WORDS, "body": f"![A scan]({kept['address']}) [@who-pain]"}
    answer = signed_in(author).post(checks_address(draft), typed)
    assert "8 × 6 pixels" in text_of(answer)
    assert "The licence is missing." in text_of(answer)
    assert f'action="{kept["url"]}"' in answer.content.decode()
    assert "Checks: 1 thing to mend" in text_of(answer)
