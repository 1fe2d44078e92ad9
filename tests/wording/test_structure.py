import pytest

from tests.wording.found import found
from wording.findings import ERROR, WARNING
from wording.structure import links, skipped_headings, wordless_pictures


@pytest.mark.parametrize(
    ("text", "line"),
    [("## A\n\n#### B", 3), ("### A", 1), ("# A\n\n#### B\n\n## C", 3), ("## A\n\n### B\n\n##### C", 5)],
)
def test_a_heading_that_skips_a_level_is_found(text, line):
    assert [(one.check, one.line) for one in found(skipped_headings, text)] == [("heading-skips", line)]


@pytest.mark.parametrize(
    "text", ["## A\n\n### B\n\n#### C\n\n## D\n\n### E", "# A\n\n### B", "text", "", "```\n#### A\n```"]
)
def test_headings_in_order_are_not(text):
    assert found(skipped_headings, text) == []


@pytest.mark.parametrize(
    ("text", "check", "level"),
    [
        ("See [here](https://example.org).", "link-words", WARNING),
        ("[Click here!](https://example.org)", "link-words", WARNING),
        ("[**Read\nmore** …](https://example.org)", "link-words", WARNING),
        ("[this link](/terms/)", "link-words", WARNING),
        ("See https://example.org/a.", "link-bare", WARNING),
        ("See <https://example.org>.", "link-bare", WARNING),
        ("See [www.example.org](https://www.example.org).", "link-bare", WARNING),
        ("[](https://example.org)", "link-empty", ERROR),
        ("[ ](https://example.org)", "link-empty", ERROR),
        ("- one\n- [here](https://example.org)", "link-words", WARNING),
    ],
)
def test_a_link_that_does_not_say_where_it_leads_is_found(text, check, level):
    assert [(one.check, one.level) for one in found(links, text)] == [(check, level)]


@pytest.mark.parametrize(
    "text",
    [
        "[Pain medicines](/articles/pain/)",
        "[Read more about pain](/articles/pain/)",
        "[How to get here](https://example.org)",
        "[`code`](https://example.org)",
        "[![A scan](/media/" + "a" * 64 + ".webp)](https://example.org)",
        "Click here. No link. [here]",
        "`https://example.org`",
        "It works [@who].",
    ],
)
def test_a_link_that_says_it_is_not(text):
    assert found(links, text) == []


PICTURE = "/media/" + "a" * 64 + ".webp"


@pytest.mark.parametrize("words", ["", " ", "Say here what the picture shows"])
def test_a_picture_without_words_is_an_error(words):
    (finding,) = found(wordless_pictures, f"text\n\n![{words}]({PICTURE})")
    assert (finding.check, finding.level, finding.line) == ("picture-wordless", ERROR, 3)


def test_a_picture_with_words_is_not():
    assert found(wordless_pictures, f"![A scan of a liver]({PICTURE})") == []
