"""The second wall: what may leave it, whoever wrote the HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup.sanitise import CLASSES, clean, files_in
from tests.markup.harmless import harm_in
from tests.markup.properties import examples

PICTURE = f"/media/{'0123456789abcdef' * 4}.webp"

# A contract with frozen HTML: a name may be added here and there, never taken away.
CONTRACT = (
    "summary in-short body sources source-text source-link back cite note-ref notes table left right centre card "
    "card-emergency card-urgent card-non-urgent card-heading card-level do-list dont-list list-heading visually-hidden"
)


def test_each_class_of_the_contract_stays():
    assert set(CONTRACT.split()) <= CLASSES
    assert clean(f'<p class="{CONTRACT}">x</p>') == f'<p class="{CONTRACT}">x</p>'


def test_other_classes_go():
    assert clean('<p class="site-header card modal  Card">x</p>') == '<p class="card">x</p>'
    assert clean('<p class="site-header">x</p>') == "<p>x</p>"


@pytest.mark.parametrize("name", ["a", "note-1", "cite-nice-cg81-12", "1", "a" * 100])
def test_an_id_stays(name):
    assert clean(f'<h2 id="{name}">x</h2>') == f'<h2 id="{name}">x</h2>'


@pytest.mark.parametrize("name", ["", "A", "a_b", "a b", "-a", "a.b", "é", "a" * 101, "a\n", "__proto__", "x[y]"])
def test_another_id_goes(name):
    assert clean(f'<h2 id="{name}">x</h2>') == "<h2>x</h2>"


def test_only_uploaded_pictures_stay():
    assert clean(f'<img src="{PICTURE}" alt="x">') == f'<img src="{PICTURE}" alt="x">'
    for src in (
        "https://example.org/a.webp",
        f"https://example.org{PICTURE}",
        f"{PICTURE}?x",
        "/media/a.webp",
        "data:,",
    ):
        assert clean(f'<img src="{src}" alt="x">') == '<img alt="x">'


def test_only_groups_have_a_role():
    assert clean('<div role="group">x</div>') == '<div role="group">x</div>'
    for role in ("alert", "button", "presentation", "GROUP"):
        assert clean(f'<div role="{role}">x</div>') == "<div>x</div>"
    assert clean('<p role="group">x</p>') == "<p>x</p>"


def test_only_columns_and_rows_are_scopes():
    table = "<table><tbody><tr><th{}>x</th></tr></tbody></table>"
    for scope in (' scope="col"', ' scope="row"'):
        assert clean(table.format(scope)) == table.format(scope)
    assert clean(table.format(' scope="colgroup"')) == table.format("")


@pytest.mark.parametrize(
    "tag", ["script", "style", "svg", "iframe", "template", "math", "noscript", "textarea", "title"]
)
def test_what_is_inside_goes_too(tag):
    assert clean(f"<p>a</p><{tag}>inside</{tag}><p>b</p>") == "<p>a</p><p>b</p>"


@pytest.mark.parametrize(
    "tag",
    ["form", "button", "object", "embed", "video", "audio", "h1", "main", "nav", "font", "x-y", "details", "body"],
)
def test_of_other_elements_the_words_stay(tag):
    assert clean(f"<{tag} title=x>inside</{tag}>").strip() == "inside"


def test_comments_go():
    assert clean("a<!-- b --><!-- c --!>d<![CDATA[e]]>") == "ad"


@pytest.mark.parametrize("address", ["http://a/", "https://a/", "mailto:a@b", "tel:1", "/a", "#a"])
def test_an_address_stays(address):
    assert clean(f'<a href="{address}">x</a>') == f'<a href="{address}">x</a>'


@pytest.mark.parametrize(
    "address",
    [
        "javascript:x", "JAVASCRIPT:x", " javascript:x", "java&#9;script:x", "&#1;javascript:x", "data:x", "vbscript:x",
        "file:///x", "ftp://a/", "blob:x", "//a/", "/\\a/", "\\\\a/", "/&#9;/a/", "/&#10;/a/", "a", "?a", "", "https:a",
    ],
)  # fmt: skip
def test_another_address_goes(address):
    assert clean(f'<a href="{address}">x</a>') == "<a>x</a>"


@pytest.mark.parametrize("attribute", ["onclick", "onmouseover", "style", "target", "ping", "srcdoc", "data-x", "name"])
def test_other_attributes_go(attribute):
    assert clean(f'<a href="/a" {attribute}="x">x</a>') == '<a href="/a">x</a>'


TAGS = st.sampled_from(
    [
        "a", "b", "div", "p", "svg", "math", "style", "script", "table", "tr", "td", "select", "option",
        "template", "form", "iframe", "noscript", "img", "mglyph", "mtext", "title", "foreignObject",
        "annotation-xml", "desc", "h2", "li", "dl", "dt", "pre", "textarea", "xmp", "plaintext", "frameset",
        "body", "html", "button",
    ]
)  # fmt: skip
VALUES = st.sampled_from(
    ["x", "javascript:x", "//a", "/a", "card", "</style>", "-->", PICTURE, "<img src=x onerror=y>"]
)
OPENED = st.builds(
    "<{} {}={!r}>".format, TAGS, st.sampled_from(["id", "class", "href", "src", "onclick", "style"]), VALUES
)
MARKUP = st.one_of(
    OPENED,
    TAGS.map("<{}>".format),
    TAGS.map("</{}>".format),
    st.sampled_from(["<!--", "-->", "<![CDATA[", "]]>", "&#0;"]),
)


@given(st.lists(st.one_of(MARKUP, MARKUP, st.text(max_size=5)), max_size=25).map("".join))
@examples(300, 30_000)
def test_whatever_comes_what_leaves_is_harmless(html):
    assert harm_in(clean(html)) == []


def test_half_a_surrogate_pair_is_no_failure():
    assert clean("<p>a\ud800b</p>") == "<p>a?b</p>"


def test_the_files_that_html_shows():
    one, two = "a" * 64, "b" * 64
    html = clean(
        f'<img src="/media/{two}.webp"><img src="/media/{one}.webp"><img src="/media/{two}.webp"><img src="x">'
    )
    assert files_in(html) == [f"{one}.webp", f"{two}.webp"]
    assert files_in("<p>none</p>") == []
