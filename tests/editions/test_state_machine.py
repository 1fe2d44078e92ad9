"""Thousands of steps of the life cycle in no order: people, tabs, clocks, and somebody with SQL (``machine``)."""

import datetime
import logging
import random
import time
from collections import Counter

import pytest
import time_machine
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from people.models import User
from tests.conftest import give_credentials, make_person
from tests.counts import count
from tests.editions.machine import Life
from tests.editions.steps import CAST, CREDENTIALS_LAST, START

# Steps in `make torture`. The rules are the same on both engines; PostgreSQL takes more time for each step.
FULL = 100_000
ROUND = settings(
    max_examples=5,
    stateful_step_count=100,
    database=None,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # a failure is told by its steps; shrinking them takes many minutes
)


@pytest.fixture
def cast(db):
    """The people of every example, made once; each example rolls back what it did to them."""
    with time_machine.travel(START, tick=False):
        people = {name: make_person(name, *has) for name, (has, _by) in CAST.items()}
        until = START.date() + datetime.timedelta(days=CREDENTIALS_LAST)
        for name, (_has, by) in CAST.items():
            if by:
                give_credentials(people[name], people[by], valid_until=until)
        User.objects.filter(pk=people["dora"].pk).update(is_active=False)
        User.objects.filter(pk=people["root"].pk).update(is_superuser=True)
    return people


@pytest.fixture
def quiet():
    """Tens of thousands of answers 404 need no line in the log each."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def test_no_sequence_of_steps_shows_readers_what_no_second_clinician_approved(cast, quiet):
    wanted = count(1_500, FULL)
    tally = Counter()

    class Machine(Life):
        pass

    Machine.people_pks, Machine.tally, Machine.reader = {n: p.pk for n, p in cast.items()}, tally, Client()
    # The small run takes the same steps each time; the full one others.
    seed = count(4, random.randrange(10**9))
    print(f"\nstate machine on {connection.vendor}: rounds from seed {seed} on")
    began, worked = time.monotonic(), time.process_time()
    while tally["steps"] < wanted:
        Machine._hypothesis_internal_use_seed = seed
        run_state_machine_as_test(Machine, settings=ROUND)
        seed += 1
    each, work = (1000 * spent / tally["steps"] for spent in (time.monotonic() - began, time.process_time() - worked))
    print(
        f"state machine on {connection.vendor}: {tally['steps']} steps, {tally['approve']} approvals, "
        f"{each:.2f} ms a step ({work:.2f} ms of this process)"
    )
    print("  " + ", ".join(f"{number} {name}" for name, number in sorted(tally.items()) if name != "steps"))
    for verb in ("approve", "publish_early", "publish_due", "withdraw", "take_over", "submit_unchanged", "forgeries"):
        assert tally[verb] > 0, f"no step was {verb}"
