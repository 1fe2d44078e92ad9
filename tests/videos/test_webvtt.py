"""Captions are read strictly: each mistake is told with its line, and no text, however hostile, breaks or delays it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.markup.properties import examples
from tests.timing import seconds
from videos import speech, webvtt
from videos.transcript import read_transcript

LONG = webvtt.LONGEST


def told(text):
    """[(line, what is wrong)]."""
    return [(problem.line, problem.message) for problem in webvtt.parse(text)[1]]


def cue(words, start="00:00.000", end="00:04.000"):
    return f"WEBVTT\n\n{start} --> {end}\n{words}"


GOOD = {
    "short": "WEBVTT\n\n00:00.000 --> 00:04.000\nPain can be treated.",
    "a title": "WEBVTT - what pain is\n\n00:00.000 --> 00:04.000\nPain.",
    "a byte order mark": "\ufeffWEBVTT\n\n00:00.000 --> 00:04.000\nPain.",
    "lines as on Windows": "WEBVTT\r\n\r\n00:00.000 --> 00:04.000\r\nPain.\r\n",
    "lines as long ago": "WEBVTT\r\r00:00.000 --> 00:04.000\rPain.\r",
    "hours": "WEBVTT\n\n00:00:00.000 --> 01:00:04.000\nPain.",
    "names, notes, settings": (
        "WEBVTT\nKind: captions\n\nNOTE made by hand\nin two lines\n\nNOTE\n\n1\n"
        "00:00.000 --> 00:04.000 align:start line:90% position:10%,line-left size:80% vertical:rl\nPain.\n\n\n\n"
        "two words\n00:04.000\t-->\t00:05.000\nGoes."
    ),
    "voices, stress, signs": cue("<v Ella Expert>Pain &lt; 3 &amp; <i>less</i></v> is <b.loud>so</b> <c.a.b>so</c>"),
    "a language": cue("<lang de-AT>Schmerz</lang> <u>is</u> pain"),
    "cues that meet": "WEBVTT\n\n00:00.000 --> 00:01.000\nA\n\n00:01.000 --> 00:02.000\nB",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_good_captions_are_read(text):
    cues, problems = webvtt.parse(text)
    assert problems == []
    assert cues
    assert all(one.words for one in cues)


def test_a_cue_says_when_who_and_what():
    cues, _ = webvtt.parse(
        "WEBVTT\n\nname\n01:02:03.450 --> 01:02:04.000\n<v.loud Ella Expert>Pain &lt;now&gt;\n<i>helps</i>"
    )
    (one,) = cues
    assert (one.line, one.start, one.end) == (4, 3723.45, 3724.0)
    assert (one.speaker, one.shown, one.words) == ("Ella Expert", ["Pain <now>", "helps"], "Pain <now> helps")


TWO = "WEBVTT\n\n00:00.000 --> 00:04.000\nA\n\n{} --> {}\nB"
WRONG = {
    "empty": ("", 1, "The first line must be “WEBVTT”."),
    "no head": ("00:00.000 --> 00:04.000\nPain.", 1, "The first line must be “WEBVTT”."),
    "another head": ("WEBVTTX\n\n00:00.000 --> 00:04.000\nPain.", 1, "The first line must be “WEBVTT”."),
    "SRT": ("1\n00:00:00,000 --> 00:00:04,000\nPain.", 1, "The first line must be “WEBVTT”."),
    "html": ("<html><script>alert(1)</script>", 1, "The first line must be “WEBVTT”."),
    "head alone": ("WEBVTT", None, "There is no cue in these captions."),
    "notes alone": ("WEBVTT\n\nNOTE nothing", None, "There is no cue in these captions."),
    "commas": (cue("Pain.", "00:00,000", "00:04,000"), 3, "Times are written like 00:01.000 --> 00:04.500."),
    "no times": ("WEBVTT\n\nPain.", 3, "Times are written like"),
    "a name without times": ("WEBVTT\n\n1\nPain.\nGoes.", 4, "Times are written like"),
    "another arrow": ("WEBVTT\n\n00:00.000 -> 00:04.000\nPain.", 3, "Times are written like"),
    "another arrow below a name": ("WEBVTT\n\n1\n00:00.000 – 00:04.000\nPain.", 4, "Times are written like"),
    "61 seconds": (cue("Pain.", "00:61.000"), 3, "Times are written like"),
    "no spaces": ("WEBVTT\n\n00:00.000-->00:04.000\nPain.", 3, "Times are written like"),
    "other digits": (cue("Pain.", "٠٠:٠٠.٠٠٠"), 3, "Times are written like"),
    "a very late hour": (
        cue("Pain.", "9" * 5000 + ":00:00.000", "9" * 5001 + ":00:00.000"),
        3,
        "Times are written like",
    ),
    "backwards": (cue("Pain.", "00:04.000", "00:04.000"), 3, "The cue ends before it begins."),
    "over another": (
        TWO.format("00:03.999", "00:05.000"),
        6,
        "while the one in line 3 is still shown (until 0:04.000)",
    ),
    "out of order": (
        "WEBVTT\n\n00:09.000 --> 00:10.000\nA\n\n00:01.000 --> 00:02.000\nB",
        6,
        "before the one in line 3",
    ),
    "a strange setting": ("WEBVTT\n\n00:00.000 --> 00:04.000 onload:alert(1)\nA", 3, "“onload:alert(1)” is no setting"),
    "a region": ("WEBVTT\n\n00:00.000 --> 00:04.000 region:a\nA", 3, "“region:a” is no setting of a cue."),
    "no words": (cue(""), 3, "The cue has no words."),
    "marks alone": (cue("<i></i> &nbsp;"), 3, "The cue has no words."),
    "a style": ("WEBVTT\n\nSTYLE\n::cue { background: url(//evil.example) }", 3, "STYLE blocks are not taken"),
    "a region block": ("WEBVTT\n\nREGION\nid:a", 3, "REGION blocks are not taken"),
    "a script": (cue("Pain.\n<script>alert(1)</script>"), 5, "“<script>” is not taken."),
    "html in it": (cue('<img src=x onerror="alert(1)">'), 4, "is not taken."),
    "a class with more": (cue('<c.a onclick="x">Pain</c>'), 4, "is not taken."),
    "a voice with signs": (cue("<v Ella & Co>Pain"), 4, "“<v Ella & Co>” is not taken."),
    "a voice without end": (cue(f"<v {'x' * 81}>Pain"), 4, "is not taken."),
    "times in it": (cue("Pain <00:01.000>now"), 4, "“<00:01.000>” is not taken."),
    "a sign left open": (cue("2 < 3"), 4, "A “<” has no “>” after it. Write &lt;"),
    "an arrow in the words": (cue("Pain.\n00:05.000 --> 00:06.000\nGoes."), 5, "An arrow stands within the words."),
    "an arrow that says nothing": (cue("this --> that"), 4, "An arrow stands within the words."),
    # What follows is not read as a cue here, and is one for players.
    "a cue in the head": ("WEBVTT\n00:00.000 --> 00:04.000\nA\n\n00:05.000 --> 00:06.000\nB", 2, "empty line"),
    "a cue in a note": ("WEBVTT\n\nNOTE\n00:00.000 --> 00:04.000\nA\n\n00:05.000 --> 00:06.000\nB", 4, "empty line"),
    # For players the cue goes on, and the note is shown.
    "a line of spaces": ("WEBVTT\n\n00:00.000 --> 00:04.000\nA\n \t\nNOTE never", 5, "looks empty"),
    "another sort of space": ("WEBVTT\n\n00:00.000 --> 00:04.000\nA\n\xa0\nNOTE never", 5, "looks empty"),
    "a page break after the head": ("WEBVTT\x0c\n\n00:00.000 --> 00:04.000\nA", 1, "must be “WEBVTT”"),
    "a note with times": ("WEBVTT\n\nNOTE 00:00.000 --> 00:04.000\nA\n\n00:05.000 --> 00:06.000\nB", 3, "empty line"),
}


@pytest.mark.parametrize(("text", "line", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_its_line(text, line, said):
    found = told(text)
    assert [number for number, message in found if said in message][:1] == [line], found


@pytest.mark.parametrize("text", [text for text, _line, _said in WRONG.values()], ids=WRONG)
def test_and_with_the_same_line_however_lines_end(text):
    assert told(text.replace("\n", "\r\n")) == told(text) == told(text.replace("\n", "\r"))


def test_everything_is_told_at_once_but_not_without_end():
    text = "WEBVTT\n\n" + "\n\n".join(f"00:{second:02}.000 --> 00:{second:02}.000\n<x>" for second in range(60))
    found = told(text)
    assert len(found) == webvtt.MOST_PROBLEMS
    assert {line for line, _message in found[:3]} == {3, 4}


def test_too_much_is_told():
    assert "more than 200000 characters" in told("WEBVTT\n\n" + "x" * LONG)[0][1]
    many = "".join(f"\n00:00:00.{n % 1000:03} --> 00:00:01.000\nA\n" for n in range(webvtt.MOST_CUES + 1))
    assert "more than 5000 cues" in webvtt.parse("WEBVTT\n" + many)[1][-1].message or len(told("WEBVTT\n" + many)) == 50


# Hostile ----------------------------------------------------------------------------------------

PATTERNS = {
    "spaces after a voice": "<v" + " " * LONG,
    "spaces in a voice": "<v" + " " * LONG + "&>",
    "voices": "<v " * LONG,
    "classes": "<v" + ".a" * LONG + ">",
    "classes of c": "<c" + ".a" * LONG + "&>",
    "opening": "<" * LONG,
    "open and shut": "<>" * LONG,
    "references": "&" * LONG,
    "a long reference": "&" + "a" * LONG + ";",
    "a number in decimals": "&#" + "9" * LONG + ";",
    "a number in hex": "&#x" + "f" * LONG + ";",
    "arrows": "-->" * LONG,
    "spaces": " " * LONG,
    "tabs": "\t" * LONG,
    "empty lines": "\n" * LONG,
    "lines": "a\n" * LONG,
    "blocks": "a\n\n" * LONG,
    "digits": "0" * LONG + ":00:00.000 --> 00:01.000\na",
    "colons": "00:" * LONG,
    "settings": "00:00.000 --> 00:01.000 " + "line:1 " * LONG,
    "a setting": "00:00.000 --> 00:01.000 line:" + "1" * LONG,
    "spaces before a setting": "00:00.000 --> 00:01.000" + " " * LONG + "\na",
    "notes": "NOTE\n\n" * LONG,
    "marks of order": "\ufeff" * LONG,
    "turned": "\u202e" * LONG,
    "bars": "|" * LONG,
    "nothing": "\0" * LONG,
}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
@pytest.mark.parametrize("within", ["WEBVTT\n\n", "WEBVTT\n\n00:00.000 --> 00:01.000\n", "WEBVTT\n", ""])
def test_no_text_takes_a_second(pattern, within):
    text = (within + pattern)[:LONG]

    def read():
        cues, _problems = webvtt.parse(text)
        webvtt.transcript_of(cues)
        list(speech.findings(cues))

    assert seconds(read) < 1


PIECES = st.sampled_from([
    "WEBVTT", "\n", "\n\n", "\r\n", "00:00.000", " --> ", "00:01.500", "01:00:00.000", "NOTE", "STYLE", "REGION",
    "<v Ella>", "<v ", "<i>", "</i>", "<", ">", "&lt;", "&amp;", "&#0;", "&#xD800;", "&#99999999999;", "&", "-->", "|",
    "## ", "a word", "\0", "\ufeff", "\u202e", "\x0b", "\x1c", "\u2028", "\x85", "é", "𝒳", " ", "\t", "align:start",
    "line:", "1",
])  # fmt: skip
HOSTILE = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=60).map("".join))


@given(HOSTILE, st.booleans())
@examples(300, 20_000)
def test_no_text_breaks_the_reading(text, with_head):
    text = f"WEBVTT\n\n{text}" if with_head else text
    cues, problems = webvtt.parse(text)
    lines = re.split("\r\n|\r|\n", text)
    assert all(problem.line is None or 1 <= problem.line <= len(lines) for problem in problems)
    assert webvtt.parse(text) == (cues, problems)
    list(speech.findings(cues))
    transcript = read_transcript(webvtt.transcript_of(cues))
    if not problems:
        assert cues
        assert transcript.problems == ()
        assert all(passage.at is not None for passage in transcript.passages)


# A transcript of them ---------------------------------------------------------------------------


def transcript(*cues):
    texts = "".join(f"\n\n00:{start:06.3f} --> 00:{end:06.3f}\n{words}" for start, end, words in cues)
    found, problems = webvtt.parse(f"WEBVTT{texts}")
    assert problems == []
    return webvtt.transcript_of(found)


def test_a_passage_for_each_who_speaks():
    said = transcript(
        (0, 1, "<v Ella>Pain can"), (1, 2, "<v Ella>be treated."), (2, 3, "more"), (3, 4, "<v Tom>Is it so?")
    )
    assert said == "0:00 | Ella | Pain can be treated. more\n0:03 | Tom | Is it so?"


def test_a_long_one_is_parted_after_a_sentence():
    sentence = "Pain in the bones can be treated, and your team wants to know of it at any hour of the day."
    said = transcript(*((second, second + 1, sentence) for second in range(4)))
    assert said.split("\n") == [f"0:00 | {sentence} {sentence}", f"0:02 | {sentence} {sentence}"]


def test_no_word_of_one_becomes_another_s():
    """Passages begin a whole second apart: what two say within the same second stays told apart."""
    said = transcript((0, 0.4, "<v Ella>Does it hurt?"), (0.5, 0.9, "<v Tom>No."), (2, 3, "<v Ella>Good."))
    assert said == "0:00 | Ella | Does it hurt? Tom: No.\n0:02 | Ella | Good."


def test_signs_in_names_and_words_part_nothing():
    passages = read_transcript(transcript((0, 1, "<v Ella | Co>A | B &lt;script>"), (1, 2, "<v Tom>## C"))).passages
    assert [(one.speaker, one.words) for one in passages] == [("Ella / Co", "A / B <script>"), ("Tom", "## C")]


# How they read ----------------------------------------------------------------------------------


def warned(text):
    return {one.check: one.message for one in speech.findings(webvtt.parse(text)[0])}


def test_what_is_hard_to_read_is_a_warning():
    assert warned(cue("Pain can be treated.", end="00:02.000")) == {}
    assert "20 characters a second" in warned(cue("Pain can be treated!!", end="00:01.000"))["captions-fast"]
    assert "captions-fast" not in warned(cue("Pain can be treated.", end="00:01.000"))
    assert "More than 2 lines" in warned(cue("A\nB\nC"))["captions-lines"]
    assert "captions-wide" in warned(cue("x" * 43, end="00:09.000"))
    assert "captions-wide" not in warned(cue("x" * 42, end="00:09.000"))
    assert "words a minute" in warned(cue("a b c d e f g h i j k l m", end="00:04.000"))["speech-fast"]


def test_a_warning_names_the_first_places_and_how_many():
    words = "Pain in the bones can be treated."
    text = "WEBVTT" + "".join(f"\n\n00:{n:02}.000 --> 00:{n:02}.900\n{words}" for n in range(5))
    assert "(5 cues, first at 0:00, 0:01, 0:02.)" in warned(text)["captions-fast"]


def test_what_was_measured():
    found = speech.measured(webvtt.parse(cue("one two three\nfour", end="00:02.000"))[0])
    assert (found.cues, found.words_a_minute, found.longest, found.fastest) == (1, 120, 13, 9)
    assert speech.measured([]) is None
