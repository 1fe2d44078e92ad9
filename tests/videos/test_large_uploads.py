"""A film of 200 MB goes through a server's process without filling it; from strangers nothing large is received."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as site
from django.db import connection

from tests.deploy.site import ROOT, until
from tests.editions.desk.browsing import signed_in
from tests.videos.made import address, box, sent

pytestmark = pytest.mark.django_db(transaction=True)
MB = 1024 * 1024
LARGE = 200 * MB
TOKEN = "a" * 32
BOUNDARY = "----a-boundary"


class Server:
    """gunicorn with the project's own configuration and one worker, on the database of this test."""

    def __init__(self, folder):
        self.temporary, self.media = folder / "tmp", folder / "media"
        self.temporary.mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "MEDIA_ROOT": str(self.media),
            "TMPDIR": str(self.temporary),
            "DEBUG": "0",
            "WEB_CONCURRENCY": "1",
        }
        command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}", "stage4site.wsgi"]
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)

    def is_up(self):
        with contextlib.suppress(OSError):
            return self.ask("GET", "/healthz")[0] == 200

    def ask(self, method, path, body=None, read=True, **headers):
        """(status, how many bytes followed)"""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        asking.request(
            method, path, body=body, headers={name.replace("_", "-"): words for name, words in headers.items()}
        )
        answer, count = asking.getresponse(), 0
        while part := answer.read(MB):
            count += len(part)
        asking.close()
        return answer.status, count

    def post(self, path, words, film, **headers):
        """``film``: (length, parts)."""
        head = "".join(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in {"csrfmiddlewaretoken": TOKEN, **words}.items()
        )
        head += (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="film_upload"; filename="a.mp4"\r\n'
            "Content-Type: video/mp4\r\n\r\n"
        )
        tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        length, parts = film

        def body():
            yield head.encode()
            yield from parts
            yield tail

        headers |= {
            "Content_Length": str(len(head.encode()) + length + len(tail)),
            "Content_Type": f"multipart/form-data; boundary={BOUNDARY}",
        }
        return self.ask("POST", path, body(), **headers)[0]

    @property
    def worker(self):
        pid = self.process.pid
        return Path(f"/proc/{Path(f'/proc/{pid}/task/{pid}/children').read_text().split()[0]}")

    def measured(self, name):
        """VmRSS, or VmHWM: the most that it has held. In bytes."""
        lines = (self.worker / "status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))

    def growth(self, act):
        """By how much an act has its process grow, at its highest."""
        (self.worker / "clear_refs").write_text("5")  # the most is counted anew
        before = self.measured("VmRSS")
        act()
        return self.measured("VmHWM") - before

    def received(self):
        """Bytes of uploads that lie on the disk."""
        return sum(one.stat().st_size for one in self.temporary.glob("*.upload*"))


@pytest.fixture
def server(tmp_path):
    server = Server(tmp_path)
    try:
        until(server.is_up)
        yield server
    finally:
        server.process.kill()
        server.process.wait()


@pytest.fixture
def cookies(writer):
    session = signed_in(writer).cookies[site.SESSION_COOKIE_NAME].value
    return f"{site.SESSION_COOKIE_NAME}={session}; csrftoken={TOKEN}"


def large(film):
    """A film that plays, with much beside it: (length, parts)."""
    head = box(b"free", size=LARGE - len(film))

    def parts():
        yield film
        yield head
        for _ in range((LARGE - len(film) - len(head)) // MB):
            yield bytes(MB)
        yield bytes((LARGE - len(film) - len(head)) % MB)

    return LARGE, parts()


def test_a_film_of_200_mb_does_not_fill_the_process(films, server, cookies, draft):
    small = films("mp4")
    path, words = address(draft), {name: value for name, value in sent(film_address="").items() if value != ""}
    assert server.ask("GET", path, Cookie=cookies)[0] == 200
    assert server.post(path, words, (len(small), [small]), Cookie=cookies) == 302  # whatever grows once has grown
    statuses = []

    def upload():
        statuses.append(server.post(path, {**words, "saved_count": "1"}, large(small), Cookie=cookies))

    grown = server.growth(upload)
    draft.refresh_from_db()
    assert statuses == [302]
    assert (draft.film_bytes, draft.seconds, draft.saved) == (LARGE, 2, 2)
    assert (server.media / "films" / draft.film).stat().st_size == LARGE
    assert server.received() == 0

    def download():
        statuses.append(server.ask("GET", f"/media/{draft.film}", Cookie=cookies))
        statuses.append(server.ask("GET", f"/media/{draft.film}", Cookie=cookies, Range="bytes=9-"))

    shown = server.growth(download)
    assert statuses[1:] == [(200, LARGE), (206, LARGE - 9)]
    print(f"\n200 MB: received, the process grew by {grown / MB:.1f} MB; sent twice, by {shown / MB:.1f} MB")
    assert grown < 50 * MB
    assert shown < 50 * MB


@pytest.mark.parametrize("cookie", ["", f"{site.SESSION_COOKIE_NAME}=invented; "])
def test_nothing_large_is_received_from_a_stranger(server, draft, cookie):
    lain = []

    def parts():
        for _ in range(20):
            yield bytes(MB)
            lain.append(server.received())
        until(lambda: lain.append(server.received()) or len(lain) > 25)

    status = server.post(address(draft), {"saved_count": "0"}, (20 * MB, parts()), Cookie=f"{cookie}csrftoken={TOKEN}")
    assert status == 403  # with the page where people sign in
    assert max(lain) <= 1_000_000
    assert server.received() == 0
    assert not server.media.exists()
