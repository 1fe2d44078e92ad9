"""Every guard is attacked; its name is in the error; the same attack succeeds once the guard is lifted."""

import contextlib
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from editions import guards
from tests.editions.attacks import attacks_for_this_engine
from tests.editions.conftest import sql

pytestmark = pytest.mark.django_db


class Undo(Exception):
    pass


@contextlib.contextmanager
def undone():
    """A block that may do harm: all of it is rolled back, before deferred constraints look at it."""
    with contextlib.suppress(Undo), transaction.atomic():
        yield
        raise Undo


@contextlib.contextmanager
def without(attack):
    """Without the attacked guard, and without whatever else refuses the same."""
    guards.lift(names={attack.guard, *attack.overlaps})
    if connection.vendor == "sqlite" and attack.checks:
        _drop_unique_indexes(attack.checks)
        sql("PRAGMA ignore_check_constraints = ON")
    elif attack.checks:
        for name in attack.checks:
            sql(f"ALTER TABLE editions_edition DROP CONSTRAINT IF EXISTS {name}")
            sql(f"DROP INDEX IF EXISTS {name}")
    try:
        yield
    finally:
        if connection.vendor == "sqlite":
            sql("PRAGMA ignore_check_constraints = OFF")


def _drop_unique_indexes(names):
    for name in names:
        sql(f'DROP INDEX IF EXISTS "{name}"')


@pytest.fixture(params=attacks_for_this_engine(), ids=str)
def attack(request):
    return request.param


def settle():
    """What earlier statements deferred, looked at now: PostgreSQL refuses to truncate before."""
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_refuses_and_names_the_guard(attack, stage, tmp_path):
    strike = attack.prepare(stage, tmp_path)
    settle()
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        strike()
    answers = [f"guard {name} " for name in (attack.guard, *attack.overlaps)] + list(attack.checks)
    assert any(answer in str(refusal.value) for answer in answers), refusal.value
    if not (attack.overlaps or attack.checks):
        assert f"guard {attack.guard} " in str(refusal.value)


def test_this_guard_alone_refuses(attack, stage, tmp_path):
    """Without what overlaps, it is this guard that speaks."""
    strike = attack.prepare(stage, tmp_path)
    settle()
    overlapping = replace(attack, guard="none", overlaps=tuple(one for one in attack.overlaps if one != attack.guard))
    with (
        undone(),
        without(overlapping),
        pytest.raises(IntegrityError, match=f"guard {attack.guard} "),
        transaction.atomic(),
    ):
        strike()


def test_the_same_attack_succeeds_once_the_guard_is_lifted(attack, stage, tmp_path):
    strike = attack.prepare(stage, tmp_path)
    settle()
    with undone(), without(attack):
        strike()


def test_every_installed_guard_is_attacked():
    attacked = {attack.guard for attack in attacks_for_this_engine()}
    assert {guard.name for guard in guards.wanted() if not guard.does} == attacked
