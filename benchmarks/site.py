"""A site as in production, in a temporary folder: the demonstration, packed static files, one gunicorn worker.

Two things differ from production: the demonstration stands in the database (it is loaded before, with the same
keys, for a production site refuses it), and the worker is never made anew in the middle of a measurement.
"""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.databases import database
from tests.production import ENVIRONMENT

ROOT = Path(__file__).parents[1]
OPTIONS = ("--workers", "1", "--worker-class", "gthread", "--threads", "4", "--max-requests", "0")


@dataclass
class Site:
    port: int
    pid: int  # of gunicorn's first process; the worker is its child
    log: Path


@contextlib.contextmanager
def served(engine="sqlite", **variables):
    """The running Site on loopback; ``variables`` of the environment win over those of production."""
    with tempfile.TemporaryDirectory(prefix="stage4-benchmark-") as name, database(engine) as url:
        folder, port = Path(name), _free_port()
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "stage4site.settings",
            **ENVIRONMENT,
            "DATABASE_URL": url,
            "STATIC_ROOT": str(folder / "static"),
            "MEDIA_ROOT": str(folder / "media"),
            "CACHE_DIR": str(folder / "throttling"),
            **{key: value.format(port=port) for key, value in variables.items()},
        }
        _manage(environment, "migrate", "--verbosity", "0")
        _manage({**environment, "PRODUCTION": "0", "DEBUG": "0"}, "load_demo")
        _manage(environment, "collectstatic", "--no-input", "--verbosity", "0")
        with _gunicorn(environment, port, folder / "log") as site:
            yield site


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _manage(environment, *arguments):
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stdout}{done.stderr}")


@contextlib.contextmanager
def _gunicorn(environment, port, log):
    command = [sys.executable, "-m", "gunicorn", "stage4site.wsgi", "--bind", f"127.0.0.1:{port}", *OPTIONS]
    with log.open("w") as file:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=file)
    try:
        _wait(port, process, log)
        yield Site(port, process.pid, log)
    finally:
        process.terminate()
        process.wait(timeout=40)


def _wait(port, process, log, seconds=60):
    """Until the server answers; what it said when it does not."""
    ends = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < ends:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"The server does not answer.\n{log.read_text()[-3000:]}")
