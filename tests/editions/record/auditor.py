"""What the tests of the record share: a page with a long life, its record, and the auditor's script."""

import json
import subprocess
import sys

from django.conf import settings as site

from editions import records
from editions.models import Withdrawal

SCRIPT = site.BASE_DIR / "docs" / "verify_record.py"


def exported(page):
    return json.loads(records.Record(page, exported_by="a test").as_json())


def of(record, number):
    """The fields of the edition of this number."""
    return next(one for one in record["record"]["editions"] if one["fields"]["number"] == number)["fields"]


class Auditor:
    """Somebody with a folder and Python; ``keys`` is what the operator gives, on asking."""

    def __init__(self, folder, keys):
        self.folder, self.keys = folder, keys

    def __call__(self, record, key=False, keys=None):
        """The script's exit code, and what it says of this record: a dict, or the text of a file."""
        file, keyfile = self.folder / "record.json", self.folder / "keys"
        file.write_text(record if isinstance(record, str) else json.dumps(record), encoding="utf-8")
        keyfile.write_text("\n".join(keys or self.keys))
        more = ["--key-file", str(keyfile)] if key or keys else []
        command = [sys.executable, "-I", str(SCRIPT), str(file), *more]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr


def approve(edition, reviewer):
    answers = {warning.key: "accepted, because <it is so>" for warning in edition.warnings()}
    edition.approve(by=reviewer, seal=edition.seal, answers=answers)


def long_life(stage):
    """A page with a long life: taken back, sent back, live, replaced, withdrawn, live again, and a draft."""
    first = stage.draft()
    page = first.page
    first.submit(by=stage.writer, saved=0)
    first.take_back(by=stage.writer)
    second = stage.next_submitted(first)
    second.write_note(by=stage.editor, text="Is the dose right?")
    second.request_changes(by=stage.reviewer, note="Please <mend>.")
    for _again in range(2):
        edition = stage.next_submitted(second)
        approve(edition, stage.reviewer)
    page.withdraw(by=stage.editor, reason=Withdrawal.Reason.WRONG, note="Wrong dose.", successor=stage.live().page)
    approve(stage.next_submitted(edition), stage.reviewer)
    page.move_to("another-address")
    page.start_draft(by=stage.other_writer, change_note="A draft.")
    return page
