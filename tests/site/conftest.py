"""The demonstration, crawled once for all tests, and small pages for those that change something."""

import fcntl
import gzip
import pickle
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils.text import slugify

from benchmarks.search_cases import cases
from editions import reading
from editions.models import Edition, Topic
from editions.views import topic_lines, topics_of
from tests.conftest import KINDS
from tests.site.tree import Element, parse

# Folders of the demonstration. The pages say the same on both engines: two hundred terms are crawled on one.
CRAWLED = [
    *("articles", "experts", "urgent", "videos", "questions"),
    *(["glossary"] if connection.vendor == "sqlite" else []),
]
# Pages whose queries are counted as in a process that has just begun.
COLD = {"/", "/articles/bone-pain/", "/articles/how-stage-4-breast-cancer-is-treated/", "/urgent/gb/"}
# Pages that nothing leads to, and what they answer.
LED_TO_BY_NOTHING = {"/none/": 404, "/articles/none/": 404, "/articles/old-scan-advice/": 410}
HERE = "http://testserver"


@dataclass
class Crawled:
    path: str
    status: int
    tree: Element
    queries: int
    weight: int
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
    if address in COLD:
        reading.forget()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    weight = len(gzip.compress(answer.content))
    return Crawled(address, answer.status_code, parse(answer.content.decode()), len(captured), weight)


def _is_page(address):
    return not urlsplit(address).path.startswith(("/media/", "/static/"))


@pytest.fixture(scope="session")
def demonstration(django_db_setup, django_db_blocker, tmp_path_factory, worker_id):
    """The folder with what was read of the demonstration, by the first process that asks: it is loaded once."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder if worker_id == "master" else folder.parent
    with (folder / "crawled.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "answered.pickle").exists():
            with override_settings(MEDIA_ROOT=folder / "media"):
                pages, answers = _read_the_demonstration(django_db_blocker)
            (folder / "crawled.pickle").write_bytes(pickle.dumps(pages))
            (folder / "answered.pickle").write_bytes(pickle.dumps(answers))
    return folder


@pytest.fixture(scope="session")
def crawled(demonstration):
    """All pages that readers can reach, and a few that they cannot, by path."""
    return pickle.loads((demonstration / "crawled.pickle").read_bytes())


@pytest.fixture(scope="session")
def answered(demonstration):
    """{what was typed: the paths of the first page of results}, for each case of ``benchmarks/search_cases.txt``."""
    return pickle.loads((demonstration / "answered.pickle").read_bytes())


def _read_the_demonstration(django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        reading.forget()
        call_command("load_demo", only=CRAWLED, verbosity=0)
        client = Client()
        pages = crawl(client, "/") | {path: visit(client, path) for path in LED_TO_BY_NOTHING}
        live = Edition.objects.live().select_related("page").annotate(topic_lines=topic_lines())
        for one in live:
            page = pages[one.page.path]
            page.topics, page.edition = tuple(topics_of(one)), one.specific
            page.edition.page = one.page
        answers = {typed: found(client, typed) for typed, _paths in cases()} if connection.vendor == "sqlite" else {}
        transaction.set_rollback(True)
    reading.forget()
    return pages, answers


def found(client, typed):
    """The paths of the results that the page prints, cards included, in order."""
    tree = parse(client.get("/search/", {"q": typed}).content.decode())
    headings = (heading for one in tree.all("ol", class_="results") for heading in one.all("h2"))
    return [heading.one("a")["href"] for heading in headings]


@pytest.fixture
def publish(writer, reviewer):
    """``publish(slug, kind, topics, **words)``: a live page."""

    def publish(slug="bone-pain", kind="article", topics=(), **words):
        names = {name: slugify(name) for name in topics}
        rows = [Topic.objects.get_or_create(slug=slug, defaults={"name": name})[0] for name, slug in names.items()]
        draft = KINDS[kind].begin(writer, slug=slug, topics=rows, **words)
        draft.submit(by=writer, saved=0)
        draft.approve(by=reviewer, seal=draft.seal, answers={one.key: "Looked at." for one in draft.warnings()})
        return draft

    return publish


@pytest.fixture
def replace(writer, reviewer):
    """The next edition of a live one's page, approved."""

    def replace(edition, note, **words):
        draft = edition.page.start_draft(by=writer, change_note=note, body=f"{note} [@who-pain]", **words)
        draft.submit(by=writer, saved=0)
        draft.approve(by=reviewer, seal=draft.seal)
        return draft

    return replace


@pytest.fixture
def read(client):
    """``read(path)``: a page that is there, as a tree."""

    def read(path):
        page = visit(client, path)
        assert page.status == 200
        return page.tree

    return read
