"""Citations: numbered as a reader meets them, with ways back, and checked against the sources."""

import re

import pytest

from markup import sources
from markup.citations import Numbering, cited, problems
from markup.render import MAX_LENGTH, parse, render, render_inline


def numbers(html):
    return [int(number) for number in re.findall(r">\[(\d+)\]</a>", html)]


def lines(text):
    return [(key, line) for key, line in cited(parse(text))]


def test_sources_are_numbered_in_the_order_of_first_citation():
    assert numbers(render("Later [@b], then [@a], again [@b], and [@c].")) == [1, 2, 1, 3]


def test_several_at_once():
    html = render("Said [@a; @b;@c ; @a].")
    assert html == (
        '<p>Said&nbsp;<sup class="cite">'
        '<a id="cite-a-1" href="#source-a" aria-label="Source 1">[1]</a> '
        '<a id="cite-b-1" href="#source-b" aria-label="Source 2">[2]</a> '
        '<a id="cite-c-1" href="#source-c" aria-label="Source 3">[3]</a> '
        '<a id="cite-a-2" href="#source-a" aria-label="Source 1">[1]</a>'
        "</sup>.</p>\n"
    )


def test_one_numbering_runs_through_all_texts_of_a_page():
    numbering = Numbering()
    assert numbers(render_inline("Short [@b].", numbering=numbering)) == [1]
    assert numbers(render("Long [@a], [@b].", doc="text", numbering=numbering)) == [2, 1]
    assert numbering.places == {"b": ["cite-b-1", "cite-b-2"], "a": ["cite-a-1"]}


def test_each_way_back_leads_to_a_citation():
    numbering = Numbering()
    html = render(
        "# [@a]\n\n- [@b]\n\n| [@a] |\n|--|\n| [@a; @b] |\n\nSee[^1].\n\n[^1]: Note [@a].", numbering=numbering
    )
    places = [place for of_key in numbering.places.values() for place in of_key]
    assert sorted(places) == sorted(re.findall(r'id="(cite-[^"]*)"', html))
    assert len(places) == len(set(places)) == 6


def test_two_renderings_do_not_share_numbers():
    assert numbers(render("[@a]")) == numbers(render("[@b]")) == [1]


def test_a_key_without_a_source_is_shown_as_written():
    numbering = Numbering(known={"a"})
    html = render("Said [@a; @missing].", numbering=numbering)
    assert '<a id="cite-a-1" href="#source-a" aria-label="Source 1">[1]</a> [@missing]</sup>' in html
    assert numbering.places == {"a": ["cite-a-1"]}


@pytest.mark.parametrize(
    "text",
    [
        "`[@a]`",
        "```\n[@a]\n```",
        "    [@a]",
        "\\[@a]",
        "[@A]",
        "[@a b]",
        "[@]",
        "[@a;]",
        "[@-a]",
        "[@a-]",
        "[ @a]",
        "@a",
    ],
)
def test_that_is_no_citation(text):
    assert lines(text) == []
    assert "cite" not in render(text)


def test_the_longest_key_makes_a_whole_citation():
    key = "a" * sources.LONGEST_KEY
    assert f'id="cite-{key}-1" href="#source-{key}"' in render(f"[@{key}]", doc="text")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[@x]", 1),
        ("One\n\n\nTwo [@x]", 4),
        ("One\ntwo\nthree [@x]", 3),
        ("One\\\ntwo  \nthree [@x]", 3),
        ("One `code\nmore` two\nthree [@x]", 3),
        ("One [link\nmore](/a\n'title') two [@x]", 3),
        ("One ![words\nmore](/a) [@x]", 2),
        ("One [@a;\n@b] two [@x]", 2),
        ("# One\n\n## Two [@x]", 3),
        ("One\ntwo [@x]\n===", 2),
        ("- one\n- two [@x]", 2),
        ("- one\n\n  two\n  three [@x]", 4),
        ("1. one\n   - two\n   - three [@x]", 3),
        ("> one\n> two [@x]", 2),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 [@x] |", 4),
        ("| a | b [@x] |\n|---|---|\n| 1 | 2 |", 1),
        ("::: emergency Call\n- one\n- two [@x]\n:::", 3),
        ("::: dont\n- one\n- two\n  three [@x]\n:::", 4),
        ("Term\n: one\n: two [@x]", 3),
        ("Said.[^1]\n\nMore.\n\n[^1]: Note\n    goes on [@x]", 6),
    ],
)
def test_a_missing_source_is_reported_with_its_line(text, line):
    assert ("x", line) in lines(text)
    found = [problem for problem in problems({}, {"body": parse(text)}) if "“x”" in problem.message]
    assert [(problem.field, problem.line) for problem in found] == [("body", line)]
    assert str(found[0]).startswith(f"Line {line}: “x” is cited, but there is no source with this key.")


def test_each_missing_citation_is_reported():
    found = list(problems({}, {"in_short": parse("[@x]"), "body": parse("One\n[@y; @x]\n\n[@y]")}))
    assert [(problem.field, problem.line) for problem in found] == [
        ("in_short", 1),
        ("body", 2),
        ("body", 2),
        ("body", 4),
    ]


def test_a_source_that_is_never_cited_is_reported_with_its_line():
    listed, _wrong = sources.parse("\na | A book.\nb | Another book.\nc | A third.")
    found = list(problems(listed, {"in_short": parse("[@a]"), "body": parse("`[@b]` [@c]")}))
    assert [(problem.field, problem.line) for problem in found] == [("sources", 3)]
    assert "“b” is never cited" in found[0].message


def test_all_is_well_when_each_source_is_cited():
    listed, _wrong = sources.parse("a | A book.\nb | Another book.")
    assert not list(problems(listed, {"in_short": parse("[@a]"), "body": parse("[@b; @a]")}))


def test_thousands_of_sources_at_once_are_numbered():
    text = f"[{'; '.join(f'@{number}' for number in range(10_000))}"[: MAX_LENGTH - 10].rsplit(";", 1)[0] + "]"
    assert numbers(render(text)) == list(range(1, text.count("@") + 1))


def test_a_citation_stays_on_the_line_of_the_word_before_it():
    assert "pain&nbsp;<sup" in render("It eases pain [@a].")
    assert "pain<sup" in render("It eases pain[@a].")
    assert "pain\n<sup" in render("It eases pain\n[@a].")
