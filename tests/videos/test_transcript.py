"""Transcript, chapters and corrections: a thing a line, told where one is wrong, and shown in its place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import KINDS, VIDEO_WORDS
from tests.markup.properties import examples
from tests.site.tree import parse
from tests.timing import seconds
from videos.models import VideoEdition
from videos.transcript import read_chapters, read_corrections, read_transcript

LINES = "0:00 | Ella | Pain can be treated.\n0:05 | Tell your team.\n## After\n1:02:03 | Tom | Is it | so?"


def told(problems):
    return [(one.field, one.line, one.message) for one in problems]


# The formats ------------------------------------------------------------------------------------


def test_a_passage_has_a_time_a_name_and_words():
    passages = read_transcript(LINES).passages
    assert [(one.line, one.number, one.at, one.time, one.speaker, one.words) for one in passages] == [
        (1, 1, 0, "0:00", "Ella", "Pain can be treated."),
        (2, 2, 5, "0:05", "", "Tell your team."),
        (4, 3, 3723, "1:02:03", "Tom", "Is it | so?"),
    ]
    assert [one.id for one in passages] == ["at-0", "at-5", "at-3723"]


def test_time_and_name_may_be_left_out():
    passages = read_transcript("Ella | Pain.\n\n  It goes.  \n0:09|Good.").passages
    assert [(one.line, one.at, one.speaker, one.words, one.id) for one in passages] == [
        (1, None, "Ella", "Pain.", "said-1"),
        (3, None, "", "It goes.", "said-2"),
        (4, 9, "", "Good.", "at-9"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("0:00 | A\n0:42", 2, "There are no words in this line"),
        ("0:42 | Ella |", 1, "There are no words in this line"),
        ("Ella |", 1, "There are no words in this line"),
        ("0:05 | A\n\n0:05 | B", 3, "0:05 does not come after 0:05."),
        ("0:05 | A\nB\n0:04 | C", 3, "0:04 does not come after 0:05."),
        ("0:05 | A\n1:31 | B", 2, "1:31 is after the end of the film (1:30)."),
        ("\n".join("A" for _ in range(2001)), None, "more than 2000 passages"),
    ],
)
def test_what_is_wrong_with_a_transcript_is_told(text, line, said):
    problems = told(read_transcript(text, 90).problems)
    assert len(problems) == 1
    assert problems[0][:2] == ("transcript", line)
    assert said in problems[0][2]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("What pain is", 1),
        ("0:00 |", 1),
        ("0:00 | A\n| B", 2),
        ("0:00 | A\n0:00 | B", 2),
        ("0:09 | A\n\n0:08 | B", 3),
        ("0:00 | A\n1:30 | B", 2),
        ("-1:00 | A", 1),
        ("0:60 | A", 1),
        ("\n".join(f"0:{n:02} | A" if n < 60 else f"1:{n - 60:02} | A" for n in range(51)), None),
    ],
)
def test_what_is_wrong_with_chapters_is_told(text, line):
    assert [one[:2] for one in told(read_chapters(text, 90)[1])] == [("chapters", line)]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("There are more ways now.", 1, "Write place, day and words"),
        ("0:00 | 2026-01-01", 1, "Write place, day and words"),
        ("0:00 | 2026-01-01 |", 1, "Write place, day and words"),
        ("0:00 | 2026-01-01 | A\n0:04 | 2026-01-01 | B", 2, "No passage of the transcript begins at 0:04."),
        ("4 | 2026-01-01 | A", 1, "No passage of the transcript begins at 4."),
        ("01 | 2026-01-01 | A", 1, "No passage of the transcript begins at 01."),
        ("0:00 | 2026-02-30 | A", 1, "“2026-02-30” is no day."),
        ("0:00 | 1 May 2026 | A", 1, "“1 May 2026” is no day."),
        ("0:00 | 20260501 | A", 1, "“20260501” is no day."),
        ("0:00 | 0000-00-00 | A", 1, "“0000-00-00” is no day."),
        ("\n".join("0:00 | 2026-01-01 | A" for _ in range(51)), None, "more than 50 corrections"),
    ],
)
def test_what_is_wrong_with_corrections_is_told(text, line, said):
    problems = told(read_corrections(text, read_transcript(LINES))[1])
    assert len(problems) == 1
    assert problems[0][:2] == ("corrections", line)
    assert said in problems[0][2]


def test_a_correction_is_of_a_time_or_of_a_number():
    transcript = read_transcript("0:00 | A\nB\n0:07 | C")
    for place, words in (("0:00", "A"), ("00:00", "A"), ("1", "A"), ("2", "B"), ("0:07", "C"), ("3", "C")):
        assert transcript.at_place(place).words == words
    assert transcript.at_place("0:01") is transcript.at_place("4") is transcript.at_place("") is None


# On the page ------------------------------------------------------------------------------------


def rendered(**words):
    """The words area of an edition that is not stored."""
    from videos.models import Video

    edition = VideoEdition(**{**VIDEO_WORDS, **words})
    edition.page = Video(language="en", kind="video")
    edition.normalise()
    return edition.render()


def tree(html):
    return parse(f"<html>{html}</html>")


def test_a_correction_stands_beneath_the_player_and_at_its_place():
    corrections = (
        "0:05 | 2026-03-01 | Tell **their nurse**, too. [@who-pain]\n"
        "0:00 | 2026-01-01 | There are more ways now.\n0:00 | 2026-02-01 | And more."
    )
    html = rendered(corrections=corrections)
    page = tree(html)
    beneath = [one.text for one in page.one("section", class_="corrections").all("li")]
    assert beneath == [
        "1 March 2026: Tell their nurse, too. [1] What was said at 0:05",
        "1 January 2026: There are more ways now. What was said at 0:00",
        "1 February 2026: And more. What was said at 0:00",
    ]
    assert html.index('class="film"') < html.index('class="corrections"') < html.index('class="transcript"')
    links = [link["href"] for link in page.one("section", class_="corrections").all("a") if "What was" in link.text]
    assert links == ["#at-5", "#at-0", "#at-0"]
    order = [
        (one["class"], one.text) for one in page.one("section", class_="transcript").all("p", "div") if one["class"]
    ]
    assert [words for _class, words in order] == [
        *(["This is an account, not a quotation: these are our words."] * (len(order) - 5)),
        "0:00 Ella Expert: Pain can be treated.",
        "Correction, 1 January 2026: There are more ways now.",
        "Correction, 1 February 2026: And more.",
        "0:05 Tell your team.",
        "Correction, 1 March 2026: Tell their nurse, too. [1]",
    ]


def test_where_passages_have_no_time_they_are_counted():
    page = tree(rendered(transcript="A\nElla | B", chapters="", corrections="2 | 2026-03-01 | No longer."))
    assert page.one("p", id="said-2").text == "Ella: B"
    assert [link["href"] for link in page.one("section", class_="corrections").all("a")] == ["#said-2"]


def test_chapters_stand_in_the_transcript_and_lead_there():
    html = rendered(chapters="0:00 | One\n0:03 | Two\n0:04 | Three\n0:09 | Four")
    page = tree(html)
    links = [(link["href"], link.text) for link in page.one("section", class_="chapters").all("a")]
    assert links == [
        ("#chapter-1", "0:00 One"),
        ("#chapter-2", "0:03 Two"),
        ("#chapter-3", "0:04 Three"),
        ("#transcript", "0:09 Four"),  # after the last passage
    ]
    places = re.findall(r'id="(chapter-\d|at-\d)"', html[html.index('id="transcript"') :])
    assert places == ["chapter-1", "at-0", "chapter-2", "chapter-3", "at-5"]


def test_headings_part_the_transcript():
    page = tree(rendered(transcript="## Before\n0:00 | A\n## <b>After</b>\n0:05 | B", chapters="", corrections=""))
    assert [one.text for one in page.one("section", class_="transcript").all("h3")] == ["Before", "<b>After</b>"]


def test_which_sort_of_transcript_it_is_is_said():
    assert "Transcript, word for word" in rendered(transcript_sort="verbatim")
    assert "not a quotation" not in rendered(transcript_sort="verbatim")
    assert "not a quotation" in rendered(transcript_sort="account")


HTML = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("summary", HTML),
        ("in_short", f"{HTML}\nTwo\nThree"),
        ("speaker", HTML),
        ("licence", HTML),
        ("transcript", f"0:00 | {HTML} | {HTML}"),
        ("transcript", f"## {HTML}"),
        ("transcript", "0:00 | [A](javascript:alert(1)) ![](//evil.example/a.png) [b](//evil.example)"),
        ("chapters", f"0:00 | {HTML}"),
        ("corrections", f"0:00 | 2026-01-01 | {HTML}"),
        ("poster", HTML),
        ("poster", "![A](//evil.example/a.png)"),
        ("film_address", f'https://vimeo.com/123456789/"><script>{HTML}'),
    ],
)
def test_no_html_of_a_writer_reaches_the_page(name, value):
    page = tree(rendered(**{name: value}))
    assert not list(page.all("script", "img", "iframe", "video"))
    for link in page.all("a"):
        assert re.match(r"#|https://vimeo\.com/\d+|https://www\.ncbi|/media/[0-9a-f]{64}\.vtt$", link["href"]), link[
            "href"
        ]


# Hostile ----------------------------------------------------------------------------------------

SPACES = " " * 40_000
LONG_ONES = {
    "spaces": f"a{SPACES}b",
    "spaces before a bar": f"0:00{SPACES}| a",
    "bars": "|" * 40_000,
    "spaces and bars": " |" * 20_000,
    "times": "0:00 | " * 6_000,
    "lines": "\n".join(f"{n // 60}:{n % 60:02} | a" for n in range(2_000)),
    "digits": "9" * 40_000 + ":00 | a",
    "headings": "## a\n" * 8_000,
}


@pytest.mark.parametrize("text", LONG_ONES.values(), ids=LONG_ONES)
def test_no_text_takes_a_second_to_read(text):
    def read():
        transcript = read_transcript(text, 90)
        read_chapters(text, 90)
        read_corrections(text, transcript)

    assert seconds(read) < 1


def test_many_passages_with_many_corrections_are_rendered_in_time():
    transcript = LONG_ONES["lines"]
    corrections = "\n".join(f"{n // 60}:{n % 60:02} | 2026-01-01 | a" for n in range(1_950, 2_000))
    pages = []

    def render():
        pages.append(rendered(transcript=transcript, seconds=None, corrections=corrections, chapters=""))

    assert seconds(render) < 3
    assert pages[0].count('class="correction notice"') == 50


WORD = st.sampled_from([
    "0:00", "0:05", "1:02:03", "1", "2", "|", " | ", "\n", "\r\n", "## ", "2026-01-01", "Pain", "<b>", "&amp;",
    "[@who-pain]", "[@x]", "**", "_", "`", "[a](/b)", "![a](b)", "\x00", "\u202e", "\x0b", "\u2028", "é", "|||",
])  # fmt: skip
WORDS = (
    st.lists(st.one_of(WORD, st.text(max_size=4)), max_size=30).map("".join).map(lambda text: text.replace("\0", ""))
)


@given(WORDS, WORDS, WORDS)
@examples(120, 10_000)
def test_the_same_words_give_the_same_html_and_each_id_once(transcript, chapters, corrections):
    given = {"transcript": transcript, "chapters": chapters, "corrections": corrections}
    edition = VideoEdition(**{**VIDEO_WORDS, **given})
    html = rendered(**given)
    assert rendered(**given) == html
    tree(html)
    edition.normalise()
    read = edition.read_transcript()
    if not read.problems and not edition.read_chapters()[1]:
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        targets = set(re.findall(r'href="#([^"]+)"', html))
        assert targets <= set(ids)
    assert all(one.line <= edition.transcript.count("\n") + 1 for one in read.problems if one.line)


@pytest.mark.django_db
def test_what_was_frozen_is_what_was_rendered(writer):
    draft = KINDS["video"].begin(writer)
    html = draft.render()
    draft.submit(by=writer, saved=0)
    assert KINDS["video"].get(draft).html == html == KINDS["video"].get(draft).render()
