"""Whatever the text and whatever the names: linking puts tags in, and changes nothing else."""

import re
from html import unescape

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from glossary.linking import Linker
from glossary.names import fold
from markup.render import render
from markup.sanitise import clean, plain_text
from tests.glossary.making import entry
from tests.markup.properties import examples
from tests.timing import seconds

# Words that are names, begin or end one, or look like one; and signs that stand between them.
WORDS = [
    "ER",
    "er",
    "HER2",
    "HER2-low",
    "low",
    "5-FU",
    "CDK4/6",
    "paclitaxel",
    "nab",
    "naïve",
    "nai\u0308ve",
    "drugs",
    "s",
]
SIGNS = [
    " ",
    " ",
    " ",
    "-",
    "/",
    "+",
    "&",
    "<",
    ">",
    "'",
    "’",
    "\u2011",
    "\u00a0",
    "\n",
    ".",
    ",",
    "(",
    '"',
    "\u0301",
    "_",
    "\u2212",
    "\u2014",
    "\u00ad",
    "\u00ad",
    "\u200b",
    "\u2060",
    "\u202e",
]
MARKS = [
    "*",
    "**",
    "`",
    "[",
    "](/x)",
    "\n\n",
    "\n\n## ",
    "\n- ",
    "\n> ",
    "  \n",
    "| a | b |\n|--|--|\n| ",
    " |\n",
    "[^1]",
]
MARKS += ["&shy;", "&#8203;", "&mdash;", "&NotEqualTilde;"]
MARKS += ["\n::: urgent ", "\n::: do\n- ", "\n:::\n", "\\", "&amp;", "&#39;", "&nbsp;", "    ", "```\n", "# ", "[@x]"]
BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")
TAGS = [
    "p",
    "em",
    "strong",
    "a",
    "code",
    "pre",
    "h2",
    "h3",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "sup",
    "div",
    "span",
    "br",
]
ATTRIBUTES = [
    "",
    ' class="card"',
    ' class="sources body"',
    ' href="/ER/"',
    ' title="> ER"',
    ' aria-label="ER &lt; HER2"',
]

names = st.lists(st.sampled_from([*WORDS, *SIGNS]), min_size=1, max_size=5).map("".join).map(str.strip)
names = names.filter(lambda name: any(letter.isalnum() for letter in name) and "|" not in name)
others = names.flatmap(
    lambda name: st.sampled_from(["brand", "abbreviation", "form"]).map(lambda kind: f"{kind} | {name}")
)
entries = st.builds(lambda name, other: entry(" ".join(name.split()), " ".join(other.split())), names, others)
linkers = st.lists(entries, max_size=6)
markdown = st.lists(st.sampled_from([*WORDS, *WORDS, *SIGNS, *SIGNS, *MARKS]), max_size=40).map("".join)
opened = st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
marked = st.one_of(st.sampled_from(WORDS), st.sampled_from(SIGNS), opened, st.sampled_from(TAGS).map("</{}>".format))
html = st.one_of(markdown.map(render), st.lists(marked, max_size=40).map("".join).map(clean))

LINK = re.compile(r'<a class="term" href="[^"<>]*-(\d+)/">(.*?)</a>', re.DOTALL)
TAG = re.compile(r"""<(/?)([a-z0-9]+)(?:[^<>"]|"[^"]*")*>""")


def is_well_nested(html):
    is_open = []
    for closing, name in TAG.findall(html):
        if closing and (not is_open or is_open.pop() != name):
            return False
        if not closing and name not in {"br", "hr", "img"}:
            is_open.append(name)
    return not is_open


def squeezed(words):
    """Words without what does not matter: case, spaces, what nobody sees, kinds of dashes and apostrophes."""
    return "".join(fold(unescape(words)).replace("’", "'").split())


@given(html, linkers)
@examples(400, 40_000)
def test_only_tags_are_put_in(html, entries):
    linked, found = Linker(entries).link(html)
    assert LINK.sub(r"\2", linked) == html
    assert strip_tags(linked) == strip_tags(html)
    assert plain_text(linked) == plain_text(html)
    assert is_well_nested(html)
    assert is_well_nested(linked)
    assert {one.page_id for one in found} == {int(page_id) for page_id, _words in LINK.findall(linked)}


@given(st.lists(st.sampled_from([*WORDS, *SIGNS, *MARKS]), max_size=40).map("".join), linkers)
@examples(300, 30_000)
def test_only_tags_are_put_in_however_the_text_is_written(text, entries):
    html = BARE_AMPERSAND.sub("&amp;", text).replace("<", "&lt;")  # the sanitiser leaves none
    linked, _found = Linker(entries).link(html)
    assert LINK.sub(r"\2", linked) == html
    assert plain_text(linked) == plain_text(html)


@given(html, linkers)
@examples(300, 30_000)
def test_only_names_are_linked_and_each_by_its_own_term(html, entries):
    linked, _found = Linker(entries).link(html)
    own = {str(one.page_id): {squeezed(name.name) for name in one.shown_names()} for one in entries}
    for page_id, words in LINK.findall(linked):
        assert "<" not in words
        assert {squeezed(words), squeezed(words).removesuffix("s")} & own[page_id]


@given(html, linkers)
@examples(200, 20_000)
def test_it_is_the_same_each_time_and_links_nothing_twice(html, entries):
    linker = Linker(entries)
    linked, found = linker.link(html)
    assert linker.link(html) == (linked, found) == Linker(entries).link(html)
    for section in linked.split("<h2"):
        pages = [page_id for page_id, _words in LINK.findall(section)]
        assert len(pages) == len(set(pages))


@given(html, linkers)
@examples(200, 20_000)
def test_no_link_stands_within_a_link_or_a_heading(html, entries):
    linked, _found = Linker(entries).link(html)
    for element in ("a", "code", "pre", "h2", "h3"):
        for within in re.findall(rf"<{element}\b(?![^>]*class=\"term\")[^>]*>(.*?)</{element}>", linked, re.DOTALL):
            assert 'class="term"' not in within


@given(html, linkers)
@examples(200, 20_000)
def test_what_is_left_out_is_not_linked_and_hides_what_it_covers(html, entries):
    linker = Linker(entries)
    every = {one.page_id for one in entries}
    assert linker.link(html, without=every) == (html, [])
    for left_out in every:
        assert left_out not in {one.page_id for one in linker.link(html, without={left_out})[1]}


@given(html, linkers)
@examples(200, 20_000)
def test_as_many_uses_are_counted_as_could_be_linked(html, entries):
    linker = Linker(entries)
    linked, _found = linker.link(html)
    for page_id in (one.page_id for one in entries):
        assert linker.count(html, page_id) >= linked.count(f'-{page_id}/">')
        assert bool(linker.count(html, page_id)) == (f'-{page_id}/">' in linked)


@pytest.mark.parametrize(
    "part",
    [
        "a",
        "a ",
        "a-",
        "a/",
        "-",
        "&amp;",
        "& ",
        "a\u0301",
        "\u0301",
        "<em>a</em>",
        "<em>",
        "a--",
        "a\u2014",
        "a\u00ad",
        "\u200b",
        "a&shy;",
        "\u202e",
        "a\u202e",
        "a&nbsp;",
        "a<br>",
        "<p>a",
        "<b ",
        '<"',
        "'s ",
    ],
)
def test_a_hostile_text_takes_no_longer_than_its_length(part):
    linker = Linker([entry("a"), entry(" ".join("a" * 49) + " b"), entry("a-a-a"), entry("a'b")])
    text = clean(part * (60_000 // len(part)))
    assert seconds(linker.link, text) < 2
