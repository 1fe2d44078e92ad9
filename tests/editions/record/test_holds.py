"""The record of a page, checked offline by the auditor's script: what holds, and what cannot be read."""

import re
import runpy
import subprocess
import sys

import pytest

from editions import records
from editions.models import Status, sealed
from people import signatures
from tests.editions.record.auditor import SCRIPT, approve, exported, of

pytestmark = pytest.mark.django_db


def test_a_record_holds_with_and_without_the_key(page, checked):
    record = exported(page)
    code, said = checked(record)
    assert code == 0, said
    assert said.count("signatures not checked: no key") == 5
    assert "Not checked: no key." in said
    assert "Nothing is wrong with 6 editions." in said
    code, said = checked(record, key=True)
    assert code == 0, said
    assert said.count("signatures checked") == 5
    assert "edition 6: draft, by Otto Writer; never submitted: nothing was sealed" in said
    assert re.search(r"edition 2: closed, by Wanda Writer; sent back by Rosa Reviewer on \d{4}-", said)
    assert re.search(r"edition 5: published, by Wanda Writer; approved by Rosa Reviewer on \d{4}-", said)


@pytest.mark.parametrize("state", ["draft", "submitted", "scheduled", "live", "superseded", "closed"])
def test_a_record_holds_in_every_state(state, stage, checked):
    code, said = checked(exported(getattr(stage, state)().page), key=True)
    assert code == 0, said


def test_a_take_over_a_cancellation_and_a_confirmation_hold(stage, editor, writer, checked):
    scheduled = stage.scheduled()
    scheduled.cancel(by=writer)
    page = scheduled.page
    page.start_draft(by=writer, change_note="More.")
    taken = page.take_over(by=editor)
    taken.discard(by=editor)
    live = stage.live()
    approve(live.page.submit_unchanged(by=stage.other_writer), stage.reviewer)
    for one in (page, live.page):
        code, said = checked(exported(one), key=True)
        assert code == 0, said


def test_a_record_holds_after_the_keys_were_changed(page, checked, settings):
    old = settings.COUNTERSIGN_KEYS
    settings.COUNTERSIGN_KEYS = ["a newer key of the site that is long enough", *old]
    record = exported(page)
    assert checked(record, keys=settings.COUNTERSIGN_KEYS)[0] == 0
    code, said = checked(record, keys=["another key"])
    assert code == 1
    assert "it names the key" in said


def test_the_script_seals_what_the_site_seals():
    script = runpy.run_path(str(SCRIPT))
    assert script["SEALED"] == sealed._SEALED
    assert script["SIGNED"] == sealed._SIGNED
    assert script["SUBMITTED"] == sealed._SUBMITTED
    assert script["FORMAT"] == records.FORMAT
    assert set(script["HAS"]) == set(script["HAS_NOT"]) == set(Status.values)
    fields = {"b": "ü\nx", "a": 3, "c": None, "d": ""}
    assert script["canonical"]("v", fields) == signatures.canonical("v", fields)


def test_the_script_needs_nothing_but_python(page, checked):
    imported = set(re.findall(r"^(?:import|from) (\w+)", SCRIPT.read_text(encoding="utf-8"), re.MULTILINE))
    assert imported <= set(sys.stdlib_module_names)


UNREADABLE = {
    "nothing": "",
    "no json": "<html>",
    "no object": "[]",
    "another format": '{"format": "stage4 record 2"}',
    "no record": '{"format": "stage4 record 1"}',
    "not of words": '{"format": "stage4 record 1", "record": {"editions": [{"fields": 3}]}}',
    "a name twice": '{"format": "stage4 record 1", "format": "stage4 record 1"}',
    "too deep": "[" * 100_000,
}


@pytest.mark.parametrize("text", UNREADABLE.values(), ids=UNREADABLE)
def test_what_is_no_record_is_unreadable(text, checked):
    code, said = checked(text)
    assert code == 2
    assert "Cannot be read as a record" in said


def test_a_damaged_record_a_missing_file_or_key_is_unreadable(page, checked, tmp_path):
    record = exported(page)
    of(record, 4)["reviewed_at"] = "yesterday"
    assert checked(record)[0] == 2
    del of(record, 4)["html"]
    assert checked(record)[0] == 2
    for arguments in (["nowhere.json"], [str(SCRIPT), "--key-file", "nowhere"], []):
        done = subprocess.run([sys.executable, str(SCRIPT), *arguments], capture_output=True, check=False)
        assert done.returncode == 2
