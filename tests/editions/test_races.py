"""Two people at the same moment, on PostgreSQL: real threads, each with its own connection.

On SQLite one writer at a time holds the whole file, so there is nothing to race.
"""

import datetime
import logging
import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

import pytest
from django.db import connection, connections
from django.utils import timezone

from editions.models import Edition
from people import roles
from people.refused import Refused
from tests.conftest import LARGE_AND_SMALL, give_credentials, make_person
from tests.counts import count
from tests.editions.oracle import OPEN

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"),
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
]

HEAD_START = 0.004  # seconds that one side may begin before the other, at most


class Races:
    """Makes pages in the state that a race needs, and calls the two sides by what they do."""

    def __init__(self, **people):
        self.__dict__.update(people)
        self.kinds = cycle(LARGE_AND_SMALL)
        self.made = 0

    def draft(self):
        self.made += 1
        return next(self.kinds).begin(self.writer, slug=f"race-{self.made}")

    def in_review(self):
        draft = self.draft()
        draft.submit(by=self.writer, saved=0)
        return draft

    def scheduled(self):
        edition = self.in_review()
        later = timezone.now() + datetime.timedelta(hours=1)
        edition.approve(by=self.reviewer, seal=edition.seal, publish_at=later)
        return edition

    def live(self):
        edition = self.in_review()
        edition.approve(by=self.reviewer, seal=edition.seal)
        return edition

    def over_live(self, state):
        """A page with a live edition, and the next one in this state."""
        live = self.live()
        draft = live.page.start_draft(by=self.writer, change_note="More.")
        if state != "draft":
            draft.submit(by=self.writer, saved=0)
        if state == "scheduled":
            later = timezone.now() + datetime.timedelta(hours=1)
            draft.approve(by=self.reviewer, seal=draft.seal, publish_at=later)
        return draft

    # What a side does, with its own copy of the edition, as its own process would read it.

    def save(self, edition):
        edition.save_draft(by=self.writer, saved=0, title="Saved in the race")

    def submit(self, edition):
        edition.submit(by=self.writer, saved=0)

    def approve(self, edition):
        edition.approve(by=self.reviewer, seal=edition.seal)

    def approve_too(self, edition):
        edition.approve(by=self.other_reviewer, seal=edition.seal)

    def request_changes(self, edition):
        edition.request_changes(by=self.other_reviewer, note="Say more.")

    def take_back(self, edition):
        edition.take_back(by=self.writer)

    def take_over(self, edition):
        edition.page.take_over(by=self.editor)

    def publish_early(self, edition):
        edition.publish_early(by=self.writer)

    def publish_if_due(self, edition):
        edition.publish_if_due(now=edition.publish_at)

    def cancel(self, edition):
        edition.cancel(by=self.reviewer)

    def withdraw(self, edition):
        edition.page.withdraw(by=self.editor, reason="wrong")

    def start(self, edition):
        edition.page.start_draft(by=self.writer)

    def start_too(self, edition):
        edition.page.start_draft(by=self.other_writer)

    def confirm_unchanged(self, edition):
        edition.page.submit_unchanged(by=self.other_writer)


# name: (the state before, one side, the other side). One side wins, the other is refused.
ONE_WINS = {
    "save / submit": (lambda stage: stage.draft(), "save", "submit"),
    "save / save": (lambda stage: stage.draft(), "save", "save"),
    "submit / submit": (lambda stage: stage.over_live("draft"), "submit", "submit"),
    "take over / submit": (lambda stage: stage.draft(), "take_over", "submit"),
    "approve / take back": (lambda stage: stage.over_live("in review"), "approve", "take_back"),
    "approve / approve": (lambda stage: stage.over_live("in review"), "approve", "approve_too"),
    "approve / request changes": (lambda stage: stage.in_review(), "approve", "request_changes"),
    "publish early / cancel": (lambda stage: stage.over_live("scheduled"), "publish_early", "cancel"),
    "publish early / publish due": (lambda stage: stage.over_live("scheduled"), "publish_early", "publish_if_due"),
    "start / start": (lambda stage: stage.live(), "start", "start_too"),
    "start / confirm unchanged": (lambda stage: stage.live(), "start", "confirm_unchanged"),
    "withdraw / withdraw": (lambda stage: stage.live(), "withdraw", "withdraw"),
}
# The other side is to withdraw: it always succeeds, and the page ends withdrawn, whoever was first.
WITHDRAWN = {
    "publish early / withdraw": (lambda stage: stage.scheduled(), "publish_early", "withdraw"),
    "publish early over live / withdraw": (lambda stage: stage.over_live("scheduled"), "publish_early", "withdraw"),
    "publish due / withdraw": (lambda stage: stage.over_live("scheduled"), "publish_if_due", "withdraw"),
    "approve / withdraw": (lambda stage: stage.over_live("in review"), "approve", "withdraw"),
}
RACES = -(-count(80, 10_000) // (len(ONE_WINS) + len(WITHDRAWN)))


@pytest.fixture
def stage(writer, other_writer, editor, reviewer):
    other_reviewer = make_person("Ravi Reviewer", roles.CLINICAL_REVIEWER)
    give_credentials(other_reviewer, editor)
    return Races(
        writer=writer, other_writer=other_writer, editor=editor, reviewer=reviewer, other_reviewer=other_reviewer
    )


@pytest.fixture(autouse=True)
def quiet():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def two_threads():
    """Two workers whose connections stay open between races, and are closed at the end."""
    both = threading.Barrier(2)

    def closes():
        both.wait()
        connections.close_all()

    with ThreadPoolExecutor(max_workers=2) as pool:
        yield pool
        for closed in [pool.submit(closes), pool.submit(closes)]:
            closed.result(timeout=30)


def run(pool, edition, first, second):
    """Both sides at once; returns what became of each: None when it was done, else its exception."""
    together = threading.Barrier(2)
    head_start = random.uniform(-HEAD_START, HEAD_START) * random.choice([0, 1, 1])

    def side(act, delay):
        own = type(edition).objects.select_related("page").get(pk=edition.pk)
        together.wait(timeout=30)
        time.sleep(max(delay, 0))
        try:
            act(own)
        except Exception as raised:
            return raised
        return None

    sides = [pool.submit(side, first, head_start), pool.submit(side, second, -head_start)]
    return [one.result(timeout=60) for one in sides]


def check_refusal(name, raised):
    assert raised is None or isinstance(raised, Refused), f"{name}: {raised!r}"
    assert raised is None or raised.message


def check_page(name, page, client):
    """What holds whoever won: one open, one live, every seal; readers get the live words or none."""
    editions = list(page.kind_model.objects.filter(page_id=page.pk).order_by("number"))
    statuses = [edition.status for edition in editions]
    assert [edition.number for edition in editions] == list(range(1, len(editions) + 1)), name
    assert statuses.count("published") <= 1, f"{name}: {statuses}"
    assert sum(status in OPEN for status in statuses) <= 1, f"{name}: {statuses}"
    for edition in editions:
        assert edition.is_sealed() == bool(edition.seal), name
        assert not edition.seal or edition.render() == edition.html, name
        assert edition.is_countersigned() == bool(edition.reviewed_at and edition.closed_why != "changes requested")
    live = page.live_edition
    answer = client.get(page.path)
    assert answer.status_code == (200 if live else 410 if page.withdrawals.exists() else 404), name
    if live:
        assert live.html in answer.content.decode()


def test_of_two_who_act_at_once_one_wins_and_the_other_is_told_why_not(stage, two_threads, client):
    for name, (make, first, second) in ONE_WINS.items():
        won = Counter()
        for _race in range(RACES):
            edition = make(stage)
            ends = run(two_threads, edition, getattr(stage, first), getattr(stage, second))
            for raised in ends:
                check_refusal(name, raised)
            assert ends.count(None) == 1, f"{name}: {ends.count(None)} of two sides were done"
            won[ends.index(None)] += 1
            check_page(name, edition.page, client)
        print(f"\n{name}: {RACES} races; the first side won {won[0]}, the second {won[1]}", end="")


def test_whatever_crosses_a_withdrawal_the_page_ends_withdrawn(stage, two_threads, client):
    for name, (make, first, second) in WITHDRAWN.items():
        won = Counter()
        for _race in range(RACES):
            edition = make(stage)
            raised, withdrawal = run(two_threads, edition, getattr(stage, first), getattr(stage, second))
            check_refusal(name, raised)
            assert withdrawal is None, f"{name}: {withdrawal!r}"
            won[raised is None] += 1
            statuses = Edition.objects.filter(page_id=edition.page_id).values_list("status", flat=True)
            assert set(statuses) <= {"closed", "superseded"}, f"{name}: {list(statuses)}"
            assert edition.page.withdrawals.count() == 1
            check_page(name, edition.page, client)
        print(f"\n{name}: {RACES} races; the first side was in time {won[True]}, the withdrawal {won[False]}", end="")
