"""A correction is seen while the film plays what it corrects: in the captions' file, which is made of sealed words."""

import datetime
from itertools import count

import pytest
from django.core.files.base import ContentFile

from markup import uploads
from tests.conftest import KINDS, VIDEO_WORDS
from tests.editions.desk.browsing import desk_address, signed_in
from tests.videos.conftest import kept
from tests.videos.made import TALK
from videos import webvtt
from videos.corrected import LONGEST, NAME, Laid, laid, with_corrections
from videos.models import Video, VideoEdition
from videos.transcript import read_corrections, read_transcript

CAPTIONS = """WEBVTT

NOTE Of the talk.

00:00.000 --> 00:04.000
Pain can be treated.

second
00:05.000 --> 00:09.000 line:80%
Tell your
team."""


def over(transcript, corrections, seconds=90):
    read = read_transcript(transcript)
    return laid(read, read_corrections(corrections, read)[0], seconds)


def times(transcript, corrections, seconds=90):
    return [(one.start, one.end) for one in over(transcript, corrections, seconds)]


def edition(**words):
    made = VideoEdition(**{**VIDEO_WORDS, **words})
    made.page = Video(language="en", kind="video")
    return made


# When, and what ---------------------------------------------------------------------------------


def test_it_is_seen_while_the_passage_is_said():
    (one,) = over(
        "0:00 | A\n0:20 | B\n0:50 | C", "0:20 | 2026-01-01 | There are **more** ways &amp; <b>means</b> [@a; @b]."
    )
    assert one == Laid(20, 50, "[Correction, 1 January 2026: There are more ways & <b>means</b>.]")


@pytest.mark.parametrize(
    ("transcript", "corrections", "seconds", "expected"),
    [
        ("0:00 | A\nB\n0:20 | C", "0:00 | 2026-01-01 | D", 90, [(0, 20)]),  # what follows without a time is as early
        ("0:00 | A\n0:20 | B", "0:20 | 2026-01-01 | D", 90, [(20, 90)]),
        ("0:00 | A\n0:01 | B", f"0:00 | 2026-01-01 | {'D' * 40}", 90, [(0, 5)]),  # until it can be read
        ("0:00 | A\n0:01 | B", f"0:00 | 2026-01-01 | {'D' * 40}", 3, [(0, 3)]),  # not after the film
        ("0:00 | A\n0:03 | B", "0:03 | 2026-01-01 | D", 3, [(3, 4)]),
        ("0:09 | A", "0:09 | 2026-01-01 | D", None, [(9, 12)]),
        ("0:00 | A\n0:20 | B", "0:20 | 2026-01-01 | D\n0:00 | 2026-01-01 | E\n0:00 | 2026-02-01 | F", 90,
         [(0, 20), (0, 20), (20, 90)]),
        ("A\nB", "1 | 2026-01-01 | D", 90, []),
    ],
)  # fmt: skip
def test_when_each_is_seen(transcript, corrections, seconds, expected):
    assert times(transcript, corrections, seconds) == expected


def test_the_captions_stay_letter_by_letter_and_each_correction_has_its_place():
    laid_over = [Laid(0, 4, "[A & <b> --> c]"), Laid(2, 6, "[B]"), Laid(5, 9, "[C]"), Laid(7, 9, "[D]")]
    made = with_corrections(CAPTIONS, laid_over)
    cues = webvtt.parse(made)[0]
    assert [(cue.start, cue.words) for cue in cues] == [
        (0, "Pain can be treated."), (0, "[A & <b> --> c]"), (2, "[B]"), (5, "Tell your team."), (5, "[C]"), (7, "[D]")
    ]  # fmt: skip
    for number, one in enumerate(laid_over, start=1):
        cue = f"{NAME}{number}\n00:00:0{one.start}.000 --> 00:00:0{one.end}.000 line:0\n"
        before, _mark, after = made.partition(cue)
        made = before + after.partition("\n")[2].removeprefix("\n")
    assert made.rstrip("\n") == CAPTIONS


@pytest.mark.parametrize(("captions", "corrections"), [(CAPTIONS, []), ("No captions", [Laid(0, 1, "A")])])
def test_captions_without_corrections_or_with_mistakes_are_as_they_are(captions, corrections):
    assert with_corrections(captions, corrections) == captions


def test_it_is_written_in_the_language_of_the_page():
    german = edition()
    german.page.language = "de"
    assert "1 Januar 2026" in german.captions_made()[1].decode()


# The file ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_readers_and_the_reviewer_get_the_same_file(own_film, client, writer, reviewer):
    live = own_film(captions=TALK)
    (name,) = [name for name in live.files.split() if name.endswith(".vtt")]
    sent = client.get(f"/media/{name}").getvalue().decode()
    assert "[Correction, 1 January 2026: There are more ways now.]" in sent
    assert name == live.captions_file == f"{uploads.digest([sent.encode()])}.vtt"
    draft = live.page.start_draft(by=writer, change_note="None.")
    assert KINDS["video"].get(draft).captions_file == name
    draft.submit(by=writer, saved=0)
    assert (
        f'<track kind="captions" src="/media/{name}"' in signed_in(reviewer).get(desk_address(draft)).content.decode()
    )


def frozen_with(figure, words=""):
    return edition(html=f'<figure class="film">\n<figcaption>{figure}</figcaption>\n</figure>\n{words}')


def test_what_was_frozen_before_keeps_the_file_that_it_names():
    old = f"{'b' * 64}.vtt"
    film = f'<a href="/media/{"c" * 64}.mp4">The film</a>'
    assert frozen_with(f'{film} <a href="/media/{old}">Captions</a>').captions_file == old
    # What the words lead to beside it is no captions of this film.
    other = f'<p class="said"><a href="/media/{"a" * 64}.vtt">other captions</a></p>'
    assert frozen_with(f'{film} <a href="/media/{old}">Captions</a>', other).captions_file == old
    assert frozen_with(film, other).captions_file == edition().captions_made()[0]


@pytest.mark.django_db
def test_a_link_to_the_captions_of_another_film_does_not_put_them_into_this_one(own_film, client):
    """Names are hashes, and are listed in order: this one comes first."""
    made = (f"WEBVTT\n\n00:00.000 --> 00:01.000\nOther words, {number}.\n".encode() for number in count())
    content = next(one for one in made if uploads.digest([one]).startswith("00"))
    other = f"{uploads.digest([content])}.vtt"
    uploads.keep(other, ContentFile(content))
    live = own_film(transcript=f"0:00 | Pain can be treated. [Others](/media/{other})")
    ours = live.captions_made()[0]
    assert live.files.split()[0] == other
    assert live.captions_file == ours != other
    page = client.get(live.page.path).content.decode()
    assert f'<track kind="captions" src="/media/{ours}"' in page
    told = page.partition("ld+json")[2]
    assert ours in told
    assert other not in told


# What the writer is told ------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({}, []),
        ({"corrections": f"0:00 | 2026-01-01 | {'Word ' * (LONGEST // 5)}[@who-pain]"}, [("correction-long", 1)]),
        ({"transcript": "Pain can be treated.", "chapters": "", "corrections": "1 | 2026-01-01 | So. [@who-pain]"},
         [("correction-untimed", 1)]),
    ],
)  # fmt: skip
def test_a_correction_that_is_not_well_seen_is_a_warning(words, found):
    film = {"film": kept(), "film_address": "", "recorded_on": datetime.date(2024, 3, 1)}
    told = [(one.check, one.line) for one in edition(**film, **words).findings() if one.check.startswith("correction")]
    assert told == found
    assert not [one for one in edition(**words).findings() if one.check.startswith("correction-")]
