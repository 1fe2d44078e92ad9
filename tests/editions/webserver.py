"""A web server of our own that misbehaves by path, for the check of links: no test needs a network."""

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from editions.asking import Asker

HOSTS = {"good.example", "other.example", "inside.example", "two.example"}


class Handler(BaseHTTPRequestHandler):
    """Answers by path; keeps what it was asked in ``server.asked``."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_HEAD(self):
        self.server.asked.append((self.command, self.path, dict(self.headers), time.monotonic()))
        name = self.path.strip("/").split("/")[0].split("?")[0]
        getattr(self, f"say_{name}", self.say_404)()

    do_GET = do_HEAD  # noqa: N815

    def say(self, status, *headers):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    def say_404(self):
        self.say(404, ("Content-Length", "0"))

    def say_ok(self):
        self.say(200, ("Content-Length", "2"))
        if self.command == "GET":
            self.wfile.write(b"ok")

    def say_status(self):
        self.say(int(self.path.split("/")[2]), ("Content-Length", "0"))

    def say_nohead(self):
        self.say(200 if self.command == "GET" else 405, ("Content-Length", "0"))

    def say_hangup(self):
        if self.command == "HEAD":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self.say_ok()

    def say_to(self):
        self.say(302, ("Location", self.path.split("/", 2)[2]))

    def say_loop(self):
        self.say(302, ("Location", "/loop"))

    def say_down(self):
        left = int(self.path.split("/")[2])
        self.say(301, ("Location", f"/down/{left - 1}" if left else "/ok"))

    def say_huge(self):
        if self.command == "HEAD":
            self.say(405)
            return
        self.say(200)
        while True:
            self.wfile.write(b"x" * 65536)
            self.server.sent += 65536

    def say_silence(self):
        self.server.stopped.wait(5)

    def say_drip(self):
        """Headers without end, a few bytes at a time."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.server.stopped.wait(0.05):
            self.wfile.write(b"X-More: yes\r\n")

    def say_continue(self):
        while not self.server.stopped.is_set():
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def say_nonsense(self):
        self.wfile.write(b"\x00\xff not http at all\r\n\r\n")
        self.close_connection = True

    def say_line(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n")
        self.close_connection = True


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, family=socket.AF_INET):
        self.address_family = family
        super().__init__(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0), Handler)
        self.asked, self.sent, self.stopped = [], 0, threading.Event()

    def handle_error(self, request, client_address):
        pass

    @property
    def port(self):
        return self.server_address[1]

    def url(self, path, host="good.example"):
        return f"http://{host}:{self.port}/{path}"

    def paths(self):
        return [(method, path) for method, path, *_rest in self.asked]


def serve(family):
    server = Server(family)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.stopped.set()
    server.shutdown()
    server.server_close()


def resolve(host, port, *, type):
    """Names of this test stand on this machine; others as the machine resolves them, without asking a network."""
    if host in HOSTS:
        host = "127.0.0.1"
    elif host == "sometimes.example":
        raise socket.gaierror(socket.EAI_AGAIN, "try again")
    elif not (set(host) <= set("0123456789abcdefx.:%") or host == "localhost"):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")
    return socket.getaddrinfo(host, port, type=type)


def asker_for(server, **given):
    given = {"allowed": lambda ip: True, "ports": {server.port}, "pause": 0, "timeout": 2, **given}
    return Asker(resolve=resolve, **given)
