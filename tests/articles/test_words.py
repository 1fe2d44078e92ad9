"""An article's words: its points, and what keeps them from being submitted."""

import pytest

from articles.models import ArticleEdition
from tests.conftest import ARTICLE_WORDS

PICTURE = f"/media/{'a' * 64}.webp"


@pytest.fixture
def words(db, writer):
    return ArticleEdition(**ARTICLE_WORDS, author=writer)


def found(edition):
    return [(problem.field, problem.line) for problem in edition.problems()]


def test_points_lose_a_bullet_and_nothing_that_means_something():
    edition = ArticleEdition(in_short="- First\n* Second\n**Third** point\n-5 to 10 degrees\n-\n")
    assert edition.points == ["First", "Second", "**Third** point", "-5 to 10 degrees"]


@pytest.mark.parametrize(("count", "is_fine"), [(0, False), (2, False), (3, True), (5, True), (6, False)])
def test_three_to_five_points(words, count, is_fine):
    words.in_short = "\n".join(f"Point {number}. [@who-pain]" for number in range(count))
    assert (("in_short", None) not in found(words)) == is_fine


@pytest.mark.parametrize("said", ["", " ", "Say here what the picture shows"])
def test_a_picture_needs_words(words, said):
    words.body += f"\n![{said}]({PICTURE})\n"
    assert found(words) == [("body", 5)]


def test_a_picture_with_words_is_fine(words):
    words.body += f"\n![A scan of a hip]({PICTURE})\n"
    assert found(words) == []


def test_what_is_too_long_says_so_and_nothing_else(words):
    words.body += "[" * 5000
    assert [str(problem) for problem in words.problems()] == [
        "The text is too long for one page: make two pages of it."
    ]


def test_every_field_that_is_needed_is_named(words):
    words.summary = words.in_short = words.body = words.sources = ""
    assert {field for field, _line in found(words)} == {"summary", "in_short", "body", "sources"}
