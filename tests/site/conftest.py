"""The demonstration, crawled once for all tests of a module; nothing of it stays in the database."""

from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from editions import reading
from editions.models import Edition
from editions.views import topic_lines, topics_of
from tests.site.tree import Element, parse

# Pages that nothing leads to, and what they answer.
LED_TO_BY_NOTHING = {"/none/": 404, "/articles/none/": 404, "/articles/old-scan-advice/": 410}
HERE = "http://testserver"


@dataclass
class Crawled:
    path: str
    status: int
    tree: Element
    edition: Edition | None = None
    topics: tuple = ()

    @property
    def body(self):
        return self.tree.one("body")

    @property
    def head(self):
        return self.tree.one("head")

    def links(self):
        """(the internal address without its fragment, the fragment) of every link."""
        for link in self.tree.all("a"):
            address, fragment = urldefrag(urljoin(HERE + self.path, link["href"]))
            if address.startswith(f"{HERE}/"):
                yield address.removeprefix(HERE), fragment


def crawl(client, start):
    """{path: page} of all that can be reached from the start by internal links."""
    found, waiting = {}, [start]
    while waiting:
        address = waiting.pop()
        if address in found or not _is_page(address):
            continue
        found[address] = page = visit(client, address)
        waiting += [path for path, _fragment in page.links()]
    return found


def visit(client, address):
    answer = client.get(address)
    return Crawled(address, answer.status_code, parse(answer.content.decode()))


def _is_page(address):
    return not urlsplit(address).path.startswith(("/media/", "/static/"))


@pytest.fixture(scope="module")
def crawled(django_db_setup, django_db_blocker):
    """All pages of the demonstration that readers can reach, and a few that they cannot, by path."""
    with django_db_blocker.unblock(), transaction.atomic():
        reading.forget()
        call_command("load_demo", verbosity=0)
        client = Client()
        pages = crawl(client, "/") | {path: visit(client, path) for path in LED_TO_BY_NOTHING}
        live = Edition.objects.live().select_related("page").annotate(topic_lines=topic_lines())
        for one in live:
            page = pages[one.page.path]
            page.topics, page.edition = tuple(topics_of(one)), one.specific
            page.edition.page = one.page
        transaction.set_rollback(True)
    reading.forget()
    return pages
