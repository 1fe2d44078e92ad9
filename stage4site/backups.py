"""A backup is one tar file: the database, the uploaded files, and a manifest with the checksum of each.

The database is copied first and the files after it: they are named by their content and never change, so
what the copy of the database names is there. Keys and secrets are in no backup. The manifest comes last,
so that a backup which was cut short is not mistaken for one.
"""

import datetime
import hashlib
import io
import json
import os
import re
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from printouts import files as printouts
from stage4site import databases

FORMAT = 1
MANIFEST, DATABASE, MEDIA = "manifest.json", "database", "media/"
NAME = "stage4-{:%Y-%m-%dT%H%M%SZ}.tar"
_OWN_NAMES = re.compile(r"stage4-\d{4}-\d\d-\d\dT\d{6}Z\.tar")
_CHUNK = 1024 * 1024
_MOST_OF_MANIFEST = 256 * 1024 * 1024


def now():
    return datetime.datetime.now(datetime.UTC)


# Making one -------------------------------------------------------------------------------------


def make(path=None, tell=print):
    """Writes a backup, readable by its owner alone, and returns its path; one that exists is not overwritten."""
    path = Path(path) if path else settings.BACKUP_DIR / NAME.format(now())
    if path.exists():
        raise CommandError(f"{path} exists already: choose another name.")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            _write(file, path.parent, tell)
            os.fsync(file.fileno())
        part.rename(path)
    except FileExistsError as error:
        raise CommandError(f"{part} exists: another backup is running. If it died, remove that file.") from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return path


def _write(file, folder, tell):
    began = now()
    sums, migrations = {}, applied()
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            copy = Path(scratch) / DATABASE
            databases.engine().dump(copy, steps_of(tell, "database"))
            sums[DATABASE] = _add(tar, DATABASE, copy)
        uploaded = list(media_files())
        share = steps_of(tell, "uploaded files")
        for number, (name, place) in enumerate(uploaded, 1):
            sums[name] = _add(tar, name, place)
            share(number, len(uploaded))
        manifest = {
            "format": FORMAT,
            "engine": connection.vendor,
            "made_at": began.isoformat(),
            "migrations": migrations,
            "files": sums,
        }
        _add_bytes(tar, MANIFEST, json.dumps(manifest, indent=1).encode())


def applied():
    """The migrations that the database has been through, as ``app.name``."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def media_files():
    """(name in the backup, path) of each uploaded file.

    Left out are hidden ones, such as what a restore put aside, and printouts, which are made anew from what is there.
    """
    root = settings.MEDIA_ROOT
    for place in sorted(Path(root).rglob("*")):
        inner = place.relative_to(root)
        left_out = inner.parts[0] == printouts.FOLDER or any(part.startswith(".") for part in inner.parts)
        if place.is_file() and not place.is_symlink() and not left_out:
            yield f"{MEDIA}{inner.as_posix()}", place


class _Summed:
    """A file that is read once, and knows the checksum of what was read."""

    def __init__(self, file):
        self.file, self.sum = file, hashlib.sha256()

    def read(self, size=-1):
        content = self.file.read(size)
        self.sum.update(content)
        return content


def _add(tar, name, place):
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = place.stat().st_size, 0o600, int(place.stat().st_mtime)
    with place.open("rb") as file:
        summed = _Summed(file)
        tar.addfile(info, summed)
    return summed.sum.hexdigest()


def _add_bytes(tar, name, content):
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))


def steps_of(tell, what):
    """Tells how far something is, in steps of a tenth."""
    told = {-1}

    def share(done, total):
        tenth = done * 10 // total if total else 10
        if tenth not in told:
            told.add(tenth)
            tell(f"{what}: {tenth * 10} %")

    return share


def thin_out(keep):
    """Removes the oldest backups of BACKUP_DIR that ``make`` named, until ``keep`` are left; returns those removed."""
    own = sorted(path for path in settings.BACKUP_DIR.iterdir() if _OWN_NAMES.fullmatch(path.name))
    gone = own[: max(len(own) - keep, 0)]
    for path in gone:
        path.unlink()
    return gone


# Reading one ------------------------------------------------------------------------------------


class Backup:
    """An open backup whose every byte was checked: nothing of it is used before. Raises CommandError."""

    def __init__(self, path):
        try:
            self.tar = tarfile.open(path, mode="r:")  # noqa: SIM115  (closed by __exit__)
            self.members = {member.name: member for member in self._safe_members()}
            self.manifest = self._read_manifest()
            self._check_sums()
        except (OSError, tarfile.TarError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise CommandError(f"{path} is no whole backup: {error}") from error

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.tar.close()

    @property
    def made_at(self):
        return datetime.datetime.fromisoformat(self.manifest["made_at"])

    @property
    def media(self):
        return [name for name in self.members if name.startswith(MEDIA)]

    def extract(self, name, place):
        """One member, written anew at a place of ours."""
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            for chunk in self._chunks(name):
                file.write(chunk)

    def _chunks(self, name):
        member = self.tar.extractfile(self.members[name])
        while chunk := member.read(_CHUNK):
            yield chunk

    def _safe_members(self):
        seen = set()
        for member in self.tar.getmembers():
            if not (member.isreg() and _is_safe(member.name)) or member.name in seen:
                raise ValueError(f"it holds {member.name!r}, which belongs in no backup")
            seen.add(member.name)
            yield member

    def _read_manifest(self):
        if MANIFEST not in self.members or self.members[MANIFEST].size > _MOST_OF_MANIFEST:
            raise ValueError("it has no manifest; perhaps it was cut short")
        manifest = json.loads(b"".join(self._chunks(MANIFEST)))
        if manifest["format"] != FORMAT:
            raise ValueError(f"it has format {manifest['format']!r}, and this release reads {FORMAT}")
        if set(manifest["files"]) != set(self.members) - {MANIFEST} or DATABASE not in self.members:
            raise ValueError("its files are not those of its manifest")
        datetime.datetime.fromisoformat(manifest["made_at"])
        return manifest

    def _check_sums(self):
        for name, wanted in self.manifest["files"].items():
            found = hashlib.sha256()
            for chunk in self._chunks(name):
                found.update(chunk)
            if found.hexdigest() != wanted:
                raise ValueError(f"{name} is not what was backed up")


def _is_safe(name):
    """Whether this is a name that ``make`` gives: no way out of the folder, nothing hidden."""
    if name in {MANIFEST, DATABASE}:
        return True
    parts = PurePosixPath(name).parts
    plain = name == "/".join(parts) and "\\" not in name and name.isprintable()
    return name.startswith(MEDIA) and len(parts) > 1 and plain and not any(part.startswith(".") for part in parts)
