"""What captions and a word-for-word transcript do not share, and what a correction keeps out of search results."""

import pytest

from markup.blocks import blocks, without_corrected
from tests.conftest import VIDEO_WORDS
from videos.models import VideoEdition

TALK = "WEBVTT\n\n00:00.000 --> 00:03.000\nTake 20 mg of tamoxifen.\n\n00:04.000 --> 00:07.000\nDo not stop it.\n"
SAID = "0:00 | Take 20 mg of tamoxifen.\n0:04 | Ella | Do not stop it."


def differing(transcript, sort="verbatim"):
    video = VideoEdition(**{**VIDEO_WORDS, "captions": TALK, "transcript": transcript, "transcript_sort": sort})
    return [one.message for one in video.findings() if one.check == "captions-differ"]


def test_the_same_words_differ_in_nothing(db):
    assert differing(SAID) == []
    assert differing("0:00 | Ella | Take 20 mg of tamoxifen. Do not stop it.") == []


@pytest.mark.parametrize(
    ("wrong", "told"), [(("20 mg", "200 mg"), "200"), (("not ", ""), "not"), (("tamoxifen", "letrozole"), "letrozole")]
)
def test_a_dose_a_not_or_a_medicine_that_only_one_of_them_has_is_a_warning(db, wrong, told):
    (message, *_more) = differing(SAID.replace(*wrong))
    assert told in message


def test_an_account_is_in_our_words(db):
    assert differing("Take it for years.", sort="account") == []


def test_what_was_corrected_is_no_passage_of_a_search_result():
    corrected = '<p class="said" id="at-1">Old news.</p>\n<div class="correction notice"><p>New.</p></div>'
    html = f'{corrected}<p class="said">On.</p>'
    assert blocks(html) == ["Old news.", "New.", "On."]
    assert blocks(without_corrected(html)) == ["New.", "On."]
