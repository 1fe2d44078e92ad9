"""How long the screens of the desk take on a large site; each must stay under 300 ms (median).

    python -m benchmarks.desk [--pages 10000] [--runs 15] [--engine sqlite|postgresql]

Prints the median, the slowest and the number of queries of each screen. Timings on a shared machine are
noisy: compare the numbers of one run with each other.
"""

import argparse
import os
import statistics
import sys
import time
from pathlib import Path

from benchmarks.databases import database


def screens():
    """(person's role, what it is, address) of each screen that is measured."""
    from editions.models import Edition, Status

    waiting = Edition.objects.filter(status=Status.IN_REVIEW, page__addresses__path__startswith="/articles/page-")
    edition, draft = waiting.first(), Edition.objects.filter(status=Status.DRAFT, number__gt=1).first()
    page = edition.page_id
    yield "reviewer", "my work", "/admin/"
    yield "writer", "my work", "/admin/"
    yield "editor", "my work", "/admin/"
    yield "reviewer", "review page", f"/admin/editions/edition/{edition.pk}/"
    yield "writer", "draft form", f"/admin/articles/articleedition/{draft.pk}/change/"
    yield "editor", "page", f"/admin/articles/article/{page}/change/"
    yield "editor", "history", f"/admin/editions/page/{page}/history/"
    yield "editor", "history, two compared", f"/admin/editions/page/{page}/history/?old=9&new=10"
    yield "editor", "withdraw", f"/admin/editions/page/{page}/withdraw-page/"
    yield "editor", "find by address", "/admin/editions/page/find/?q=/articles/page-77/"
    yield "editor", "find by title", "/admin/editions/page/find/?q=hurts+4321"
    yield "editor", "due for review", "/admin/editions/page/due/"
    yield "editor", "list of articles", "/admin/articles/article/"
    yield "editor", "list of articles, page 50", "/admin/articles/article/?p=50"


def measure(client, address, runs):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    count = len(queries)  # before the next request empties the log
    assert answer.status_code in {200, 302}, (address, answer.status_code)
    times = []
    for _run in range(runs):
        began = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - began) * 1000)
    return times, count


def run(arguments):
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from benchmarks.large_site import build
    from editions.models import Edition, Page
    from people.models import User

    call_command("migrate", verbosity=0)
    if not Page.objects.filter(addresses__path="/articles/page-0/").exists():
        build(arguments.pages)
    print(f"{Page.objects.count()} pages, {Edition.objects.count()} editions, {arguments.engine}")
    slow = False
    for person, name, address in screens():
        client = Client(headers={"host": "localhost"})
        client.force_login(User.objects.get(email=f"{person}@demo.example"))
        times, queries = measure(client, address, arguments.runs)
        median = statistics.median(times)
        slow = slow or median > 300
        print(f"{name:28} {person:9} median {median:7.1f} ms   slowest {max(times):7.1f} ms   {queries} queries")
    return int(slow)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--keep", type=Path, help="a file for the SQLite database, used again next time")
    arguments = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "stage4site.settings"
    os.environ["DEBUG"] = "0"
    with database(arguments.engine, arguments.keep) as url:
        os.environ["DATABASE_URL"] = url
        return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
