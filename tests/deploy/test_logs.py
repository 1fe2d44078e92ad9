"""What stands in the log, and what never does: paths, queries, what was posted, what a database error quotes."""

import json
import logging

import pytest
from django.db import IntegrityError
from django.http import HttpResponse

from people.models import User
from stage4site import logs
from tests import arrows
from tests.deploy.site import Site


def line(record):
    return json.loads(logs.JsonLines().format(record))


def record(name, message, *args, error=None):
    return logging.LogRecord(
        name, logging.ERROR, "/code/file.py", 7, message, args, error and (type(error), error, None)
    )


def test_our_own_messages_are_kept_whole():
    said = line(record("editions.views", "Not serving edition %s.", 7))
    assert (said["logger"], said["level"], said["message"]) == ("editions.views", "ERROR", "Not serving edition 7.")
    assert said["time"].endswith("+00:00")


def test_of_others_only_the_template_and_the_place_are_kept():
    said = line(record("django.request", "%s: %s", "Not Found", "/preview/secret/"))
    assert said["message"] == "%s: %s"
    assert said["at"] == "/code/file.py:7 None"
    assert line(record("gunicorn.error", "Invalid request from ip=192.0.2.1: secret"))["message"] == ""


def test_every_app_is_one_of_ours():
    assert logs.OURS >= arrows.APPS


def test_only_the_request_log_adds_fields():
    foreign = record("django.server", "%s", "x")
    foreign.route = foreign.status = "secret"
    assert "secret" not in json.dumps(line(foreign))


@pytest.mark.django_db
def test_of_an_exception_and_its_causes_only_types_and_frames_are_kept():
    User.objects.create_user("secret@example.org", "a password", name="Secret Name")
    try:
        try:
            User.objects.create_user("secret@example.org", "a password", name="Secret Name")
        except IntegrityError as error:
            error.add_note("a secret note")
            raise ValueError("Secret value") from error
    except ValueError as error:
        text = logs.JsonLines().format(record("people", "It failed.", error=error))
    assert "secret" not in text.lower()
    said = json.loads(text)["errors"]
    assert [one["type"].split(".")[-1] for one in said][:2] == ["ValueError", "IntegrityError"]
    assert "test_logs.py" in said[0]["frames"][0]


def test_a_circle_of_causes_ends():
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    assert len(list(logs.failures(first))) == 2


def test_a_request_is_its_method_route_status_and_time(client, caplog, db):
    caplog.set_level("INFO", logs.__name__)
    client.get("/articles/secret-page/?said=secret", headers={"user-agent": "secret agent"})
    (said,) = [one for one in caplog.records if one.name == logs.__name__]
    written = line(said)
    assert {key: written[key] for key in ("message", "method", "route", "status")} == {
        "message": "request",
        "method": "GET",
        "route": "articles/<slug:slug>/",
        "status": 404,
    }
    assert isinstance(written["ms"], int)
    assert "secret" not in json.dumps(written)


def test_an_invented_method_is_not_repeated(rf, caplog):
    caplog.set_level("INFO", logs.__name__)
    logs.RequestLog(lambda request: HttpResponse())(rf.generic("SECRET", "/"))
    assert line(caplog.records[-1])["method"] == "other"


ASKING = """
import django; django.setup()
from django.test import Client
from django.core.management import call_command
call_command("migrate", verbosity=0)
client = Client(raise_request_exception=False, headers={"host": "stage4.example", "user-agent": "secretagent"})
client.get("/preview/secrettoken/?next=secretquery")
client.post("/accounts/login/", {"login": "secret@example.org", "password": "secretpassword"})
client.get("/", headers={"host": "secrethost"})
from people.models import User
User.objects.create_user("secret@example.org", "secretpassword", name="Secret Name")
from articles import views
def fails(request): User.objects.create_user("secret@example.org", "secretpassword", name="Secret Name")
from stage4site import urls
from django.urls import path
urls.urlpatterns.insert(0, path("fails/<str:what>/", fails))
print(client.post("/fails/secretthing/", {"text": "secretpost"}).status_code)
User.objects.create_user("secret@example.org", "secretpassword", name="Secret Name")
"""


def test_the_log_of_a_production_site_holds_no_trace_of_what_was_asked(tmp_path):
    done = Site(tmp_path, f"sqlite:///{tmp_path}/site.sqlite3", "tests.deploy.settings").run("-c", ASKING, good=False)
    assert done.stdout.strip() == "500"
    said = [json.loads(one) for one in done.stderr.splitlines()]
    assert [one["status"] for one in said if one["message"] == "request"] == [404, 200, 400, 500]
    assert [one["route"] for one in said if one["message"] == "request"][-1] == "fails/<str:what>/"
    assert said[-1]["message"] == "uncaught"
    assert "IntegrityError" in said[-1]["errors"][0]["type"]
    assert "secret" not in done.stderr.lower()
