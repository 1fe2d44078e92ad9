"""Whether the process lives (``/healthz``) and whether the site can be served (``/readyz``).

Both are answered before everything else: without a host name, a session or guards, and ``/healthz`` without
a database. ``/readyz`` gives the names of its checks only; what is wrong stands in the log.
"""

import logging

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse

from editions import guards

logger = logging.getLogger(__name__)


class Health:
    """Answers ``/healthz`` and ``/readyz``; everything else goes on."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.answers = {"/healthz": alive, "/readyz": ready}

    def __call__(self, request):
        answer = self.answers.get(request.path_info)
        if answer is None:
            return self.get_response(request)
        response = answer() if request.method in {"GET", "HEAD"} else HttpResponseNotAllowed(["GET", "HEAD"])
        response["Cache-Control"] = "no-store"
        return response


def alive():
    return HttpResponse("ok", content_type="text/plain")


def ready():
    """200 when every check passes, else 503; the body says which did."""
    checks = {name: "ok" if _passes(name, check) else "failed" for name, check in CHECKS.items()}
    good = set(checks.values()) == {"ok"}
    return JsonResponse({"ready": good, "checks": checks}, status=200 if good else 503)


def _passes(name, check):
    try:
        wrong = check()
    except Exception:  # whatever a check stumbles over, the site is not ready
        logger.exception("not ready: %s", name)
        return False
    if wrong:
        logger.error("not ready: %s: %s", name, "; ".join(wrong))
    return not wrong


def _database():
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return []


def _migrations():
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration} is not applied" for migration, _backwards in plan]


CHECKS = {"database": _database, "migrations": _migrations, "guards": guards.differences}
