import pytest

from wording.document import Document
from wording.findings import Text
from wording.sentences import CITED, spans, words


def split(text):
    text = text.replace("[@]", CITED)
    return [text[a:b].replace(CITED, "[@]") for a, b in spans(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Take it, e.g. at night. Then rest.", ["Take it, e.g. at night.", "Then rest."]),
        ("Ask Dr. Jay K. Harness. He knows.", ["Ask Dr. Jay K. Harness.", "He knows."]),
        ("Take 1.5 mg. Then stop.", ["Take 1.5 mg.", "Then stop."]),
        ("Take 5 mg. daily for weeks.", ["Take 5 mg. daily for weeks."]),
        ("It eases pain. [@] It is old.", ["It eases pain. [@]", "It is old."]),
        ("It eases pain.[@] [@] It is old.", ["It eases pain.[@] [@]", "It is old."]),
        ("It eases pain [@]. It is old.", ["It eases pain [@].", "It is old."]),
        ("He said “stop.” Then he left.", ["He said “stop.”", "Then he left."]),
        ("You need vitamin D. Ask for it.", ["You need vitamin D.", "Ask for it."]),
        ("See no. 5 of them. The answer is no. Ask.", ["See no. 5 of them.", "The answer is no.", "Ask."]),
        ("Wait… Then call.", ["Wait…", "Then call."]),
        ("no full stop", ["no full stop"]),
        ("Two\nlines. Of\ntext", ["Two\nlines.", "Of\ntext"]),
        ("... !", []),
        ("", []),
    ],
)
def test_sentences_end_where_readers_end_them(text, sentences):
    assert split(text) == sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("HER2-positive CDK4/6 T-DM1", 3),
        ("don’t and/or it's", 3),
        ("1.5 mg — 20 %", 3),
        ("well—known", 2),
        ("– … !", 0),
    ],
)
def test_words_are_counted_as_readers_count_them(text, count):
    assert len(words(text)) == count


def test_a_document_keeps_kinds_and_lines():
    source = (
        "## Head\n\nFirst\nline [@a;\n@b] and. Second.\n\n- item\n  more\n\n| h |\n|-|\n| c |\n\n"
        "T\n: D\n\n::: urgent Now\ncall\n:::"
    )
    passages = Document(Text("body", source)).passages
    assert [(one.kind, one.line, one.card) for one in passages] == [
        ("heading", 1, ""), ("paragraph", 3, ""), ("item", 7, ""), ("header", 10, ""), ("cell", 12, ""),
        ("term", 14, ""), ("definition", 15, ""), ("title", 17, "urgent"), ("paragraph", 18, "urgent"),
    ]  # fmt: skip
    assert [sentence.line for sentence in passages[1].sentences] == [3, 5]


def test_code_and_addresses_are_no_words_and_the_whole_has_them():
    text = Text("body", "Say `5 mg` at https://example.org or <https://example.org>.\n\n    code\n")
    assert [one.text for one in Document(text).passages] == ["Say  at  or ."]
    whole = " ".join(one.text for one in Document(text, whole=True).passages)
    assert ("5 mg" in whole, whole.count("https://example.org"), "code" in whole) == (True, 2, True)


def test_a_text_beyond_the_limits_is_not_read_unless_whole():
    text = Text("body", "word\n" * 3_500)
    assert Document(text).passages == []
    assert len(Document(text, whole=True).passages) == 3_501
