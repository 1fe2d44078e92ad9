"""The questions of a text: which items of its lists are some, word for word, and below which heading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup.questions import Question, by_heading, is_question, questions
from markup.render import render
from markup.sanitise import clean, plain_text
from tests.markup.properties import examples


def asked(markdown):
    return questions(clean(render(markdown, doc="text")))


def words(markdown):
    return [one.words for one in asked(markdown)]


def test_items_that_end_with_a_question_mark_are_questions_in_their_order():
    assert words("- What next?\n- Tell us more.\n- Why?\n\n1. How often?\n2. Often.") == [
        "What next?",
        "Why?",
        "How often?",
    ]


def test_a_question_in_a_sentence_or_a_heading_is_none():
    assert words("## What is it?\n\nWhat is it?\n\n- Say: “Is it so?”\n- What? Nothing.") == []


@pytest.mark.parametrize("mark", ["?", "？", "؟"])
def test_each_question_mark_asks(mark):
    assert is_question(f"What{mark}")
    assert not is_question("What")


def test_a_question_keeps_the_heading_it_stands_under():
    text = "- First?\n\n## What to tell\n\n- Where is it?\n\n### What to ask\n\n- Why?\n- How long?\n"
    assert by_heading(asked(text)) == [
        ("", ["First?"]),
        ("What to tell", ["Where is it?"]),
        ("What to ask", ["Why?", "How long?"]),
    ]


def test_what_is_asked_twice_under_a_heading_is_one_question():
    assert asked("## A\n\n- Why?\n- Why?\n\n## B\n\n- Why?") == [Question("Why?", "A"), Question("Why?", "B")]


def test_emphasis_links_and_numbers_of_sources_are_no_part_of_the_words():
    assert words("- Does *it* [help](https://a.example/) & **last** [@who]?\n- Is it <b>?") == [
        "Does it help & last?",
        "Is it <b>?",
    ]
    assert words("- Why? [@who]") == ["Why?"]


def test_of_a_list_within_an_item_each_has_its_own_words():
    assert words("- What about\n  - the pain?\n  - the sleep?\n- Is it so?\n  - yes\n") == [
        "the pain?",
        "the sleep?",
        "Is it so?",
    ]


def test_an_item_of_paragraphs_asks_when_its_last_words_do():
    assert words("- Why?\n\n- One.\n\n  Two?\n") == ["Why?", "One. Two?"]


@pytest.mark.parametrize("name", ["emergency Call", "urgent Call", "non-urgent Call", "do", "dont"])
def test_cards_and_lists_of_what_to_do_ask_nothing(name):
    assert words(f"- Before?\n\n::: {name}\n- is it so?\n:::\n\n- After?") == ["Before?", "After?"]


@pytest.mark.parametrize("skipped", ["sources", "in-short", "notes"])
def test_sources_and_the_short_answer_ask_nothing(skipped):
    inside = "<div><ul><li>Why?</li></ul></div><ul><li>Who?</li></ul>"
    html = f'<section class="{skipped}">{inside}</section><ul><li>How?</li></ul>'
    assert questions(html) == [Question("How?", "")]


LINES = st.lists(
    st.sampled_from(["- Why?", "- So.", "  - deep?", "## Head", "text?", "", "1. One?", "::: do", ":::", "> - q?"])
)


@examples(100, 3000)
@given(LINES)
def test_every_question_stands_in_the_words_of_the_text(lines):
    html = clean(render("\n".join(lines), doc="text"))
    text = plain_text(html)
    for one in questions(html):
        assert one.words in text
        assert one.under in text
        assert is_question(one.words)
