"""/healthz says that the process lives; /readyz that the site can be served, and nothing that helps an attacker."""

import pytest
from django.db import connection

from editions import guards
from tests.deploy.site import Site


def test_healthz_asks_no_database(client):
    response = client.get("/healthz", headers={"host": "10.0.0.1"})
    assert (response.status_code, response.content, response["Cache-Control"]) == (200, b"ok", "no-store")
    assert "Set-Cookie" not in response


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_only_reading_is_answered(client, path):
    response = client.post(path)
    assert (response.status_code, response["Cache-Control"]) == (405, "no-store")


@pytest.mark.django_db
def test_readyz_names_its_checks(client, settings):
    settings.GUARDS_CHECKED_EVERY = 0
    response = client.get("/readyz", headers={"host": "10.0.0.1"})
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert response.json() == {"ready": True, "checks": {"database": "ok", "migrations": "ok", "guards": "ok"}}


@pytest.mark.django_db
def test_a_missing_guard_is_not_ready_and_named_in_the_log_only(client, settings, caplog):
    settings.GUARDS_CHECKED_EVERY = 0
    guards.lift(names={"reviewed_by_another"})
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"] == {"database": "ok", "migrations": "ok", "guards": "failed"}
    assert "reviewed_by_another" not in response.content.decode()
    assert "reviewed_by_another" in caplog.text
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_a_migration_that_was_not_applied_is_not_ready(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'people'")
    assert client.get("/readyz").json()["checks"]["migrations"] == "failed"


def test_without_a_database_the_process_lives_and_is_not_ready(tmp_path):
    site = Site(tmp_path, "postgresql://nobody@127.0.0.1:1/nothing")
    code = (
        "import django; django.setup(); from django.test import Client; client = Client()\n"
        "print(client.get('/healthz').status_code, client.get('/readyz').status_code, client.get('/readyz').content)"
    )
    done = site.run("-c", code)
    assert done.stdout.startswith("200 503")
    assert '"ok"' not in done.stdout
    assert "OperationalError" in done.stderr
    assert "nobody" not in done.stderr
