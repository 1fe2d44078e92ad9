"""The demonstration of every kind: loaded from plain text by the life cycle itself, and kept as it was edited."""

import datetime
import re
import shutil

import pytest
from django.core.files import File
from django.core.management import call_command

from editions import everywhere
from editions.models import Edition, Picture
from experts.models import ExpertEdition
from markup import films, uploads
from people.models import User
from stage4site import demo, demo_films, demo_pages
from urgent.models import Country, UrgentEdition
from videos.models import VideoEdition

pytestmark = pytest.mark.django_db


def cards(language):
    return everywhere.read(language)[UrgentEdition.kind]


def test_every_file_becomes_a_page_of_its_kind():
    """Of the terms, two hundred, those that begin so; the crawl (tests/site) loads all of them."""
    some = [f"glossary/{path.stem}" for path in (demo.FOLDER / "glossary").glob("t*.txt")]
    chosen = ["articles", "experts", "urgent", "videos", *some]
    added = demo.load(only=chosen)
    files = {
        f"/{model.prefix}/{path.stem}/"
        for model in demo_pages.KINDS
        for path in (demo.FOLDER / model.prefix).glob("t*.txt" if model.prefix == "glossary" else "*.txt")
        if "." not in path.stem
    }
    assert set(added) == files
    assert {edition.page.path for edition in Edition.objects.select_related("page")} == files
    assert demo.load(only=chosen) == []


def test_the_demonstration_has_a_card_for_every_country():
    demo.load(only=["urgent"])
    assert [card.country for card in cards("en")] == Country.values


def test_the_reviewer_of_the_demonstration_has_a_profile():
    demo.load(only=["experts", "articles"])
    reviewer = User.objects.get(email="reviewer@demo.example")
    profile = ExpertEdition.objects.live().get(account=reviewer.pk)
    assert "/articles/bone-pain/" in [edition.path for edition in profile.reviewed()]


def test_a_second_load_keeps_what_was_edited_of_every_kind():
    call_command("load_demo", only=["experts", "urgent"])
    editor = User.objects.get(email="editor@demo.example")
    for path in ("/experts/demonstration-reviewer/", "/urgent/gb/"):
        Edition.objects.live().get(page__addresses__path=path).page.withdraw(by=editor, reason="wrong")
    call_command("load_demo", only=["experts", "urgent"])
    assert not ExpertEdition.objects.live().filter(page__addresses__path="/experts/demonstration-reviewer/").exists()
    assert "GB" not in [card.country for card in cards("en")]


def test_sections_are_words_by_the_name_of_their_column(writer, tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("== state ==\nlive\n== text ==\nTwo\n\nparagraphs\n== account ==\nwanda.writer@example.org\n")
    given = demo_pages.sections(path)
    assert given["text"] == "Two\n\nparagraphs"
    expert = next(model for model in demo_pages.KINDS if model.prefix == "experts")
    assert demo_pages._words(expert, given) == {"biography": "Two\n\nparagraphs", "account": writer.pk}


# Videos -----------------------------------------------------------------------------------------


@pytest.fixture
def videos():
    """The live videos of the demonstration, by the name in their address."""
    demo.load(only=["experts", "videos"])
    return {one.path.split("/")[2]: one for one in VideoEdition.objects.live().with_path()}


def test_what_somebody_said_elsewhere_is_an_account_without_film_beside_their_profile(videos):
    account = videos["what-stage-4-means-harness"]
    assert (account.has_film, account.recorded_on, account.is_verbatim) == (False, None, False)
    profile = ExpertEdition.objects.live().get(page_id=account.expert)
    assert profile.title == "Jay K. Harness"
    assert account.path in profile.biography
    assert not ExpertEdition.objects.filter(pk=profile.pk, account__isnull=False).exists()


def test_the_films_of_the_demonstration_are_kept_with_captions_and_a_picture_that_may_be_shown(videos):
    made = {name: one for name, one in videos.items() if one.film}
    assert {one.film.rpartition(".")[2] for one in made.values()} == {"mp4", "webm"}
    for one in made.values():
        assert one.film_bytes == uploads.opened(one.film).size < 600_000
        assert all(uploads.holds(name) for name in (one.film, one.captions_file))
        assert one.recorded_on == datetime.date(2025, 9, 1)
        picture = Picture.objects.get(name=one.poster_address.removeprefix(uploads.FOLDER))
        assert picture.licence == one.licence


def test_what_is_said_stands_in_captions_and_transcript_alike_at_the_same_times(videos):
    for one in (one for one in videos.values() if one.film):
        passages, starts = one.read_transcript().passages, {int(cue.start) for cue in one.cues()}
        assert " ".join(cue.words for cue in one.cues()) == " ".join(passage.words for passage in passages)
        assert {passage.at for passage in passages} <= starts
        assert {chapter.at for chapter in one.read_chapters()[0]} <= {passage.at for passage in passages}


def test_no_video_of_the_demonstration_has_a_warning(videos):
    assert [(name, found.check) for name, one in videos.items() for found in one.findings()] == []


def test_a_dated_correction_is_laid_over_a_film_and_over_an_account(videos):
    corrected = {name for name, one in videos.items() if one.corrections}
    assert corrected == {"five-questions", "what-stage-4-means-harness"}
    for name in corrected:
        assert re.search(r'<div class="correction notice"><p><strong>Correction, \d', videos[name].html)


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="needs ffprobe")
def test_the_films_are_as_long_and_as_large_as_their_texts_say():
    for path in (path for kind in ("*.mp4", "*.webm") for path in (demo.FOLDER / "videos").glob(kind)):
        given = demo_pages.sections(path.with_suffix(".txt"))
        with path.open("rb") as file:
            known = films.keep(File(file))
        measured = [known[name] for name in ("seconds", "film_width", "film_height")]
        assert [int(given[name]) for name in ("seconds", "film width", "film height")] == measured


def test_films_load_where_ffprobe_is_missing(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    demo.load(only=["videos"])
    assert set(VideoEdition.objects.live().values_list("film_width", "expert")) == {(1280, None), (None, None)}


def test_a_licence_that_somebody_wrote_for_a_picture_stays(videos, writer):
    path = demo.FOLDER / "videos" / "scan-words.txt"
    Picture.objects.update(licence="by permission of Ada, 3 May 2026")
    demo_films.words_of_files(path, demo_pages.sections(path), writer)
    assert set(Picture.objects.values_list("licence", flat=True)) == {"by permission of Ada, 3 May 2026"}
