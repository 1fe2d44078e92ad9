"""Captions in the form: uploaded or pasted, and the transcript that is made of them with one click."""

import pytest
from django.core.files.storage import default_storage

from markup import uploads
from tests.conftest import KINDS
from tests.videos.made import TALK, address, errors, sent, shown, upload
from videos.forms import FROM_CAPTIONS, MAX_CAPTIONS_BYTES

pytestmark = pytest.mark.django_db
MADE = "0:00 | Ella | Pain can be treated. Tell your team."
CLICK = {FROM_CAPTIONS: "1"}


def captions(text, name="a.vtt"):
    return {"captions_upload": upload(text if isinstance(text, bytes) else text.encode(), name, "text/vtt")}


@pytest.fixture
def saved(draft):
    def saved():
        draft.refresh_from_db()
        return draft

    return saved


def test_captions_are_uploaded_in_the_place_of_those_that_are_there(browser, draft, saved):
    answer = browser.post(address(draft), {**sent(), **captions(TALK, "../../x.html")})
    assert answer.status_code == 302
    assert saved().captions == TALK.strip()


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbf" + TALK.encode(), TALK.replace("\n", "\r\n").encode(), TALK.replace("\n", "\r").encode()]
)
def test_they_are_kept_with_one_kind_of_line_end_and_no_mark(browser, draft, saved, content):
    browser.post(address(draft), {**sent(transcript=""), **captions(content), **CLICK})
    assert saved().captions == TALK.strip()
    assert saved().transcript == MADE


@pytest.mark.parametrize("content", [TALK.encode("utf-16"), b"\xff\xfe\xfd", b"MZ\x90\x00\xff", "é".encode("latin-1")])
def test_what_is_no_text_is_refused_and_the_form_is_kept(browser, draft, saved, content):
    typed = sent(transcript="0:00 | Typed.", title="Typed")
    answer = browser.post(address(draft), {**typed, **captions(content)})
    assert errors(answer) == {"captions_upload": "The file is no text in UTF-8. Export the captions again as WebVTT."}
    assert {name: shown(answer)[name] for name in typed} == typed
    assert saved().saved == 0


def test_so_is_one_with_the_character_that_no_engine_keeps(browser, draft, saved):
    answer = browser.post(address(draft), {**sent(), **captions("WEBVTT\n\n00:00.000 --> 00:01.000\nA\0B")})
    assert "NUL" in errors(answer)["captions_upload"]
    assert saved().saved == 0


def test_too_large_ones_are_refused(browser, draft):
    answer = browser.post(address(draft), {**sent(), **captions(b"x" * (MAX_CAPTIONS_BYTES + 1))})
    assert "larger than 1 MB" in errors(answer)["captions_upload"]


def test_mistakes_in_them_keep_nobody_from_saving_and_are_told_beside_the_form(browser, draft, saved):
    bad = "WEBVTT\n\n00:00.000 --> 00:04.000\n<script>alert(1)</script>"
    assert browser.post(address(draft), {**sent(), **captions(bad)}).status_code == 302
    assert [(one.field, one.line) for one in saved().problems()] == [("captions", 4)]
    said = browser.get(address(draft)).content.decode()
    assert "<script>alert(1)" not in said
    assert "is not taken" in said


def test_the_file_that_players_read_is_kept_at_each_save(browser, draft, saved):
    browser.post(address(draft), {**sent(corrections=""), **captions(TALK)})
    first = saved().captions_file
    browser.post(address(draft), sent(saved=1, corrections="", captions=TALK + "\n\n00:03.000 --> 00:04.000\nMore."))
    second = saved().captions_file
    assert first != second
    assert uploads.read(first) == TALK.encode()
    assert uploads.read(second).endswith(b"More.\n")
    assert default_storage.listdir("films")[1] == sorted([first, second]) or uploads.holds(second)


# The transcript made of them --------------------------------------------------------------------


def test_one_click_makes_a_transcript(browser, draft, saved):
    answer = browser.post(address(draft), sent(captions=TALK, transcript="", transcript_sort="", **CLICK))
    assert answer.status_code == 302
    assert (saved().transcript, saved().transcript_sort, saved().captions) == (MADE, "verbatim", TALK.strip())


def test_of_captions_that_come_with_it(browser, draft, saved):
    browser.post(address(draft), {**sent(transcript="", transcript_sort="account", **CLICK), **captions(TALK)})
    assert (saved().transcript, saved().transcript_sort) == (MADE, "account")


def test_it_refuses_to_take_the_place_of_one_without_the_tick(browser, draft, saved):
    typed = sent(captions=TALK, transcript="0:00 | Ella | Typed <b> by hand.", title="Typed", seconds="7")
    answer = browser.post(address(draft), {**typed, **CLICK})
    assert errors(answer) == {"transcript": "There is a transcript already. Tick “replace it”, if it may go."}
    back = shown(answer)
    assert {name: back[name] for name in typed} == typed
    assert 'name="replace_transcript"' in answer.content.decode()
    assert saved().saved == 0


def test_the_tick_can_be_set_where_the_transcript_was_never_saved(browser, writer, saved):
    draft = KINDS["video"].begin(writer, slug="new", transcript="")
    typed = sent(captions=TALK, transcript="0:00 | Typed, not saved.")
    answer = browser.post(address(draft), {**typed, **CLICK})
    assert 'name="replace_transcript"' in answer.content.decode()
    browser.post(address(draft), {**shown(answer), **CLICK, "replace_transcript": "on"})
    draft.refresh_from_db()
    assert draft.transcript == MADE


def test_with_the_tick_it_goes(browser, draft, saved):
    browser.post(address(draft), {**sent(captions=TALK), **CLICK, "replace_transcript": "on"})
    assert saved().transcript == MADE


def test_the_tick_alone_replaces_nothing(browser, draft, saved):
    before = draft.transcript
    browser.post(address(draft), {**sent(captions=TALK), "replace_transcript": "on"})
    assert saved().transcript == before


def test_captions_with_a_mistake_make_none_and_nothing_typed_is_lost(browser, draft, saved):
    bad = "WEBVTT\n\n00:00.000 --> 00:04.000\nA\n\n00:03.000 --> 00:05.000\nB"
    typed = sent(captions=bad, transcript="", title="Typed")
    answer = browser.post(address(draft), {**typed, **CLICK})
    assert errors(answer)["captions"].startswith("The captions have a mistake in line 6: This cue begins while")
    assert {name: shown(answer)[name] for name in typed} == typed
    assert saved().saved == 0


def test_no_captions_make_no_transcript(browser, draft):
    assert list(errors(browser.post(address(draft), sent(captions="", transcript="", **CLICK)))) == ["captions"]


def test_uploaded_captions_come_back_when_another_field_has_a_mistake(browser, draft):
    answer = browser.post(address(draft), {**sent(seconds="long"), **captions(TALK)})
    assert set(errors(answer)) == {"seconds"}
    assert shown(answer)["captions"] == TALK.strip()


def test_a_made_transcript_comes_back_too(browser, draft, saved):
    answer = browser.post(address(draft), sent(captions=TALK, transcript="", seconds="long", **CLICK))
    assert shown(answer)["transcript"] == MADE
    browser.post(address(draft), {**shown(answer), "seconds": "9"})
    assert saved().transcript == MADE
