"""The demonstration of every kind: loaded from plain text by the life cycle itself, and kept as it was edited."""

import pytest
from django.core.management import call_command

from editions import everywhere
from editions.models import Edition
from experts.models import ExpertEdition
from people.models import User
from stage4site import demo, demo_pages
from urgent.models import Country, UrgentEdition

pytestmark = pytest.mark.django_db


def cards(language):
    return everywhere.read(language)[UrgentEdition.kind]


def test_every_file_becomes_a_page_of_its_kind():
    """Of the terms, two hundred, those that begin so; the crawl (tests/site) loads all of them."""
    some = [f"glossary/{path.stem}" for path in (demo.FOLDER / "glossary").glob("t*.txt")]
    chosen = ["articles", "experts", "urgent", *some]
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
