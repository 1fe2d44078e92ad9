"""A process that dies in the middle of a transition leaves the old state or the new one, whole."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.counts import count

ROOT = Path(__file__).parents[2]


@pytest.fixture
def own_database(tmp_path):
    """The URL of an empty database, for processes of their own: a file, or one more in the running cluster."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'kills.sqlite3'}"
        return
    import psycopg

    name, url = f"stage4_kills_{os.getpid()}", urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield url._replace(path=f"/{name}").geturl()
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_killed_process_leaves_the_old_state_or_the_new_one(own_database):
    wanted = count(12, 200)
    done = subprocess.run(
        [sys.executable, "-m", "tests.editions.killing", str(wanted)],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": own_database, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    found = json.loads(done.stdout.splitlines()[-1])
    kills = Counter(found["kills"])
    print(f"\nkills on {connection.vendor}: {kills.total()}; places where a transition was cut: {found['places']}")
    for what, number in sorted(kills.items()):
        print(f"  {what} {number}")
    assert kills.total() == wanted
