"""Putting a backup in the place of what is there. What was there is kept, and it is said where."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from editions.models import Address, Withdrawal
from people.models import User
from people.refused import Refused
from stage4site import backups, databases


def refuse_unfit(backup):
    """Raises CommandError when this site cannot read the backup's database."""
    if backup.manifest["engine"] != connection.vendor:
        raise CommandError(
            f"This backup is of {backup.manifest['engine']}, and the site's database is {connection.vendor}. "
            "Set DATABASE_URL to a database of that engine."
        )
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    newer = [name for name in backup.manifest["migrations"] if name.split(".")[0] in _apps() and name not in known]
    if newer:
        raise CommandError(f"This backup was made by a newer release (it knows {newer[0]}): install that one first.")


def _apps():
    return {app for app, _name in MigrationLoader(None).disk_migrations}


def withdrawn_since(moment):
    """The withdrawals after this moment, in words of their own; None when the present database cannot say."""
    try:
        later = Withdrawal.objects.filter(withdrawn_at__gt=moment).select_related("page", "successor", "withdrawn_by")
        return [_in_words(withdrawal) for withdrawal in later.order_by("pk")]
    except DatabaseError:
        return None


def _in_words(withdrawal):
    return {
        "path": withdrawal.page.path,
        "person": withdrawal.withdrawn_by.email,
        "reason": withdrawal.reason,
        "note": withdrawal.note,
        "successor": withdrawal.successor and withdrawal.successor.path,
        "at": withdrawal.withdrawn_at,
    }


def withdraw_again(withdrawals):
    """What was withdrawn after the backup was made does not come back: by the same person, for the same reason.

    Yields (address, None), or (address, why not) for what somebody has to withdraw at the desk.
    """
    for one in withdrawals:
        page = _page_at(one["path"])
        if page is None or page.live_edition is None:
            continue  # it is not up
        note = f"{one['note']}\n(Withdrawn on {one['at']:%Y-%m-%d %H:%M} UTC; again after a restore.)".strip()
        try:
            person = User.objects.get(email=one["person"])
            page.withdraw(by=person, reason=one["reason"], note=note, successor=_page_at(one["successor"]))
        except Exception as error:  # whatever is wrong with one page must not keep the others up
            yield one["path"], str(error) if isinstance(error, Refused) else type(error).__name__
        else:
            yield one["path"], None


def _page_at(path):
    address = Address.objects.select_related("page").filter(path=path or "").first()
    return address and address.page


def replace(backup, aside, keep=True, tell=print):
    """Database, then files. Returns the places of what was there before; ``aside`` is the name for those.

    Up to the database's own replacement nothing has changed, and after it there is little that can fail.
    """
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    engine = databases.engine()
    with tempfile.TemporaryDirectory(dir=root, prefix=".restoring-") as scratch:
        copy = Path(scratch) / "database" / backups.DATABASE
        backup.extract(backups.DATABASE, copy)
        engine.check(copy)
        incoming = Path(scratch) / "media"
        incoming.mkdir()
        _extract_media(backup, incoming, tell)
        tell("database: replacing")
        kept = engine.replace(copy, aside, keep=keep)
        tell("uploaded files: replacing")
        kept += _replace_media(root, incoming, f".{aside}")
    return kept


def bring_up_to_date():
    """What was backed up may be of an older release; and nobody is signed in any longer."""
    call_command("migrate", verbosity=0, interactive=False)
    Session.objects.all().delete()


def _extract_media(backup, incoming, tell):
    share = backups.steps_of(tell, "uploaded files")
    for number, name in enumerate(backup.media, 1):
        backup.extract(name, incoming / name.removeprefix(backups.MEDIA))
        share(number, len(backup.media))


def _replace_media(root, incoming, aside):
    """Moves within the folder, which may be a volume of its own; the present files go into a hidden folder."""
    present = [place for place in root.iterdir() if not place.name.startswith(".")]
    kept = root / aside
    kept.mkdir(mode=0o700)
    for place in present:
        place.rename(kept / place.name)
    for place in incoming.iterdir():
        place.rename(root / place.name)
    return [kept]
