"""How fast readers are served, against two views that do next to nothing, in one run with one server.

    python -m benchmarks.reading [--engine sqlite|postgresql] [--seconds 0.5] [--rounds 15]

One gunicorn worker with the settings of production (benchmarks/site.py) answers all of it; the targets take turns
in short rounds, so that noise hits all alike. What counts are the ratios to the view with one raw query:

- *Repeated*: the reader's browser has the page and asks whether it changed (If-None-Match): 304. At least 0.8.
- *First*: a reader's first view, so no ETag is sent and the whole page is answered, which this process has kept
  since somebody else read it. At least 0.5.
- *Anew*: nobody had the page before, or its address has a question mark (which is never kept): the whole page is
  found, verified and rendered. Once for each change of what readers see, in each process. The 0.5 is printed for
  it too.

A browser sends Accept-Encoding: gzip; without it the answer is the plain page.
"""

import argparse
import itertools
import os
import re
import statistics
import sys
from collections import defaultdict
from pathlib import Path

from benchmarks import load
from benchmarks.site import served
from tests.production import ENVIRONMENT

ARTICLE = "/articles/bone-pain/"
GZIP = "Accept-Encoding: gzip"
MEASURE = "view with one raw query"
# What is measured: its address, the headers that are sent, the status, and the least ratio to MEASURE.
TARGETS = {
    "bare view": ("/benchmark/bare/", [], 200, None),
    MEASURE: ("/benchmark/query/", [], 200, None),
    "article, repeated": (ARTICLE, [GZIP, "If-None-Match: {etag}"], 304, 0.8),
    "article, first": (ARTICLE, [GZIP], 200, 0.5),
    "article, first, plain": (ARTICLE, [], 200, 0.5),
    "article, anew": (ARTICLE + "?n={number}", [GZIP], 200, 0.5),
    "article, anew, plain": (ARTICLE + "?n={number}", [], 200, 0.5),
    "home, first": ("/", [GZIP], 200, 0.5),
    "home, anew": ("/?n={number}", [GZIP], 200, 0.5),
}
_number = itertools.count()


def request(address, headers, **values):
    lines = [f"GET {address} HTTP/1.1", f"Host: {ENVIRONMENT['ALLOWED_HOSTS']}", "X-Forwarded-Proto: https", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").format(**values).encode()


def requests(port, address, headers):
    """Request after request; the ETag is asked for first, where one is sent."""
    etag = None
    if any("{etag}" in header for header in headers):
        head = load.once(port, request(address, [GZIP])).decode()
        etag = re.search(r"(?im)^etag: *(.+?)\r?$", head)[1]
    if "{number}" not in address:
        return itertools.repeat(request(address, headers, etag=etag))
    return (request(address, headers, number=number) for number in _number)


def processor_seconds(parent):
    """What the worker has used of the processor so far; None where the system does not say."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # a process that has just ended
        if int(fields[1]) == parent:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK") if ticks else None


def measure(site, rounds, seconds):
    """For each target (requests/s, ratio to MEASURE) of each round, and processor milliseconds of a request."""
    rates, used = defaultdict(list), defaultdict(lambda: [0, 0])
    names = list(TARGETS)
    for turn in range(-1, rounds):  # the first only warms up
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            address, headers, status, _least = TARGETS[name]
            before = processor_seconds(site.pid)
            answers, took = load.drive(site.port, requests(site.port, address, headers), status, seconds)
            if turn >= 0:
                rates[name].append(answers / took)
                used[name][0] += (processor_seconds(site.pid) or 0) - (before or 0)
                used[name][1] += answers
    ratios = {
        name: [rate / measure for rate, measure in zip(rates[name], rates[MEASURE], strict=True)] for name in names
    }
    return rates, ratios, {name: seconds / answers * 1000 for name, (seconds, answers) in used.items()}


def report(rates, ratios, processor):
    """Prints a line for each target; True when every target that the site promises is met."""
    good = True
    print(f"{'':25}{'requests/s':>11}{'processor':>12}{'ratio':>8}")
    for name, (_address, _headers, _status, least) in TARGETS.items():
        ratio = statistics.median(ratios[name])
        line = f"{name:25}{statistics.median(rates[name]):11.0f}{processor[name]:9.2f} ms{ratio:8.2f}"
        if least:
            met = ratio >= least
            good = good and (met or "anew" in name)
            line += f"   wanted {least}: {'met' if met else 'MISSED'}"
        print(line)
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--seconds", type=float, default=0.5, help="of each target in each round")
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    own = {"DJANGO_SETTINGS_MODULE": "benchmarks.reading_settings", "BEHIND_TLS_PROXY": "1"}
    with served(asked.engine, **own) as site:
        print(f"{asked.engine}, {ARTICLE}, {asked.rounds} rounds of {asked.seconds} s, median of the rounds")
        return int(not report(*measure(site, asked.rounds, asked.seconds)))


if __name__ == "__main__":
    sys.exit(main())
