"""A production site of its own in a folder: its database, its files, its processes, and nginx before them."""

import contextlib
import hashlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

from tests import production

ROOT = Path(__file__).parents[2]
HOST = "stage4.example"


@contextlib.contextmanager
def own_database(folder, like=None):
    """The URL of a database of the engine under test: a file, or one more in the running cluster.

    Empty, or as the one ``like``, which is the name of a folder for which one was made.
    """
    if connection.vendor == "sqlite":
        if like:
            shutil.copyfile(like / "site.sqlite3", folder / "site.sqlite3")
        yield f"sqlite:///{folder / 'site.sqlite3'}"
        return
    import psycopg

    name, url = _name(folder), urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{_name(like)}"' if like else ""))
        yield url._replace(path=f"/{name}").geturl()
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _name(folder):
    return f"stage4_{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"


class Site:
    """What ``manage`` and ``serve`` need to know; everything lies in ``folder``."""

    def __init__(self, folder, database_url, settings="stage4site.settings"):
        self.folder, self.socket = folder, folder / "site.sock"
        self.process = None
        self.environment = {
            **os.environ,
            **production.ENVIRONMENT,
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": database_url,
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "var" / "static"),
            "CACHE_DIR": str(folder / "throttling"),
            "BACKUP_DIR": str(folder / "backups"),
            "FRONT_CACHE_STATE": str(folder / "front"),
            "GUARDS_CHECKED_EVERY": "0",
            "SSL_REDIRECT": "0",
            "RELEASE": "test",
            "WEB_CONCURRENCY": "1",
        }

    def run(self, *arguments, typed="", good=True):
        """The finished process of Python with these arguments; insists on success unless told otherwise."""
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            cwd=ROOT,
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        if good:
            assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return done

    def begin(self, *arguments):
        """A command of the site that is not waited for."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment)

    def manage(self, *arguments, **how):
        return self.run("manage.py", *arguments, **how)

    def content(self, *arguments):
        return self.run("-m", "tests.deploy.content", *arguments)

    def serve(self):
        """Starts gunicorn with the project's own configuration, and waits until it answers."""
        command = [sys.executable, "-m", "gunicorn", "--bind", f"unix:{self.socket}", "stage4site.wsgi"]
        with (self.folder / "site.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stderr=log, stdout=log, start_new_session=True
            )
        until(self._answers)

    def _answers(self):
        with contextlib.suppress(OSError):
            return self.get("/healthz")[0] == 200

    def kill(self):
        """All of its processes at once, as when the machine's memory runs out."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def get(self, path, method="GET", **headers):
        """(status, headers, body) without nginx."""
        asking = http.client.HTTPConnection(HOST, timeout=20)
        asking.sock = socket.socket(socket.AF_UNIX)
        asking.sock.settimeout(20)
        asking.sock.connect(str(self.socket))
        return answer(asking, path, method, headers)

    def log(self):
        return (self.folder / "site.log").read_text()


def answer(asking, path, method, headers, body=None):
    asking.request(method, path, body=body, headers={name.replace("_", "-"): text for name, text in headers.items()})
    said = asking.getresponse()
    content = said.read()
    asking.close()
    return said.status, said.headers, content


def until(true, seconds=20):
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.05)


class Nginx:
    """Debian's nginx with deploy/nginx.conf, in which only paths and the port differ."""

    def __init__(self, site):
        self.site, self.folder, self.answered = site, site.folder / "nginx", 0
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self):
        for name in ("cache", "log", "tmp"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "site.conf").write_text(self._site())
        (self.folder / "nginx.conf").write_text(self._around())
        self.process = subprocess.Popen([program(), "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")])
        until(lambda: self.get("/healthz")[0])

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def _site(self):
        conf = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
        conf = conf[conf.index("\nupstream") :]
        for there, here in {
            "/run/stage4/site.sock": self.site.socket,
            "/srv/stage4/deploy": ROOT / "deploy",
            "/srv/stage4/var": self.site.folder / "var",
            "/var/lib/stage4/front": self.site.folder / "front",
            "/var/cache/nginx/stage4": self.folder / "cache",
            "/var/log/nginx": self.folder / "log",
            "listen 80": f"listen 127.0.0.1:{self.port}",
        }.items():
            assert there in conf
            conf = conf.replace(there, str(here))
        return conf

    def _around(self):
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        places = "".join(f"{kind}_temp_path {self.folder}/tmp/{kind};\n" for kind in kinds)
        return (
            f"{'user root;' if os.geteuid() == 0 else ''}\ndaemon off;\nworker_processes 2;\npid {self.folder}/pid;\n"
            f"error_log {self.folder}/log/error.log warn;\nevents {{}}\n"
            f"http {{\ninclude /etc/nginx/mime.types;\naccess_log off;\n{places}include {self.folder}/site.conf;\n}}\n"
        )

    def get(self, path, method="GET", body=None, host=HOST, **headers):
        """(status, headers, body)"""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.suppress(ConnectionRefusedError):
            said = answer(asking, path, method, {"Host": host, **headers}, body)
            self.answered += 1
            return said
        return None, {}, b""

    def said(self):
        """The lines of its access log, each in words."""
        log = self.folder / "log" / "stage4.log"
        return [line.split() for line in log.read_text().splitlines()] if log.exists() else []

    def kept(self, path, **headers):
        """(status, what nginx's log says of its own copy: MISS, REVALIDATED, STALE, BYPASS …, body)"""
        status, _headers, body = self.get(path, **headers)
        until(lambda: len(self.said()) == self.answered)  # each line is written after its answer
        return status, self.said()[-1][3], body


def program():
    """The path of nginx, or None."""
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
