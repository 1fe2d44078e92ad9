"""Care cards, and lists of what to do and not to do: advice must never be turned round."""

import re

import pytest

from markup.render import render


def items(html):
    return [re.sub(r"<[^>]*>", "", item).strip() for item in re.findall(r"<li>(.*?)</li>", html, re.DOTALL)]


@pytest.mark.parametrize(
    ("level", "words"), [("emergency", "Emergency"), ("urgent", "Urgent"), ("non-urgent", "Not urgent")]
)
def test_a_care_card_says_its_level_in_words(level, words):
    html = render(f"::: {level} Call if you have\n- chest pain\n:::\n\nAfter.")
    assert html == (
        f'<div class="card card-{level}" role="group" aria-label="{words}: Call if you have">\n'
        f'<p class="card-heading"><span class="card-level">{words}:</span> Call if you have</p>\n'
        "<ul>\n<li>chest pain</li>\n</ul>\n</div>\n<p>After.</p>\n"
    )


def test_a_care_card_without_a_title_says_its_level():
    html = render("::: urgent\nCall.\n:::")
    assert 'aria-label="Urgent"' in html
    assert '<span class="card-level">Urgent</span></p>' in html


def test_the_title_of_a_care_card_is_text():
    html = render('::: emergency <img src=x onerror=alert(1)> "quoted" & *starred*\nCall.\n:::')
    assert "<img" not in html
    label = html.split('aria-label="')[1].split('">')[0]
    assert label == "Emergency: &lt;img src=x onerror=alert(1)&gt; &quot;quoted&quot; &amp; *starred*"
    assert '</span> &lt;img src=x onerror=alert(1)&gt; "quoted" &amp; *starred*</p>' in html


def test_the_title_of_a_list_is_text():
    html = render('::: do "><script>alert(1)</script>\n- rest\n:::')
    assert "<script" not in html
    assert 'aria-label="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html


@pytest.mark.parametrize("name", ["Emergency", "danger", "emergencyx", "non-urgent-x", ""])
def test_another_name_makes_no_card(name):
    assert "<div" not in render(f"::: {name} Title\ntext\n:::")


def test_an_unclosed_card_ends_with_the_text():
    assert render("::: urgent\nCall.").endswith("<p>Call.</p>\n</div>\n")


def test_a_card_in_a_card():
    html = render(":::: urgent One\n::: emergency Two\nCall.\n:::\nEnd.\n::::")
    assert html.count("<div") == html.count("</div>") == 2
    assert html.endswith("<p>End.</p>\n</div>\n")


def test_a_list_of_what_to_do():
    html = render("::: do\n- drink small sips\n- rest\n:::")
    assert html.startswith('<div class="do-list" role="group" aria-label="Do">\n<p class="list-heading">Do</p>')
    assert items(html) == ["drink small sips", "rest"]


def test_do_not_stands_on_each_line():
    html = render("::: dont\n- drive\n- drink *alcohol*\n- **stop** the tablets\n\n1. swim\n:::")
    assert html.startswith('<div class="dont-list" role="group" aria-label="Do not">')
    assert items(html) == ["do not drive", "do not drink alcohol", "do not stop the tablets", "do not swim"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("do not drive", "do not drive"),
        ("Do not drive", "Do not drive"),
        ("**Do not** drive", "Do not drive"),
        ("*do* **not** drive", "do not drive"),
        ("do&nbsp;not drive", "do&nbsp;not drive"),
        ("don't drive", "don't drive"),
        ("Don’t drive", "Don’t drive"),
        ("never drive", "never drive"),
    ],
)
def test_do_not_is_never_said_twice(line, shown):
    assert items(render(f"::: dont\n- {line}\n:::")) == [shown]


@pytest.mark.parametrize("line", ["do notify anybody", "do nothing", "nevertheless drive", "drive. Do not stop"])
def test_a_line_that_only_looks_like_do_not_gets_it(line):
    assert items(render(f"::: dont\n- {line}\n:::")) == [f"do not {line}"]


def test_do_not_goes_once_before_the_first_words_of_a_line():
    html = render("::: dont\n- drive\n  a car\n\n  Take the bus.\n- swim\n:::")
    assert html.count("do not") == 2
    assert "Take the bus" in html and "do not Take" not in html


@pytest.mark.parametrize(
    "text",
    [
        "::: dont\n- \n:::\n\nDrink water.",
        "::: dont\n- \n\nDrink water.\n:::",
        "::: dont\n- smoke\n:::\n\n- Drink water.",
        ":::: dont\n- smoke\n\n::: do\n- Drink water.\n:::\n::::",
        "::: dont\n- ***\n:::\n\n# Drink water.",
    ],
)
def test_do_not_never_leaves_its_list(text):
    html = render(text)
    assert "Drink water." in html
    assert "do not Drink" not in html


def test_do_not_comes_back_after_a_list_of_what_to_do():
    html = render("::::: dont\n:::: do\n::: dont\n- smoke\n:::\n- rest\n::::\n- drink\n:::::")
    assert items(html) == ["do not smoke", "rest", "do not drink"]
