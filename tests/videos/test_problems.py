"""What keeps a video from being submitted, and that the desk says so."""

import datetime

import pytest
from django.utils import timezone

from editions.models import Edition, Picture
from editions.models.writing import Incomplete
from markup import uploads
from tests.conftest import KINDS, VIDEO_WORDS
from tests.editions.desk.browsing import desk_address, move_address, text_of
from tests.experts.conftest import portrait  # noqa: F401
from tests.videos.conftest import kept
from tests.videos.made import TALK

pytestmark = pytest.mark.django_db
NO_FILM = {"film": "", "film_address": "", "captions": "", "seconds": None, "licence": "", "recorded_on": None}
LATE = "WEBVTT\n\n01:32.000 --> 01:33.000\nA"


def found(draft, **words):
    for name, value in words.items():
        setattr(draft, name, value)
    return [(one.field, one.line, one.message) for one in draft.problems()]


def test_whole_words_have_nothing_to_mend_and_no_warning(draft):
    assert found(draft) == []
    assert draft.warnings() == []


def test_an_account_without_a_film_needs_none_of_what_a_film_needs(draft):
    assert (
        found(draft, **NO_FILM, chapters="", corrections="", poster="", expert=None)
        == [("sources", 1, "“who-pain” is never cited. Cite it in the text as [@who-pain], or delete the line.")]
        or found(draft) == []
    )


MISSING = [
    ({"summary": ""}, "summary", "Write the one sentence"),
    ({"in_short": "One.\nTwo. [@who-pain]"}, "in_short", "Write 3 to 5 points, one a line; there are 2."),
    ({"in_short": "1\n2\n3\n4\n5\n6 [@who-pain]"}, "in_short", "there are 6."),
    ({"speaker": ""}, "speaker", "Write who speaks"),
    ({"recorded_on": None}, "recorded_on", "Write when it was recorded"),
    ({"seconds": None}, "seconds", "Write how long the film is"),
    ({"seconds": 0}, "seconds", "Write how long the film is"),
    ({"licence": ""}, "licence", "Write why we may show this film"),
    (
        {"film_address": "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ"},
        "film_address",
        "This is no address of a film",
    ),
    ({"film_address": "javascript:alert(1)"}, "film_address", "This is no address of a film"),
    ({"film": "0" * 64 + ".mp4", "film_address": ""}, "film", "The film is no longer there. Upload it again."),
    ({"transcript_sort": ""}, "transcript_sort", "Say which sort of transcript this is."),
    ({"transcript_sort": "other"}, "transcript_sort", "not a valid choice"),
    ({"transcript": "", "corrections": "", "chapters": ""}, "transcript", "The transcript is empty."),
    ({"transcript": "## Heading", "corrections": "", "chapters": ""}, "transcript", "The transcript is empty."),
    ({"transcript": "0:05 | A\n0:00 | B"}, "transcript", "0:00 does not come after 0:05."),
    ({"transcript": "0:00 | A\n1:31 | B"}, "transcript", "is after the end of the film"),
    ({"chapters": "1:30 | A"}, "chapters", "within the film"),
    (
        {"corrections": "0:09 | 2026-01-01 | A [@who-pain]"},
        "corrections",
        "No passage of the transcript begins at 0:09.",
    ),
    ({"corrections": "0:00 | 2126-01-01 | A [@who-pain]"}, "corrections", "This day has not come yet."),
    ({"captions": "Pain."}, "captions", "The first line must be “WEBVTT”."),
    ({"captions": LATE}, "captions", "This cue ends after the film (1:30)."),
    ({"sources": ""}, "sources", "Name at least one source"),
    ({"sources": VIDEO_WORDS["sources"] + "\nother | Never cited."}, "sources", "“other” is never cited."),
    ({"corrections": "0:00 | 2026-01-01 | A [@nothing]"}, "corrections", "“nothing” is cited, but"),
    ({"poster": "A picture"}, "poster", "This is one uploaded picture and nothing else"),
    ({"poster": "[" * 2000}, "poster", "The text is too long for one page"),
    ({"transcript": "x" * 40_001}, "transcript", "The text is too long for one page"),
]


@pytest.mark.parametrize(
    ("words", "field", "said"), MISSING, ids=[f"{next(iter(one[0]))}-{one[2][:20]}" for one in MISSING]
)
def test_what_is_missing_or_wrong_is_named(draft, words, field, said):
    problems = [one for one in found(draft, **words) if one[0] == field]
    assert [one for one in problems if said in one[2]], found(draft)


def test_a_day_that_has_not_come_is_no_day_of_recording(draft):
    assert found(draft, recorded_on=timezone.localdate()) == []
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    assert [one[0] for one in found(draft, recorded_on=tomorrow)] == ["recorded_on"]


def test_a_film_of_ours_needs_captions_and_one_held_elsewhere_does_not(draft):
    assert found(draft, captions="") == []
    own = {"film": kept(), "film_address": ""}
    assert [one[0] for one in found(draft, **own)] == ["captions"]
    assert found(draft, captions=TALK) == []


def test_there_is_one_film(draft):
    assert [one[0] for one in found(draft, film=kept())] == ["film_address"]


def test_captions_may_be_late_by_what_is_rounded(draft):
    assert found(draft, captions="WEBVTT\n\n01:30.000 --> 01:31.000\nA") == []


def test_a_picture_has_words_and_a_licence(draft, portrait):  # noqa: F811
    assert found(draft, poster=f"![A film]({portrait})") == []
    assert [one[0] for one in found(draft, poster=f"![]({portrait})")] == ["poster"]
    assert [one[0] for one in found(draft, poster=f"![A]({portrait}) ![B]({portrait})")] == ["poster"]
    Picture.objects.update(licence="")
    assert [one[0] for one in found(draft, poster=f"![A film]({portrait})")] == ["poster"]


def test_a_draft_with_problems_is_not_submitted_and_the_desk_names_the_line(browser, draft, writer):
    draft.save_draft(by=writer, saved=0, captions="WEBVTT\n\n00:00.000 --> 00:04.000\n<script>")
    with pytest.raises(Incomplete):
        draft.submit(by=writer, saved=1)
    said = text_of(browser.get(desk_address(draft)))
    assert "“<script>” is not taken." in said
    assert "4" in said
    browser.post(move_address(draft, "submit"), {"saved": 1})
    assert Edition.objects.get(pk=draft.pk).status == "draft"


def test_what_is_said_word_for_word_cannot_be_mended_so_it_is_a_warning(draft):
    wrong = {"transcript": "0:00 | She won her battle against cancer with letrozol.", "chapters": "", "corrections": ""}
    found(draft, **wrong, transcript_sort="verbatim")
    levels = {one.level for one in draft.findings() if one.field == "transcript"}
    assert levels == {"warning"}


def test_captions_that_are_too_fast_are_a_warning_with_their_place(draft):
    draft.captions = "WEBVTT\n\n00:00.000 --> 00:00.500\nPain in the bones can be treated."
    found_ones = {one.check: one for one in draft.warnings()}
    assert found_ones["captions-fast"].line == 3
    assert found(draft) == []


def test_an_exchanged_film_is_not_submitted_as_it_was(writer, reviewer):
    """The name is what is sealed: whoever exchanges the bytes has a film that nobody is given."""
    draft = KINDS["video"].begin(writer, slug="own", film=kept(), film_bytes=9, film_address="")
    draft.submit(by=writer, saved=0)
    assert draft.files.split("\n") == sorted([draft.film, draft.captions_file])
    assert uploads.holds(draft.captions_file)
