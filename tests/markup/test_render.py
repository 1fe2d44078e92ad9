"""Markdown to HTML: what the text of an article may hold, and what comes of it."""

import re
from collections import Counter

import pytest

from markup.render import MAX_BRACKETS, MAX_LENGTH, MAX_LINES, is_renderable, parse, preview, render, render_inline

PICTURE = f"/media/{'0123456789abcdef' * 4}.webp"


def ids(html):
    return re.findall(r' id="([^"]*)"', html)


def headings(html):
    return re.findall(r'<(h\d) id="([^"]*)">', html)


def test_headings_begin_at_h2():
    assert headings(render("# One\n\n## Two\n\n### Three\n\n###### Six\n\nOne again\n===")) == [
        ("h2", "one"),
        ("h2", "two"),
        ("h3", "three"),
        ("h6", "six"),
        ("h2", "one-again"),
    ]
    assert "</h1>" not in render("# One")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Pain\n\n## Pain\n\n## Pain", ["pain", "pain-2", "pain-3"]),
        ("## Pain\n\n## Pain\n\n## Pain 2", ["pain", "pain-2", "pain-2-2"]),
        ("## Pain 2\n\n## Pain\n\n## Pain", ["pain-2", "pain", "pain-3"]),
        ("## ***\n\n## 痛\n\n## Section", ["section", "section-2", "section-3"]),
        ("## BRCA_1 and `HER2`", ["brca-1-and-her2"]),
        ("## Schmerz und Übelkeit", ["schmerz-und-ubelkeit"]),
        (f"## {'a' * 200}\n\n## {'a' * 300}", ["a" * 60, f"{'a' * 60}-2"]),
    ],
)
def test_each_heading_has_an_id_of_its_own(text, expected):
    assert ids(render(text)) == expected


def test_the_id_of_a_heading_is_never_that_of_a_note_a_citation_or_a_source():
    text = "## Note 1\n\n## Note ref 1\n\n## Cite nice 1\n\n## Source nice\n\nSaid.[^1] [@nice]\n\n[^1]: Small print."
    html = render(text)
    assert [name for _tag, name in headings(html)] == [
        "section-note-1",
        "section-note-ref-1",
        "section-cite-nice-1",
        "section-source-nice",
    ]
    assert max(Counter(ids(html)).values()) == 1


def test_headings_of_two_texts_on_a_page_are_told_apart_by_doc():
    assert ids(render("## Pain", doc="text")) == ["text-pain"]
    assert ids(render("## Pain", doc="other")) == ["other-pain"]


def test_a_table_is_aligned_by_classes_and_its_headings_are_of_columns():
    html = render("| Drug | Dose | Days | Note |\n|:--|:-:|--:|--|\n| a | b | c | d |")
    assert "style" not in html
    assert html.startswith('<div class="table"><table>') and html.rstrip().endswith("</table></div>")
    assert re.findall(r"<th\b[^>]*>", html) == [
        '<th class="left" scope="col">',
        '<th class="centre" scope="col">',
        '<th class="right" scope="col">',
        '<th scope="col">',
    ]
    assert re.findall(r"<td[^>]*>", html) == ['<td class="left">', '<td class="centre">', '<td class="right">', "<td>"]


def test_footnotes_say_where_they_lead():
    html = render("One.[^a] Two.[^b] One again.[^a]\n\n[^a]: First.\n\n[^b]: Second.")
    assert '<a id="note-ref-1" href="#note-1">note 1</a>' in html
    assert '<a id="note-ref-1-2" href="#note-1">note 1</a>' in html
    assert '<a id="note-ref-2" href="#note-2">note 2</a>' in html
    assert '<a class="back" href="#note-ref-1" aria-label="Back to note 1 in the text">↑</a>' in html
    assert '<a class="back" href="#note-ref-1-2" aria-label="Back to note 1 in the text">↑</a>' in html


def test_each_way_to_a_footnote_and_back_has_an_end():
    html = render("One.[^a] Two.[^b] One again.[^a]\n\n[^a]: First.\n\n[^b]: Second.", doc="text")
    ends = re.findall(r'href="#([^"]*)"', html)
    assert len(ends) == 6
    assert set(ends) == set(ids(html))


def test_footnotes_of_two_texts_on_a_page_do_not_collide():
    text = "Said.[^1]\n\n[^1]: Small print."
    one, two = ids(render(text, doc="one")), ids(render(text, doc="two"))
    assert len(one) == len(two) == 2
    assert not set(one) & set(two)


def test_a_definition_list():
    html = render("Ascites\n: Fluid in the belly.\n\nOedema\n: Fluid in the tissues.")
    assert re.sub(r"\s*\n\s*", "", html) == (
        "<dl><dt>Ascites</dt><dd>Fluid in the belly.</dd><dt>Oedema</dt><dd>Fluid in the tissues.</dd></dl>"
    )


def test_a_quotation_ends_with_the_first_line_that_is_not_marked():
    assert re.sub(r"\n", "", render("> one\n> two\nthree")) == "<blockquote><p>onetwo</p></blockquote><p>three</p>"


def test_a_table_and_a_list_in_a_quotation():
    html = render("> | a |\n> |---|\n> | b |\n> | c |\n>\n> - d\n>   e\n> - f")
    assert html.count("<td>") == 2 and html.count("<li>") == 2 and html.count("<blockquote>") == 1


def test_a_line_break_and_a_rule():
    assert render("one\\\ntwo\n\n---\n") == "<p>one<br>\ntwo</p>\n<hr>\n"


@pytest.mark.parametrize("text", ["(c) (r) (tm)", "+-5 mg", "1--2 weeks", "---x", "a...b", "\"so\" and 'so'"])
def test_what_is_typed_is_not_improved(text):
    assert render(f"x {text}") == f"<p>x {text}</p>\n"


@pytest.mark.parametrize(
    "text",
    [
        "a <b>bold</b> word",
        "<div>\n\nblock\n\n</div>",
        "<!-- said -->",
        "<script>alert(1)</script>",
        "<?php ?>",
        "<br>",
    ],
)
def test_html_is_shown_as_text(text):
    html = render(text)
    written = re.sub(r"</?p>", "", html)
    assert "<" not in written
    assert written.count("&lt;") == text.count("<")


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/",
        "https://example.org/a?b=c#d",
        "HTTPS://example.org/",
        "mailto:team@example.org",
        "tel:112",
        "/articles/pain/",
        "/",
        "#pain",
    ],
)
def test_a_link_may_lead_there(address):
    assert f'<a href="{address}">words</a>' in render(f"[words]({address})")
    assert f'<a href="{address}">words</a>' in render(f"[words][it]\n\n[it]: {address}")
    assert f'<a href="{address}">words</a>' in render_inline(f"[words](<{address}>)")


def test_an_address_in_angle_brackets_is_a_link():
    assert render("<https://example.org/>") == '<p><a href="https://example.org/">https://example.org/</a></p>\n'
    assert '<a href="mailto:team@example.org">' in render("<team@example.org>")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "java&NewLine;script:alert(1)",
        "&#1;javascript:alert(1)",
        "\x01javascript:alert(1)",
        "java\x00script:alert(1)",
        "\u2028javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "data:image/png;base64,AAAA",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "ftp://example.org/",
        "blob:https://example.org/1",
        "//example.org/",
        "&#x2f;/example.org/",
        "\\\\example.org/",
        "https:example.org",
        "http:/example.org",
        "other-page",
        "../up",
        "?q=1",
    ],
)
def test_a_link_may_not_lead_there(address):
    for text in (f"[words]({address})", f"[words](<{address}>)", f"[words][it]\n\n[it]: {address}", f"<{address}>"):
        assert "<a" not in render(text)
        assert "<a" not in render_inline(text)


@pytest.mark.parametrize("address", ["/\\example.org/", "</&Tab;/example.org/>", "</&NewLine;/example.org/>"])
def test_an_address_on_this_site_cannot_turn_into_another_site(address):
    html = render(f"[words]({address})")
    assert re.search(r'href="/%(5C|09|0A)/?example.org/"', html), html


def test_an_uploaded_picture_is_shown():
    assert render(f'![A hand]({PICTURE} "title")') == f'<p><img src="{PICTURE}" alt="A hand"></p>\n'


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.webp",
        "//example.org/a.webp",
        f"https://example.org{PICTURE}",
        "/static/a.webp",
        "/media/a.webp",
        PICTURE.upper(),
        PICTURE.replace(".webp", ".svg"),
        f"{PICTURE}?x",
        f"{PICTURE}#x",
        f"/media/..{PICTURE}",
        "data:image/png;base64,AAAA",
    ],
)
def test_of_any_other_picture_its_words_remain(address):
    for html in (render(f"![A hand]({address})"), render(f"![A hand][it]\n\n[it]: {address}")):
        assert "<img" not in html
        assert "A hand" in html


def test_one_line_has_no_paragraph_around_it():
    assert render_inline("*Pain* can be treated. [@who]") == (
        "<em>Pain</em> can be treated.&nbsp;"
        '<sup class="cite"><a id="cite-who-1" href="#source-who" aria-label="Source 1">[1]</a></sup>'
    )
    assert render_inline("# not a heading") == "# not a heading"


def test_the_preview_is_the_page():
    text = "## Pain\n\n::: urgent Ask\n- now [@who]\n:::\n"
    assert preview(text) == render(text)


@pytest.mark.parametrize(
    "text",
    [
        "*a*" + "a" * MAX_LENGTH,
        "*a*" + "\n" * (MAX_LINES + 1),
        "*a*" + "\r" * (MAX_LINES + 1),
        "*a*" + "[" * (MAX_BRACKETS + 1),
    ],
)
def test_a_text_beyond_all_measure_is_shown_as_it_was_typed(text):
    assert not is_renderable(text)
    assert parse(text) == []
    assert render(text).startswith("<pre><code>*a*")
    assert render_inline(text).startswith("*a*")


@pytest.mark.parametrize("text", ["*a*" + "a" * (MAX_LENGTH - 3), "*a*" + "\n" * MAX_LINES, "*a*" + "[" * MAX_BRACKETS])
def test_a_text_at_the_limit_is_rendered(text):
    assert is_renderable(text)
    assert "<em>a</em>" in render(text)


def test_line_breaks_before_a_text_beyond_all_measure_stay():
    text = "\n\n\n" + "a" * MAX_LENGTH
    assert render(text) == f"<pre><code>{text}</code></pre>"
