"""Copying the whole database into a file and back, with the engine's own means.

Both engines offer the same: ``dump(path)`` writes a consistent copy while the site runs; ``in_use()`` says whether
somebody else is connected; ``check(path)`` refuses a damaged copy; ``replace(path, aside)`` puts a copy in the place
of the present database, whole or not at all, and returns what was kept of the present one.
"""

import os
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection
from psycopg import conninfo, pq


def engine():
    """The engine of the default database."""
    return {"sqlite": SQLite, "postgresql": PostgreSQL}[connection.vendor]()


class SQLite:
    name = "sqlite"

    @property
    def path(self):
        return Path(connection.settings_dict["NAME"])

    def dump(self, path, tell=lambda done, total: None):
        """SQLite's online backup, of one moment: the open transaction keeps it."""
        source = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        copy = sqlite3.connect(path, isolation_level=None)
        try:
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            source.backup(copy, pages=5000, progress=lambda _, left, total: tell(total - left, total))
            copy.execute("PRAGMA journal_mode = DELETE")
            _insist_on_whole(copy)
        finally:
            copy.close()
            source.close()

    def check(self, path):
        copy = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            _insist_on_whole(copy)
        finally:
            copy.close()

    def in_use(self):
        """Leaving the WAL mode needs the file for oneself; a damaged file, or none, is nobody's."""
        connection.close()
        if not self.path.exists():
            return False
        present = sqlite3.connect(self.path, timeout=1, isolation_level=None)
        try:
            present.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.DatabaseError as error:
            return error.sqlite_errorname.startswith("SQLITE_BUSY")
        finally:
            present.close()
        return False

    def replace(self, path, aside, keep=True):
        """At each moment the whole present file or the whole new one stands there. The present one is kept in any case.

        ``in_use`` left it without a journal, but for one so damaged that SQLite does not read it: that journal goes
        aside too, because the new file must not find it.
        """
        connection.close()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = self._written(path)
        beside = [Path(f"{self.path}{ending}") for ending in ("-wal", "-shm", "-journal")]
        kept = []
        for present in (self.path, *beside):
            if present.exists():
                kept.append(Path(f"{self.path}.{aside}{present.name.removeprefix(self.path.name)}"))
                os.link(present, kept[-1])
        sync(self.path.parent)
        for journal in beside:
            journal.unlink(missing_ok=True)
        os.replace(new, self.path)  # noqa: PTH105  (one step, said as such)
        sync(self.path.parent)
        return kept[:1]

    def _written(self, path):
        """A copy beside the database, on the disk itself and for its owner alone."""
        new = self.path.with_name(f"{self.path.name}.new")
        new.unlink(missing_ok=True)
        new.touch(mode=0o600)
        shutil.copyfile(path, new)
        sync(new)
        return new


def sync(place):
    """Waits until a file, or what a folder lists, is on the disk."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _insist_on_whole(copy):
    try:
        (answer,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        answer = error.sqlite_errorname
    if answer != "ok":
        raise CommandError("The copy of the database is damaged: SQLite's own check fails.")


class PostgreSQL:
    name = "postgresql"

    def dump(self, path, tell=lambda done, total: None):
        """pg_dump's own format; no owners or grants, which belong to the server and not to the site."""
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")

    def check(self, path):
        self._run("pg_restore", "--list", str(path), connect=False)

    def in_use(self):
        """A session has a user, and the server's own workers have none: all that it says of other roles' sessions."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND usesysid IS NOT NULL AND pid <> pg_backend_pid()"
            )
            return cursor.fetchone()[0] > 0

    def replace(self, path, aside, keep=True):
        """In one transaction: everything that the schema ``public`` holds goes, and the copy comes.

        The schema itself stays, and with it what the site's role is granted (docs/operating.md).
        """
        kept = settings.BACKUP_DIR / f"{aside}.dump"
        if keep:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.touch(mode=0o600)
            self.dump(kept)
        script = path.with_name("restore.sql")
        self._run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(path), connect=False)
        empty = path.with_name("empty.sql")
        empty.write_text(_EMPTY, encoding="utf-8")
        connection.close()
        one_transaction = ("-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-o", os.devnull)
        self._run("psql", *one_transaction, "-f", str(empty), "-f", str(script))
        return [kept] if keep else []

    def _run(self, program, *arguments, connect=True):
        """Runs one of the server's programs; the password is in its environment, where others do not see it."""
        target, password = _target() if connect else ("", "")
        command = [_program(program), *arguments, *([f"--dbname={target}"] if connect else [])]
        environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise CommandError("\n".join([f"{program} failed, and changed nothing.", *_errors(program, done.stderr)]))


def _errors(program, said):
    """The lines that name an error: those around it quote whole rows, and it may end with a value itself."""
    lines = re.findall(rf"^{program}:.*\b(?:ERROR|error|FATAL):.*", said, re.MULTILINE)
    return [re.sub(r': ".*', "", line) for line in lines[-5:]]


_EMPTY = """
DO $$
DECLARE
  statement text;
  statements text[] := ARRAY(
    SELECT format('DROP %s IF EXISTS public.%I CASCADE', kinds.name, relname)
    FROM pg_class JOIN (VALUES ('r', 'TABLE'), ('p', 'TABLE'), ('v', 'VIEW'), ('m', 'MATERIALIZED VIEW'),
      ('S', 'SEQUENCE')) AS kinds (kind, name) ON relkind = kinds.kind::"char"
    WHERE relnamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
    ORDER BY relkind = 'S'
  ) || ARRAY(
    SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', pg_proc.oid::regprocedure)
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
  );
BEGIN
  SET LOCAL client_min_messages = warning;
  SET LOCAL lock_timeout = '10s';
  FOREACH statement IN ARRAY statements LOOP EXECUTE statement; END LOOP;
END $$;
"""


def _target():
    """What libpq has to know of Django's connection: without the password, and the password."""
    known = {option.keyword.decode() for option in pq.Conninfo.get_defaults()}
    given = connection.get_connection_params()
    password = given.pop("password", "")
    return conninfo.make_conninfo("", **{key: value for key, value in given.items() if key in known}), password


def _program(name):
    """The program on PATH, or where Debian keeps those of the newest server."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    places = [shutil.which(name), *(folder / name for folder in reversed(folders))]
    for place in places:
        if place and Path(place).exists():
            return str(place)
    raise CommandError(f"{name} is not installed (Debian's package postgresql-client).")
