"""Asking a stranger's web server whether an address answers, without harm to them or to us.

Anybody who writes can name an address, so nothing here reaches our own network: the host is resolved once, every
one of its addresses has to be public, and the connection goes to just that address (on each redirect again). No
proxy, cookie or password is used, no body is read, and a request ends after ``TIMEOUT`` whatever the server does.
"""

import contextlib
import ipaddress
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext

TIMEOUT = 10  # seconds for one request, from connecting to the last header
MOST_REDIRECTS = 5
MOST_IPS = 2
REDIRECTS = {301, 302, 303, 307, 308}
PORTS = {"http": 80, "https": 443}
# A second look by GET says nothing new after these: who may not come in, or comes too often, stays outside.
FINAL = {401, 429, 503}


class NotAsked(Exception):
    """The address, or one that it leads to, is none that we ask."""


class NoSuchHost(Exception):
    """The name of the host is known not to exist (which is not: could not be found out)."""


@dataclass(frozen=True)
class Answer:
    """A status, or None with ``error``; ``is_gone`` when the place or its host does not exist."""

    status: int | None
    error: str = ""
    no_host: bool = False

    @property
    def is_gone(self):
        return self.no_host or self.status in {404, 410}

    @property
    def works(self):
        return self.status is not None and 200 <= self.status < 300


def is_public(ip):
    """Whether an IP address is one of the open internet, and hides none that is not."""
    if ip.version == 6 and ip.ipv4_mapped:
        return is_public(ip.ipv4_mapped)
    if ip.version == 6 and (ip.sixtofour or ip.is_site_local):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


class Asker:
    """Asks one address after another; between two requests to one host it waits ``pause`` seconds.

    ``allowed`` says of an IP address whether it may be reached, ``resolve`` is as ``socket.getaddrinfo``.
    """

    def __init__(self, *, allowed=is_public, ports=(), resolve=socket.getaddrinfo, pause=1.0, timeout=TIMEOUT,
                 context=None):  # fmt: skip
        self.allowed, self.ports, self.resolve = allowed, ports or PORTS.values(), resolve
        self.pause, self.timeout = pause, timeout
        self.context = context or ssl.create_default_context()
        self.found_a_host = False
        self._asked_at = {}

    def ask(self, address):
        """HEAD, and GET where a server may not understand that; the answer after at most five redirects."""
        try:
            status = self._head(address)
            if status is None or (status >= 400 and status not in FINAL):
                status = self._follow("GET", address)
        except NoSuchHost:
            return Answer(None, gettext("the host does not exist"), no_host=True)
        except NotAsked as refused:
            return Answer(None, str(refused))
        except TimeoutError:
            return Answer(None, gettext("no answer in time"))
        except (OSError, HTTPException, ValueError) as error:
            return Answer(None, f"{error.__class__.__name__}: {error}"[:200])
        return Answer(status)

    def _head(self, address):
        """The status, or None when the server breaks off: some do on a HEAD."""
        try:
            return self._follow("HEAD", address)
        except TimeoutError:
            raise
        except (HTTPException, ConnectionError):
            return None

    def _follow(self, method, address):
        for _hop in range(MOST_REDIRECTS + 1):
            status, location = self._request(method, address)
            if status not in REDIRECTS or not location:
                return status
            # Headers are read as Latin-1, and most servers mean UTF-8.
            address = urljoin(address, location.encode("latin-1", "replace").decode(errors="replace"))
        raise NotAsked(gettext("it redirects more than {count} times").format(count=MOST_REDIRECTS))

    def _request(self, method, address):
        """One request: the status and, of a redirect, where it leads."""
        scheme, host, port, target = parts_of(address)
        if port not in self.ports:
            raise NotAsked(gettext("only the usual ports of the web are asked"))
        ips = self._ips(host, port)
        self._wait_for(host)
        connection = _Connection(host, port, ips, self.timeout, self.context if scheme == "https" else None)
        with connection.within(self.timeout):
            connection.request(method, target, headers=_headers())
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location")

    def _ips(self, host, port):
        """The addresses to connect to; refuses a host of which any address is not allowed."""
        try:
            found = self.resolve(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            if error.errno in {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}:
                raise NoSuchHost from error
            raise
        ips = [entry[4][0] for entry in found]
        if not ips or not all(self.allowed(ipaddress.ip_address(ip)) for ip in ips):
            raise NotAsked(gettext("it leads to an address that is not public"))
        self.found_a_host = True
        return ips[:MOST_IPS]

    def _wait_for(self, host):
        since = time.monotonic() - self._asked_at.get(host, float("-inf"))
        if since < self.pause:
            time.sleep(self.pause - since)
        self._asked_at[host] = time.monotonic()


def parts_of(address):
    """Scheme, host (as it is resolved), port and target of a web address; raises NotAsked or ValueError."""
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise NotAsked(gettext("it is not a web address"))
    if parts.username is not None or parts.password is not None:
        raise NotAsked(gettext("it carries a name or a password"))
    host = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode()
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        target += "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    port = PORTS[parts.scheme] if parts.port is None else parts.port
    return parts.scheme, host, port, target


def _headers():
    return {
        "User-Agent": f"Stage4-link-check/1 (+{settings.SITE_URL})",
        "Accept": "*/*",
        "Connection": "close",
    }


class _Connection(HTTPConnection):
    """A connection to the first of these IP addresses that answers, in the name of their host."""

    def __init__(self, host, port, ips, timeout, context):
        self.default_port = 443 if context else 80  # so that the Host header names no usual port
        super().__init__(host, port, timeout=timeout)
        self.ips, self.context = ips, context
        self.cut = threading.Event()

    def connect(self):
        plain = self._first_that_answers()
        if not self.context:
            self.sock = plain
            return
        self.sock = self.context.wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock.do_handshake()

    def _first_that_answers(self):
        seconds = self.timeout / len(self.ips)
        for ip in self.ips[:-1]:
            with contextlib.suppress(OSError):
                return self._connected(ip, seconds)
        return self._connected(self.ips[-1], seconds)

    def _connected(self, ip, seconds):
        plain = socket.create_connection((ip, self.port), seconds)
        plain.settimeout(self.timeout)
        return plain

    @contextlib.contextmanager
    def within(self, seconds):
        """Closed at the end, and cut off after so many seconds, however slowly the server goes on speaking."""
        timer = threading.Timer(seconds, self._cut_off)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (OSError, HTTPException):
            self._raise_if_cut()
            raise
        finally:
            timer.cancel()
            self.close()
        self._raise_if_cut()  # the headers were cut short: what was read of them says little

    def _cut_off(self):
        self.cut.set()
        if self.sock is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)  # not TLS's own, which waits

    def _raise_if_cut(self):
        if self.cut.is_set():
            raise TimeoutError
