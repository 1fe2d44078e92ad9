"""What was erased, noted beside the database, so that no restore brings it back: not even after the database is lost.

One line for each erasure: the hash of the question's receipt, by which any backup of it knows the question, and what
was erased of it. It is written after the erasure is committed; ``erase_expired`` adds what could not be written then.
"""

import json
import logging
from functools import partial

from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)


def soon(erasure):
    """Note it once the running transaction is committed."""
    transaction.on_commit(partial(_note, erasure.receipt, erasure.of), robust=True)


def _note(receipt, of):
    try:
        _append([(receipt, of)])
    except OSError:
        logger.exception("An erasure was not noted beside the database; erase_expired does it.")


def rows():
    """Each (receipt, what) that is noted, in order; a line that was torn by a crash is left out."""
    if not _place().exists():
        return []
    return [row for row in map(_read, _place().read_text(encoding="utf-8").splitlines()) if row]


def catch_up():
    """Note what the database knows as erased and the file does not; returns how many that were."""
    from questions.models import Erasure

    there = set(rows())
    missing = [row for row in Erasure.objects.order_by("pk").values_list("receipt", "of") if row not in there]
    if missing:
        _append(dict.fromkeys(missing))
    return len(missing)


def _append(pairs):
    place = _place()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch(mode=0o600)
    with place.open("a", encoding="utf-8") as file:
        # A torn line before ends here.
        file.write("".join(f"\n{json.dumps({'receipt': receipt, 'of': of})}" for receipt, of in pairs) + "\n")


def _read(line):
    try:
        found = json.loads(line)
        return (found["receipt"], found["of"])
    except (ValueError, KeyError, TypeError):
        return None


def _place():
    return settings.BACKUP_DIR / "erasures.jsonl"
