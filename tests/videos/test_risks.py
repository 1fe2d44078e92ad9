"""What changed in the captions is among the changes that can hurt: who cannot hear reads nothing else."""

import pytest

from tests.editions.desk.browsing import desk_address, signed_in

pytestmark = pytest.mark.django_db
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:04.000\n<v Ella>{}\n\n00:05.000 --> 00:09.000\nTell your team."


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Do not take 10 mg.", "Take 10 mg.", "“Not”"),
        ("Do not take 10 mg.", "Do not take 100 mg.", "10 mg"),
    ],
)
def test_a_changed_dose_or_not_in_captions_alone_is_read_first(publish, writer, reviewer, before, after, said):
    live = publish("a-film", "video", captions=CAPTIONS.format(before))
    draft = live.page.start_draft(by=writer, captions=CAPTIONS.format(after), change_note="Captions mended.")
    draft.submit(by=writer, saved=draft.saved)
    content = signed_in(reviewer).get(desk_address(draft)).content.decode()
    risks = content[content.index('id="risks"') : content.index('id="findings"')]
    assert said in risks
    assert "captions" in risks


def test_captions_that_say_the_same_at_other_times_are_no_such_change(publish, writer):
    live = publish("a-film", "video", captions=CAPTIONS.format("Do not take 10 mg."))
    moved = CAPTIONS.format("Do not take 10 mg.").replace("00:04.000", "00:04.500")
    draft = live.page.start_draft(by=writer, captions=moved, change_note="Captions mended.")
    assert "The comparison found none" in signed_in(writer).get(desk_address(draft)).content.decode()
