"""Kills processes in the middle of a transition, on the database of DATABASE_URL; run by ``test_kills``.

    python -m tests.editions.killing <number of kills>

A child process makes the transition and dies by SIGKILL: at a statement of its own choice (before or
after each, and after the COMMIT), or when the parent's patience ends. Afterwards everything about the
page is as it was before, or as after a whole transition, and nothing in between.
"""

import datetime
import json
import logging
import os
import random
import signal
import sys
import time
from collections import Counter
from itertools import count, cycle

import django
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.test.utils import setup_test_environment

IN_AN_HOUR, IN_TWO_HOURS = datetime.timedelta(hours=1), datetime.timedelta(hours=2)


class Pages:
    """Fresh pages with a live edition and the next one, in the state that a transition begins with."""

    def __init__(self):
        from people import roles
        from tests.conftest import LARGE_AND_SMALL, give_credentials, make_person

        self.writer = make_person("Wanda Writer", roles.WRITER)
        self.owner = make_person("Olga Owner", roles.WRITER)
        self.editor = make_person("Edith Editor", roles.EDITOR_IN_CHIEF)
        self.reviewer = make_person("Rosa Reviewer", roles.CLINICAL_REVIEWER)
        give_credentials(self.reviewer, self.editor)
        self.kinds, self.numbers = cycle(LARGE_AND_SMALL), count(1)

    def in_review(self):
        first = next(self.kinds).begin(self.writer, slug=f"page-{next(self.numbers)}", owner=self.owner)
        first.submit(by=self.writer, saved=0)
        first.approve(by=self.reviewer, seal=first.seal)
        edition = first.page.start_draft(by=self.writer, summary="The second edition.", change_note="More.")
        edition.submit(by=self.writer, saved=0)
        return edition

    def scheduled(self):
        edition = self.in_review()
        self.approve_for_a_time(edition)
        return edition

    # The transitions, each on an edition as it was just read.

    def approve(self, edition):
        edition.approve(by=self.reviewer, seal=edition.seal, note="Checked.")

    def approve_for_a_time(self, edition):
        from django.utils import timezone

        edition.approve(by=self.reviewer, seal=edition.seal, publish_at=timezone.now() + IN_AN_HOUR, note="Checked.")

    def publish_if_due(self, edition):
        edition.publish_if_due(now=edition.publish_at + IN_TWO_HOURS)

    def withdraw(self, edition):
        edition.page.withdraw(by=self.editor, reason="wrong", note="For colleagues.")


# name: the state before
TRANSITIONS = {
    "approve": "in_review",
    "approve_for_a_time": "in_review",
    "publish_if_due": "scheduled",
    "withdraw": "scheduled",
}


def standing(page_id):
    """Every column of every row about a page."""
    from editions.models import Edition, Notice, Page, Withdrawal

    page = Page.objects.get(pk=page_id)
    editions = page.kind_model.objects.filter(page_id=page_id).order_by("number")
    return {
        "page": list(Page.objects.filter(pk=page_id).values()),
        "editions": list(editions.values()),
        "bare editions": list(Edition.objects.filter(page_id=page_id).order_by("number").values()),
        "withdrawals": list(Withdrawal.objects.filter(page_id=page_id).values()),
        "notices": list(Notice.objects.filter(edition__page_id=page_id).order_by("pk").values()),
    }


def shape(rows):
    """The rows without what differs from page to page: keys of rows, moments, signatures, words."""

    def plain(name, value):
        known = (isinstance(value, (int, bool)) and not name.endswith(("id", "ptr"))) or name in (
            "status", "event", "closed_why", "reason", "review_note", "author_id", "reviewer_id", "closed_by_id",
            "withdrawn_by_id", "recipient_id", "credentials_confirmed_by_id", "published_by_id",
        )  # fmt: skip
        return value if known or value in (None, "") else "something"

    return {
        table: [
            {name: plain(name, value) for name, value in row.items() if not name.startswith("kind")} for row in found
        ]
        for table, found in rows.items()
    }


def without_words(whole):
    """The shape of the rows that every kind has: kinds differ in their own words only."""
    return {table: rows for table, rows in whole.items() if table != "editions"}


def answer(page, client):
    """(status, the words area) that a reader gets."""
    got = client.get(page.path)
    live = page.live_edition
    shown = live.number if live and live.html in got.content.decode() else None
    return got.status_code, shown


class Undisturbed:
    """One transition that nobody disturbs: its statements, how long it takes, what it leaves."""

    def __init__(self, pages, name, client):
        self.statements = 0
        for _kind in range(2):
            edition = read(getattr(pages, TRANSITIONS[name])())
            before = answer(edition.page, client)
            self.statements = 0
            began = time.perf_counter()
            with connection.execute_wrapper(self.counted):
                getattr(pages, name)(edition)
            self.seconds = time.perf_counter() - began
            self.leaves = without_words(shape(standing(edition.page_id)))
            self.answers = {before: "old", answer(edition.page, client): "new"}

    def counted(self, execute, sql, params, many, context):
        self.statements += 1
        return execute(sql, params, many, context)

    def places(self):
        """Before and after each statement; the last "after" is the moment before COMMIT. Then: after COMMIT."""
        places = [(number, when) for number in range(1, self.statements + 1) for when in ("before", "after")]
        return [*places, (0, "committed")]


def read(edition):
    return type(edition).objects.select_related("page").get(pk=edition.pk)


def child(act, edition_model, pk, place, ready):
    """What the child process does; it never returns."""
    try:
        number, when = place or (None, None)
        seen = count(1)

        def deadly(execute, sql, params, many, context):
            now = next(seen)
            if now == number and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            result = execute(sql, params, many, context)
            if now == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        edition = edition_model.objects.select_related("page").get(pk=pk)
        os.write(ready, b".")
        with connection.execute_wrapper(deadly):
            act(edition)
        if place:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(60)
    except BaseException as error:
        os.write(2, f"in the child: {error!r}\n".encode())
    finally:
        os._exit(1)


def kill_one(act, edition, place, patience):
    """Fork, let the child act, and see it die by SIGKILL."""
    connections.close_all()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        child(act, type(edition), edition.pk, place, writing)
    os.close(writing)
    os.read(reading, 1)
    os.close(reading)
    if place is None:
        time.sleep(patience)
        os.kill(pid, signal.SIGKILL)
    _pid, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, f"the child ended with {status}"


def check(pages, name, known, place, client):
    """One kill; returns "old" or "new"."""
    edition = getattr(pages, TRANSITIONS[name])()
    page, before = edition.page, standing(edition.page_id)
    kill_one(getattr(pages, name), edition, place, random.uniform(0, known.seconds * 1.5))
    where = f"{name}, killed {place or 'by the parent'}"
    after = settled(edition.page_id)
    state = "old" if after == before else "new"
    if state == "new":
        expected, found = known.leaves, without_words(shape(after))
        assert found == expected, f"{where}: neither the old state nor the new\n{found}\n{expected}"
    if place == (0, "committed"):
        assert state == "new", f"{where}: what was committed is lost"
    elif place:
        assert state == "old", f"{where}: what was not committed is there"
    check_page(page, known, state, where, client)
    if state == "old":
        getattr(pages, name)(read(edition))
        assert without_words(shape(standing(edition.page_id))) == known.leaves, f"{where}: then done, but not whole"
        check_page(page, known, "new", where, client)
    return state


def settled(page_id):
    """The rows once the server has noticed the death and let go of the child's locks."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for _attempt in range(500):
                cursor.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                    "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
                )
                if cursor.fetchone() == (0,):
                    break
                time.sleep(0.01)
            else:
                raise AssertionError("the killed child's session does not end")
    return standing(page_id)


def check_page(page, known, state, where, client):
    got = answer(page, client)
    assert known.answers.get(got) == state or (got in known.answers and len(known.answers) == 1), f"{where}: {got}"
    for edition in page.kind_model.objects.filter(page_id=page.pk):
        assert edition.is_sealed(), f"{where}: seal of edition {edition.number}"
        assert edition.is_countersigned() == bool(edition.countersign), f"{where}: countersignature"


def rounds(known, wanted):
    """(transition, place) for each kill: the moments round COMMIT first, then every statement, then at random."""
    every = [(name, place) for name, one in known.items() for place in one.places()]
    last = [(name, place) for name, one in known.items() for place in one.places()[-2:]]
    rest = [one for one in every if one not in last]
    random.shuffle(rest)
    at_random = [(name, None) for name in known]
    chosen = [*last, *at_random, *rest][:wanted]
    return chosen + [(name, None) for name, _more in zip(cycle(known), range(wanted - len(chosen)), strict=False)]


def main(wanted):
    from editions.verification import problems

    call_command("migrate", verbosity=0)
    pages, client = Pages(), Client()
    known = {name: Undisturbed(pages, name, client) for name in TRANSITIONS}
    found = Counter()
    for name, place in rounds(known, wanted):
        state = check(pages, name, known[name], place, client)
        found[f"{name} at {'a statement' if place else 'random'}: {state}"] += 1
    wrong = list(problems())
    assert not wrong, wrong
    print(json.dumps({"kills": found, "places": {name: len(one.places()) for name, one in known.items()}}))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    setup_test_environment()
    logging.disable(logging.CRITICAL)
    main(int(sys.argv[1]))
