"""Backup and restore of a production site, as its operator does it, on both engines."""

import contextlib
import os
import re
import stat
import subprocess
import tarfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection

from stage4site import databases
from tests.deploy.site import ROOT, Site

pytestmark = pytest.mark.django_db  # so that they run on both engines

PAIN, TIRED = "/articles/bone-pain/", "/articles/tiredness/"
READ = """
import django; django.setup()
from django.test import Client
client = Client(headers={"host": "stage4.example"})
page = client.get("/articles/bone-pain/")
print(page.status_code, client.get("/articles/tiredness/").status_code, page.content.decode())
"""


def read(site):
    """(status of one page, status of the other, whether the picture is there)"""
    pain, tired, page = site.run("-c", READ).stdout.split(" ", 2)
    picture = re.search(r"/media/([0-9a-f]{64}\.webp)", page)
    return int(pain), int(tired), bool(picture) and (site.folder / "media" / "pictures" / picture[1]).exists()


DESTROY = """
import django; django.setup()
from django.db import connection
from editions import guards
guards.lift()
with connection.cursor() as cursor:
    cursor.execute("DELETE FROM editions_notice")
    cursor.execute("UPDATE editions_edition SET title = 'Changed'")
    cursor.execute("DROP TABLE django_session" + (" CASCADE" if connection.vendor == "postgresql" else ""))
    cursor.execute("CREATE TABLE left_over (id integer)")
"""


def test_the_drill(site):
    """Backed up while it ran, then withdrawn in part, then destroyed: restored, verified, and served again."""
    said = site.manage("backup").stdout
    (backup,) = (site.folder / "backups").glob("*.tar")
    assert str(backup) in said
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert "database: 100 %" in said or "postgresql" in site.environment["DATABASE_URL"]
    site.content("withdraw", TIRED)
    site.run("-c", DESTROY)
    for file in (site.folder / "media" / "pictures").iterdir():
        file.unlink()
    (site.folder / "media" / "later.txt").write_text("uploaded after the backup")
    assert site.manage("verify", good=False).returncode == 1

    assert "Nothing was changed" in site.manage("restore", backup, "--dry-run").stdout
    assert site.manage("verify", good=False).returncode == 1
    assert "Nothing was changed" in site.manage("restore", backup, typed="yes\n", good=False).stderr
    restored = site.manage("restore", backup, typed="replace\n").stdout
    assert "All is well" in restored
    assert f"withdrawn again: {TIRED}" in restored
    assert read(site) == (200, 410, True)
    assert not (site.folder / "media" / "later.txt").exists()
    for place in re.findall(r"kept in (.+)", restored):
        assert site.folder in Path(place).parents
        assert Path(place).exists()
    assert len(re.findall("kept in", restored)) == 2
    assert "left_over" not in site.manage("inspectdb").stdout
    again = site.manage("backup", "--output", site.folder / "second.tar").stdout
    assert "second.tar" in again
    with tarfile.open(site.folder / "second.tar") as second:
        assert not [name for name in second.getnames() if "before-restore" in name]


def test_a_restore_ends_with_what_verify_finds(site):
    site.manage("backup", "--output", site.folder / "one.tar")
    site.environment["COUNTERSIGN_KEYS"] = "another key with which nothing here was signed"
    done = site.manage("restore", site.folder / "one.tar", "--yes", good=False)
    assert done.returncode == 1
    assert "the countersignature of its reviewer does not hold" in done.stdout
    assert "kept in" in done.stdout
    assert "Restored." not in done.stdout


def test_a_restore_waits_until_the_site_is_stopped(site):
    site.manage("backup", "--output", site.folder / "one.tar")
    site.serve()
    site.get(PAIN)
    done = site.manage("restore", site.folder / "one.tar", "--yes", good=False)
    assert "stop the site" in done.stderr
    assert site.get(PAIN)[0] == 200
    site.kill()
    assert not list((site.folder / "media").glob(".*"))


AS_THE_SITE = """
import django; django.setup()
from django.db import DatabaseError, connection
try:
    connection.cursor().execute("ALTER TABLE editions_edition DISABLE TRIGGER ALL")
except DatabaseError as error:
    print(type(error.__cause__).__name__)
"""


def test_the_two_roles_of_roles_sh_migrate_serve_back_up_and_restore(made, tmp_path):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    with two_roles() as (owner_url, site_url):
        owner = Site(tmp_path, owner_url, "tests.deploy.settings")
        site = Site(tmp_path, site_url, "tests.deploy.settings")
        owner.manage("migrate", "--verbosity", "0")
        site.content("make")
        assert site.manage("backup", good=False).returncode == 1
        owner.manage("backup", "--output", tmp_path / "one.tar")
        site.serve()
        site.get(PAIN)
        assert "stop the site" in owner.manage("restore", tmp_path / "one.tar", "--yes", good=False).stderr
        site.kill()
        assert "All is well" in owner.manage("restore", tmp_path / "one.tar", "--yes").stdout
        assert read(site) == (200, 200, True)
        assert site.run("-c", AS_THE_SITE).stdout.strip() == "InsufficientPrivilege"
        assert "failed, and changed nothing" in site.manage("restore", tmp_path / "one.tar", "--yes", good=False).stderr


@contextlib.contextmanager
def two_roles():
    """The URLs of the owner and of the site, in the database that deploy/roles.sh makes."""
    import psycopg

    server = urlsplit(os.environ["DATABASE_URL"])
    host = parse_qs(server.query)["host"][0]
    environment = {"POSTGRES_USER": server.username, "PGHOST": host, "OWNER_PASSWORD": "one", "SITE_PASSWORD": "two"}
    path = f"{os.environ['PATH']}:{Path(databases._program('psql')).parent}"
    subprocess.run(["sh", ROOT / "deploy" / "roles.sh"], env={**environment, "PATH": path}, check=True)
    try:
        yield tuple(f"postgresql://{role}@/stage4?host={host}" for role in ("stage4_owner", "stage4_site"))
    finally:
        with psycopg.connect(server.geturl(), autocommit=True) as present:
            for thing in ("DATABASE stage4 WITH (FORCE)", "ROLE stage4_site", "ROLE stage4_owner"):
                present.execute(f"DROP {thing}")
