"""The queries that search is measured by: each must have a live page of the demonstration that answers it."""

import pytest

from benchmarks.search_cases import WrongCase, cases
from stage4site.demo import FOLDER
from stage4site.demo_pages import KINDS, sections

LIVE = {"live", "overdue"}
FEWEST = 130
FEWEST_ARTICLES = 60


def live_paths():
    files = [(model.prefix, path) for model in KINDS for path in (FOLDER / model.prefix).glob("*.txt")]
    return {
        f"/{prefix}/{path.stem}/"
        for prefix, path in files
        if "." not in path.stem and sections(path).get("state", "live") in LIVE
    }


def written(folder, words):
    file = folder / "cases.txt"
    file.write_text(words, encoding="utf-8")
    return file


def test_there_are_many_cases_and_articles_have_their_share():
    found = list(cases())
    articles = [query for query, paths in found if paths[0].startswith("/articles/")]
    assert len(found) >= FEWEST
    assert len(articles) >= FEWEST_ARTICLES


def test_every_path_is_a_live_page_of_the_demonstration():
    live = live_paths()
    assert [(query, path) for query, paths in cases() for path in paths if path not in live] == []


def test_a_draft_a_scheduled_and_a_withdrawn_page_are_not_live():
    live = live_paths()
    assert "/articles/tiredness/" in live
    assert live.isdisjoint(f"/articles/{name}/" for name in ("survey-of-treatments", "targeted-therapy"))
    assert "/articles/old-scan-advice/" not in live


def test_every_live_article_card_and_profile_is_looked_for():
    looked_for = {path for _query, paths in cases() for path in paths}
    assert {path for path in live_paths() if not path.startswith("/glossary/")} <= looked_for


def test_no_query_is_repeated_even_in_capitals_or_with_other_spaces():
    queries = [" ".join(query.casefold().split()) for query, _paths in cases()]
    assert len(queries) == len(set(queries))


def test_a_query_keeps_its_inner_spaces_and_comments_are_passed_over(tmp_path):
    file = written(tmp_path, "# Spaces\n\n two  spaces  | /glossary/port/ | /urgent/gb/ \n")
    assert list(cases(file)) == [("two  spaces", ("/glossary/port/", "/urgent/gb/"))]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("mets", "1 to 3 paths"),
        ("| /glossary/port/", "no query"),
        ("mets | glossary/port", "no path"),
        ("mets | /glossary/Port/", "no path"),
        ("mets | /glossary/port/ |", "no path"),
        ("mets | /glossary/port/ | /glossary/port/", "twice"),
        ("mets | /glossary/a/ | /glossary/b/ | /glossary/c/ | /glossary/d/", "1 to 3 paths"),
        ("first | /glossary/port/", "further up"),
    ],
)
def test_a_wrong_line_is_named_by_its_number(tmp_path, line, wrong):
    file = written(tmp_path, f"# Two lines\nfirst | /glossary/port/\n{line}\n")
    with pytest.raises(WrongCase, match=f"line 3: .*{wrong}"):
        list(cases(file))
