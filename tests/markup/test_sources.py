"""The list of sources: one a line, and each way in which a line can be wrong."""

import pytest

from markup.sources import LONGEST_KEY, Problem, Source, parse


def test_a_line_is_a_source():
    listed, wrong = parse("nice-cg81 | NICE. Advanced breast cancer. 2009. | https://www.nice.org.uk/guidance/cg81")
    assert wrong == []
    assert listed == {
        "nice-cg81": Source(
            "nice-cg81", "NICE. Advanced breast cancer. 2009.", "https://www.nice.org.uk/guidance/cg81", 1
        )
    }


def test_the_address_may_be_left_out():
    listed, wrong = parse("book | A book.\nother | Another book. |")
    assert wrong == []
    assert [source.address for source in listed.values()] == ["", ""]


def test_empty_lines_count_and_are_left_out():
    listed, wrong = parse("\n\n  b|B.\n   \na |  A.  ")
    assert wrong == []
    assert [(source.key, source.reference, source.line) for source in listed.values()] == [
        ("b", "B.", 3),
        ("a", "A.", 5),
    ]


def test_no_sources():
    assert parse("") == ({}, [])
    assert parse(" \n\n") == ({}, [])


def test_an_address_may_hold_the_separator():
    listed, _wrong = parse("a | A. | https://example.org/?q=x|y")
    assert listed["a"].address == "https://example.org/?q=x|y"


@pytest.mark.parametrize(
    "key", ["", "Nice", "nice_cg", "nice cg", "-nice", "nice-", "ni--ce", "é", "@nice", "nice:1", "a\x00"]
)
def test_a_key_is_of_lower_case_letters_digits_and_hyphens(key):
    listed, wrong = parse(f"good | A book.\n{key} | Another.")
    assert list(listed) == ["good"]
    assert [(problem.field, problem.line) for problem in wrong] == [("sources", 2)]
    assert "begin with a key of lower-case letters" in wrong[0].message


def test_a_key_is_not_endless():
    listed, wrong = parse(f"{'a' * LONGEST_KEY} | A book.\n{'a' * (LONGEST_KEY + 1)} | Another.")
    assert len(listed) == 1
    assert [problem.line for problem in wrong] == [2]
    assert "longer than 60 characters" in wrong[0].message


def test_a_key_stands_once():
    listed, wrong = parse("a | First.\n\na | Second.\na | Third.")
    assert listed["a"].reference == "First."
    assert [problem.line for problem in wrong] == [3, 4]
    assert "the key “a” is used in line 1 already" in wrong[0].message


@pytest.mark.parametrize("line", ["a", "a |", "a | ", "a | | https://example.org/"])
def test_a_source_has_a_reference(line):
    listed, wrong = parse(line)
    assert listed == {}
    assert "write the reference after the key" in wrong[0].message


@pytest.mark.parametrize(
    "address",
    [
        "example.org",
        "www.example.org",
        "javascript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "mailto:a@example.org",
        "//example.org/",
        "/articles/",
        "https://",
        "https://exa mple.org/",
        "https://example.org/ and more",
        "https://<script>",
    ],
)
def test_an_address_is_a_web_address(address):
    listed, wrong = parse(f"a | A. | {address}")
    assert listed == {}
    assert wrong == [
        Problem("sources", 1, f"“{address}” is not a web address. It should begin with https://"),
    ]


def test_all_wrong_lines_are_reported_at_once():
    _listed, wrong = parse("A | Book.\nb\nc | C. | nowhere\nd | D.\nd | D.", field="evidence")
    assert [(problem.field, problem.line) for problem in wrong] == [
        ("evidence", 1),
        ("evidence", 2),
        ("evidence", 3),
        ("evidence", 5),
    ]


def test_a_problem_reads_as_a_sentence():
    assert str(Problem("body", 3, "mend this.")) == "Line 3: mend this."
    assert str(Problem("body", None, "The text is empty.")) == "The text is empty."
