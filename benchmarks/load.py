"""Drives a server over loopback with a few keep-alive connections, and counts whole answers."""

import asyncio
import re
import time
from itertools import count

CONNECTIONS = 4  # as many as the worker has threads
MOST = 50_000  # requests of one round
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Unexpected(Exception):
    """Another answer than the one that is to be measured."""


def drive(port, requests, status, seconds):
    """(answers, seconds that they took). ``requests`` gives the bytes of each; an answer must have this status."""
    return asyncio.run(_drive(port, requests, status, seconds))


def once(port, request):
    """The head of the answer to one request, in bytes."""
    heads = []
    asyncio.run(_drive(port, iter([request]), None, 60, heads.append, connections=1))
    return heads[0]


async def _drive(port, requests, status, seconds, look=None, connections=CONNECTIONS):
    began, counted = time.perf_counter(), count()
    ends = began + seconds
    bounded = (request for request, _number in zip(requests, range(MOST), strict=False))
    done = [asyncio.get_running_loop().create_future() for _number in range(connections)]
    for one in done:
        await asyncio.get_running_loop().create_connection(
            lambda one=one: _Reader(bounded, status, ends, counted, one, look), "127.0.0.1", port
        )
    await asyncio.wait_for(asyncio.gather(*done), seconds + 60)
    return next(counted), time.perf_counter() - began


class _Reader(asyncio.Protocol):
    """One connection: asks again as soon as it has the whole answer, until the time or the requests are over."""

    def __init__(self, requests, status, ends, counted, done, look):
        self.requests, self.ends, self.counted, self.done, self.look = requests, ends, counted, done, look
        self.begins = b"" if status is None else f"HTTP/1.1 {status} ".encode()
        self.buffer = b""

    def connection_made(self, transport):
        self.transport = transport
        self.ask()

    def ask(self):
        request = next(self.requests, None) if time.perf_counter() < self.ends else None
        if request is None:
            self.transport.close()
        else:
            self.transport.write(request)

    def data_received(self, data):
        self.buffer += data
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self.buffer[:end]
        length = _LENGTH.search(head)
        if len(self.buffer) < end + 4 + (int(length[1]) if length and not head.startswith(b"HTTP/1.1 304") else 0):
            return
        if not head.startswith(self.begins):
            self.fail(Unexpected(f"{self.begins.decode()}was to be measured, and this came: {head[:300].decode()}"))
            return
        self.buffer = b""
        next(self.counted)
        if self.look:
            self.look(head)
        self.ask()

    def fail(self, error):
        if not self.done.done():
            self.done.set_exception(error)
        self.transport.close()

    def connection_lost(self, error):
        if not self.done.done():
            if error or self.buffer:
                self.done.set_exception(error or Unexpected("The server closed a connection in the middle."))
            else:
                self.done.set_result(None)
