"""What is no longer so is seen while it is said: beneath the picture and in it, by readers and by the reviewer."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from markup import films as uploaded
from tests.browser.films.conftest import HELD, OURS, until
from tests.conftest import KINDS

pytestmark = pytest.mark.django_db(transaction=True)
TRACKS = "document.querySelector('video').textTracks"
# After a jump, the cues of the place before are there for a moment.
IN_THE_CAPTIONS = f"[...{TRACKS}[0].activeCues ?? []].some(cue => cue.text.startsWith('[Correction'))"
CORRECTED = "Correction, 1 January 2026: At once."


def in_the_picture(page):
    """[label, whether it is shown, words that are in the picture now] of each track."""
    cues = "[...t.activeCues ?? []].map(c => c.text).filter(text => text.startsWith('[Correction'))"
    tracks = page.evaluate(f"[...{TRACKS}].map(t => [t.label, t.mode, {cues}])")
    return {label: said for label, mode, said in tracks if mode == "showing"}


def go(page, seconds):
    page.evaluate(f"(v => {{ v.pause(); v.currentTime = {seconds}; }})(document.querySelector('video'))")


def test_a_correction_is_seen_while_it_is_said_though_captions_be_off(ours, watch):
    page, _asked = watch(ours)
    note = page.locator(".film-corrected")
    expect(note).to_be_hidden()
    page.get_by_role("button", name="Play").click()
    expect(note).to_contain_text("Something in this film is no longer so.")
    go(page, 1.5)
    expect(note.get_by_role("status")).to_have_text(CORRECTED)
    until(page, IN_THE_CAPTIONS)
    assert in_the_picture(page) == {"Captions": [f"[{CORRECTED}]"]}
    below = page.locator(".film figcaption").bounding_box()
    page.evaluate(f"{TRACKS}[0].mode = 'disabled'")
    until(page, f"{TRACKS}[1].activeCues?.length === 1")
    assert in_the_picture(page) == {"Corrections alone": [f"[{CORRECTED}]"]}
    page.evaluate(f"{TRACKS}[0].mode = 'showing'")
    until(page, f"{TRACKS}[1].mode === 'disabled'")
    go(page, 4.5)
    expect(note.get_by_role("status")).to_be_empty()
    assert page.locator(".film figcaption").bounding_box() == below  # nothing moved


def test_a_correction_of_a_held_film_is_seen_beneath_it(published, watch):
    page, _asked = watch(published(**{**HELD, "corrections": "0:02 | 2026-01-01 | At once. [@who-pain]"}))
    page.get_by_role("button", name="Play (").click()
    page.get_by_role("button", name="Play it from").click()
    expect(page.locator(".film-corrected [role=status]")).to_have_text(CORRECTED)


def test_a_reviewer_sees_what_readers_will(writer, reviewer, talk, desk):
    kept = uploaded.keep(SimpleUploadedFile("talk.mp4", talk))
    draft = KINDS["video"].begin(writer, film=kept["film"], film_bytes=kept["film_bytes"], **OURS)
    draft.submit(by=writer, saved=draft.saved)
    page = desk(reviewer)
    page.goto(f"/admin/editions/edition/{draft.pk}/")
    page.evaluate("document.querySelector('video').play()")
    until(page, "document.querySelector('video').currentTime > 0")
    go(page, 1.5)
    expect(page.locator(".film-corrected [role=status]")).to_have_text(CORRECTED)
    until(page, IN_THE_CAPTIONS)
    assert in_the_picture(page) == {"Captions": [f"[{CORRECTED}]"]}
