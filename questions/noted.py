"""What was erased, and which consents ended, noted beside the database, so that no restore undoes it: not even once the
database is lost.

One line each, of codes: the hash of the question's receipt, by which any backup knows the question; what was erased of
it, or to what somebody said yes or no. It is written once that is committed; ``erase_expired`` adds what could not be
written then. Lines are only ever added.
"""

import json
import logging
from functools import partial

from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)


class Notes:
    """A file of such lines; a row is a tuple of these columns."""

    def __init__(self, name, *columns):
        self.name, self.columns = name, columns

    def soon(self, *row):
        """Note it once the running transaction is committed."""
        transaction.on_commit(partial(self._note, row), robust=True)

    def rows(self):
        """What is noted, in order; a line that was torn by a crash is left out."""
        if not self.place.exists():
            return []
        return [row for row in map(self._read, self.place.read_text(encoding="utf-8").splitlines()) if row]

    def append(self, rows):
        self.place.parent.mkdir(parents=True, exist_ok=True)
        self.place.touch(mode=0o600)
        lines = (json.dumps(dict(zip(self.columns, row, strict=True))) for row in rows)
        with self.place.open("a", encoding="utf-8") as file:
            # A torn line before ends here.
            file.write("".join(f"\n{line}" for line in lines) + "\n")

    @property
    def place(self):
        return settings.BACKUP_DIR / self.name

    def _note(self, row):
        try:
            self.append([row])
        except OSError:
            logger.exception("Nothing was noted in %s; erase_expired does it.", self.name)

    def _read(self, line):
        try:
            found = json.loads(line)
            return tuple(found[column] for column in self.columns)
        except (ValueError, KeyError, TypeError):
            return None


ERASURES = Notes("erasures.jsonl", "receipt", "of")
CONSENTS = Notes("consents.jsonl", "receipt", "sort", "act")


def ended_consents():
    """(receipt, sort) of each consent whose last word, as noted, is a no."""
    from questions.models import Act

    last = {(receipt, sort): act for receipt, sort, act in CONSENTS.rows()}
    return [consent for consent, act in last.items() if act == Act.WITHDRAWN]


def catch_up():
    """Note what the database knows, and the files do not; returns how many lines that were."""
    missing = {ERASURES: _missing_erasures(), CONSENTS: _missing_consents()}
    for notes, rows in missing.items():
        if rows:
            notes.append(rows)
    return sum(map(len, missing.values()))


def _missing_erasures():
    from questions.models import Erasure

    there = set(ERASURES.rows())
    known = Erasure.objects.order_by("pk").values_list("receipt", "of")
    return list(dict.fromkeys(row for row in known if row not in there))


def _missing_consents():
    """The last word on whatever somebody once said no to."""
    from questions.models import Act, Consent

    rows = Consent.objects.order_by("pk").values_list("submission__receipt", "sort", "act")
    denied = {(receipt, sort) for receipt, sort, act in rows if act == Act.WITHDRAWN}
    noted = {(receipt, sort): act for receipt, sort, act in CONSENTS.rows()}
    last = {(receipt, sort): act for receipt, sort, act in rows if (receipt, sort) in denied}
    return [(*consent, act) for consent, act in last.items() if noted.get(consent) != act]
