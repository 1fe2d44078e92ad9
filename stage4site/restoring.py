"""Putting a backup in the place of what is there. What was there is kept, and it is said where."""

import json
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import F

from editions.models import Address, Edition, Page, Status, Why, Withdrawal
from people.models import THE_SITE, User
from people.refused import Refused
from questions import replaying
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


# What was taken down does not come back -----------------------------------------------------------


def remember():
    """What the present database says was taken down, and a restore before this one that did not end.

    Plain values, newest first: ``withdrawals``, ``cancellations``, ``consents``, ``erasures``, and in ``unread`` what
    could not be read. They are in a file until ``forget``: a restore that dies leaves a database that does not know
    of them. Erasures and ends of consents are noted beside the database, too (``questions.noted``).
    """
    found = {**{name: [] for name in _READ}, "unread": []}
    for name, read in _READ.items():
        try:
            with transaction.atomic():
                found[name] = read()
        except Exception:  # however the database is damaged, it can be replaced
            found["unread"].append(name)
    left = json.loads(_memory().read_text(encoding="utf-8")) if _memory().exists() else {}
    found = {name: [*said, *left.get(name, [])] for name, said in found.items()}
    found["consents"] = replaying.with_noted_ends(found["consents"])
    found["erasures"] = replaying.with_noted_erasures(found["erasures"])
    _write(found)
    return found


def _write(found):
    new = _memory().with_suffix(".new")
    new.parent.mkdir(parents=True, exist_ok=True)
    new.touch(mode=0o600)
    new.write_text(json.dumps(found), encoding="utf-8")
    databases.sync(new)
    new.replace(_memory())
    databases.sync(new.parent)


def forget():
    _memory().unlink(missing_ok=True)


def _memory():
    return settings.BACKUP_DIR / "restore-did-not-end.json"


def _withdrawals():
    pages = _identities()
    rows = Withdrawal.objects.order_by("-pk").annotate(person=F("withdrawn_by__email"))
    return [
        {
            "key": _key(row["pk"], row["page_id"], row["withdrawn_at"]),
            "page": pages[row["page_id"]],
            "successor": pages.get(row["successor_id"]),
            "on": f"{row['withdrawn_at']:%Y-%m-%d %H:%M} UTC",
            **{name: row[name] for name in ("person", "reason", "note")},
        }
        for row in rows.values("pk", "page_id", "successor_id", "withdrawn_at", "person", "reason", "note")
    ]


def _cancellations():
    cancelled = Edition.objects.filter(closed_why=Why.CANCELLED).order_by("-pk")
    return [{"seal": seal, "person": email} for seal, email in cancelled.values_list("seal", "closed_by__email")]


_READ = {
    "withdrawals": _withdrawals,
    "cancellations": _cancellations,
    "consents": replaying.withdrawn_consents,
    "erasures": replaying.erasures,
}


def _identities():
    """By its id, what tells each page from every other: id and birth, which never change, and all its addresses."""
    born = Page.objects.values_list("pk", "created_at")
    found = {pk: {"pk": pk, "born": at.isoformat(), "paths": []} for pk, at in born}
    for page_id, path in Address.objects.order_by("-canonical", "path").values_list("page_id", "path"):
        found[page_id]["paths"].append(path)
    return found


def _key(pk, page_id, at):
    return [pk, page_id, at.isoformat()]


def _same(page):
    """The restored pages that this one is: by id and birth; in a database of another past, by address."""
    by_id = Page.objects.filter(pk=page["pk"], created_at=page["born"])
    return list(by_id) or list(Page.objects.filter(addresses__path__in=page["paths"]).distinct())


def withdraw_again(withdrawals):
    """Withdraws what the backup does not know as withdrawn: by the same person, for the same reason.

    Yields (address, None), or (address, what somebody has to look after). No clock decides, but what is missing.
    """
    known = {tuple(_key(*row)) for row in Withdrawal.objects.values_list("pk", "page_id", "withdrawn_at")}
    for one in (one for one in withdrawals if tuple(one["key"]) not in known):
        pages = _same(one["page"])
        if not pages:
            name = ", ".join(one["page"]["paths"]) or f"page {one['page']['pk']}"
            yield name, "the backup has no such page; see that no other one shows its words"
        for page in pages:
            standing = set(Edition.objects.filter(page=page, status__in=_STANDING).values_list("status", flat=True))
            if standing:
                yield str(page), _why_not(_withdraw, page, one, standing)


_STANDING = (Status.IN_REVIEW, Status.APPROVED, Status.PUBLISHED)


def _withdraw(page, one, standing):
    if standing == {Status.IN_REVIEW}:
        raise Refused("words that were withdrawn wait for review again: a reviewer has to send them back", "status")
    note = f"{one['note']}\n(Withdrawn on {one['on']}; again after a restore.)".strip()
    successor = next(iter(_same(one["successor"])), None) if one["successor"] else None
    if one["reason"] == Withdrawal.Reason.CONSENT:
        page.withdraw_by_the_site(reason=one["reason"], note=note)
    else:
        page.withdraw(by=_person(one), reason=one["reason"], note=note, successor=successor)


def cancel_again(cancellations):
    """Editions whose publication was cancelled, and which the backup has as approved. Yields as ``withdraw_again``."""
    cancelled = {one["seal"]: one for one in cancellations}
    standing = Edition.objects.filter(status__in=_STANDING).values_list("pk", "seal")
    for pk in [pk for pk, seal in standing if seal in cancelled]:
        edition = Edition.objects.select_related("page").get(pk=pk)
        yield f"{edition.page} (edition {edition.number})", _why_not(_cancel, edition, cancelled[edition.seal])


def _cancel(edition, one):
    if edition.status != Status.APPROVED:
        raise Refused(f"its publication was cancelled, and it is {edition.get_status_display()} again", "status")
    person = _person(one)
    if person.email == THE_SITE:
        raise Refused("whoever asked did not wish it to be published: cancel it", "person")
    edition.specific.cancel(by=person)


def _person(one):
    if one["person"] == THE_SITE:
        return User.objects.the_site()
    person = User.objects.filter(email=one["person"]).first()
    if person is None:
        raise Refused("the backup does not know the person who did it", "person")
    return person


def _why_not(do, *what):
    """Does it and returns None, or says why it cannot: what is wrong with one page must not keep the others up."""
    try:
        do(*what)
    except Exception as error:
        return str(error) if isinstance(error, Refused) else type(error).__name__


# Putting it in place ------------------------------------------------------------------------------


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
