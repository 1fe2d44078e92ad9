"""What a backup is: of one moment, whole, and nothing else; what is no whole backup is refused before it is used."""

import io
import json
import sqlite3
import tarfile

import pytest
from django.core.management import call_command
from django.db import connection

from stage4site import backups, databases

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("writes", [1, 3])
def test_a_copy_of_sqlite_is_of_one_moment(tmp_path, writes):
    """While it is made others write, and wait for nothing."""
    original = databases.SQLite()
    original.__class__ = type("Own", (databases.SQLite,), {"path": tmp_path / "original"})
    writer = sqlite3.connect(tmp_path / "original", isolation_level=None)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("CREATE TABLE filler AS SELECT zeroblob(60000000) AS filling")
    writer.execute("CREATE TABLE number AS SELECT 0 AS number")
    told = []

    def write(done, total):
        told.append(done)
        for _ in range(writes):
            writer.execute("UPDATE number SET number = number + 1")

    original.dump(tmp_path / "copy", write)
    copied = sqlite3.connect(tmp_path / "copy").execute("SELECT number FROM number").fetchone()
    assert len(told) >= 3
    assert told == sorted(told)
    assert copied == (0,)


# What is refused, and what is written ---------------------------------------------------------------


@pytest.fixture
def whole(tmp_path):
    """A backup of nothing much, as a list of (name, content), and its manifest."""
    files = {"database": b"a database", "media/pictures/a.webp": b"a picture"}
    sums = {name: backups.hashlib.sha256(content).hexdigest() for name, content in files.items()}
    manifest = {
        "format": 1,
        "engine": "sqlite",
        "made_at": "2026-01-01T00:00:00+00:00",
        "migrations": [],
        "files": sums,
    }
    return [*files.items(), ("manifest.json", json.dumps(manifest).encode())]


def written(path, members):
    with tarfile.open(path, "w") as tar:
        for name, content in members:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


def link(name, kind=tarfile.SYMTYPE):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, "/etc/passwd"
    return info


def with_manifest(members, **changes):
    manifest = json.loads(members[-1][1])
    return [*members[:-1], ("manifest.json", json.dumps({**manifest, **changes}).encode())]


def test_a_whole_backup_is_read(whole, tmp_path):
    with backups.Backup(written(tmp_path / "b.tar", whole)) as backup:
        assert backup.media == ["media/pictures/a.webp"]
        backup.extract("media/pictures/a.webp", tmp_path / "out" / "a.webp")
    assert (tmp_path / "out" / "a.webp").read_bytes() == b"a picture"


HARM = {
    "a way out": lambda whole: [("media/../../evil", b"x"), *whole],
    "an absolute way": lambda whole: [("/media/evil", b"x"), *whole],
    "another folder": lambda whole: [("code/evil.py", b"x"), *whole],
    "a hidden file": lambda whole: [("media/.evil", b"x"), *whole],
    "a symbolic link": lambda whole: [(link("media/evil"), b""), *whole],
    "a hard link": lambda whole: [(link("media/evil", tarfile.LNKTYPE), b""), *whole],
    "a device": lambda whole: [(link("media/evil", tarfile.CHRTYPE), b""), *whole],
    "a name twice": lambda whole: [whole[0], *whole],
    "a file too many": lambda whole: [("media/pictures/b.webp", b"x"), *whole],
    "a missing file": lambda whole: whole[:1] + whole[2:],
    "no database": lambda whole: with_manifest(whole[1:], files={}),
    "no manifest": lambda whole: whole[:-1],
    "another format": lambda whole: with_manifest(whole, format=2),
    "a changed file": lambda whole: [("database", b"A database"), *whole[1:]],
    "no date": lambda whole: with_manifest(whole, made_at="yesterday"),
    "a list": lambda whole: [*whole[:-1], ("manifest.json", b"[]")],
}


@pytest.mark.parametrize("harm", HARM)
def test_what_is_no_whole_backup_is_refused(whole, tmp_path, harm):
    path = written(tmp_path / "b.tar", HARM[harm](whole))
    with pytest.raises(backups.CommandError, match="is no whole backup"):
        backups.Backup(path)


@pytest.mark.parametrize("content", [b"", b"no tar at all" * 100])
def test_what_is_no_tar_is_refused(tmp_path, content):
    (tmp_path / "b.tar").write_bytes(content)
    with pytest.raises(backups.CommandError):
        backups.Backup(tmp_path / "b.tar")


def test_one_that_was_cut_short_is_refused(whole, tmp_path):
    path = written(tmp_path / "b.tar", whole)
    path.write_bytes(path.read_bytes()[:1500])
    with pytest.raises(backups.CommandError):
        backups.Backup(path)


@pytest.mark.parametrize(
    ("changes", "word"),
    [({"engine": "oracle"}, "DATABASE_URL"), ({"migrations": ["people.9999_later"]}, "newer release")],
)
def test_a_backup_of_another_engine_or_a_newer_release_is_refused(whole, tmp_path, changes, word):
    changes = {"engine": connection.vendor, **changes}
    path = written(tmp_path / "b.tar", with_manifest(whole, **changes))
    with pytest.raises(backups.CommandError, match=word):
        call_command("restore", path, yes=True)


def test_only_the_oldest_of_our_own_are_thinned_out(settings, tmp_path):
    settings.BACKUP_DIR = tmp_path
    names = [f"stage4-2026-01-0{day}T000000Z.tar" for day in range(1, 5)]
    for name in [*names, "stage4-mine.tar", "other.tar"]:
        (tmp_path / name).touch()
    assert [path.name for path in backups.thin_out(2)] == names[:2]
    assert len(list(tmp_path.iterdir())) == 4


def test_a_file_that_exists_is_not_overwritten(tmp_path):
    (tmp_path / "b.tar").write_text("mine")
    with pytest.raises(backups.CommandError, match="exists already"):
        backups.make(tmp_path / "b.tar")
    assert (tmp_path / "b.tar").read_text() == "mine"


# Putting a copy in the place of the database --------------------------------------------------------


class Crash(Exception):
    pass


def test_sqlite_has_a_whole_database_at_each_moment(tmp_path, monkeypatch):
    """A crash before the one step that replaces leaves what was there, in its place and aside."""
    engine = databases.SQLite()
    engine.__class__ = type("Own", (databases.SQLite,), {"path": tmp_path / "site.sqlite3"})
    for name, content in {"site.sqlite3": "present", "site.sqlite3-wal": "journal", "copy": "new"}.items():
        (tmp_path / name).write_text(content)

    def crash(*_):
        raise Crash

    with monkeypatch.context() as patched, pytest.raises(Crash):
        patched.setattr(databases.os, "replace", crash)
        engine.replace(tmp_path / "copy", "before-1")
    assert engine.path.read_text() == (tmp_path / "site.sqlite3.before-1").read_text() == "present"
    (kept,) = engine.replace(tmp_path / "copy", "before-2")
    assert (engine.path.read_text(), kept.read_text()) == ("new", "present")
    assert engine.path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "site.sqlite3.before-1-wal").read_text() == "journal"
    assert not (tmp_path / "site.sqlite3-wal").exists()


@pytest.mark.parametrize(
    "fails",
    [
        "CREATE TEMP TABLE t (n integer, word text CHECK (word = ''));\nCOPY t FROM stdin;\n1\tsecret\n\\.\n",
        "CREATE TEMP TABLE t (n integer, word text);\nCOPY t FROM stdin;\nsecret\tsecret\n\\.\n",
        "CREATE TEMP TABLE t (word text UNIQUE);\nINSERT INTO t VALUES (E'secret\\nERROR: secret'), "
        "(E'secret\\nERROR: secret');\n",
    ],
)
def test_what_postgresql_says_of_a_failure_quotes_no_row(tmp_path, fails):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite quotes nothing")
    (tmp_path / "fails.sql").write_text(fails)
    with pytest.raises(backups.CommandError, match="ERROR:") as error:
        databases.PostgreSQL()._run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", str(tmp_path / "fails.sql"))
    assert "secret" not in str(error.value)
