"""The rules of the life cycle, kept by the database itself.

A guard is a condition that must never hold, written in SQL that SQLite and PostgreSQL both read and
generated from the models for all kinds at once (``rules``). A trigger refuses it (``engines``), and
Django raises ``IntegrityError`` with ``guard <name>`` in its text. ``install`` runs after every
``migrate``; ``differences`` tells what is missing, altered or switched off. With the guards stand the triggers
that count changes of what readers see (``counting``).
"""

from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from editions.guards.counting import all_counts
from editions.guards.engines import engine_of
from editions.guards.rules import all_guards

__all__ = ["all_guards", "differences", "install", "lift", "lifted", "rest_while_migrating", "wanted"]


def wanted(using=DEFAULT_DB_ALIAS):
    """The guards, and the counts, that this database ought to have: those of its engine, of tables that exist."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    every = [*all_guards(), *all_counts()]
    return [guard for guard in every if connection.vendor in guard.engines and guard.needs <= tables]


def differences(using=DEFAULT_DB_ALIAS):
    """What is wrong with the installed guards, one sentence each; empty when all of them stand."""
    return engine_of(connections[using]).differences(wanted(using))


def install(using=DEFAULT_DB_ALIAS):
    """Make the installed guards those that are wanted; does nothing when they are. Returns what was mended.

    What happened while one was missing was not counted, so it counts as a change of what readers see.
    """
    found = differences(using)
    if found:
        engine = engine_of(connections[using])
        with transaction.atomic(using=using):
            engine.drop(engine.installed())
            engine.create(wanted(using))
            engine.count()
    return found


def lift(using=DEFAULT_DB_ALIAS, names=None):
    """Remove guards: those with these names, else all of them."""
    engine = engine_of(connections[using])
    with transaction.atomic(using=using):
        engine.drop(
            [found for found in engine.installed() if names is None or found.split(".")[1].split("__")[1] in names]
        )


@contextmanager
def lifted(why, *names, using=DEFAULT_DB_ALIAS):
    """Do without guards (those with these names, else all) for the length of a block. Say why."""
    if not why:
        raise ValueError("Say why the guards have to be lifted.")
    lift(using, names or None)
    try:
        yield
    finally:
        install(using)


def rest_while_migrating(using, plan, **kwargs):
    """On SQLite, which rebuilds tables, the guards rest while a plan runs; ``migrate`` installs them again."""
    for migration, _backwards in plan:
        _refuse_mixed(migration)
    if plan and connections[using].vendor == "sqlite":
        lift(using)


def _refuse_mixed(migration):
    from django.db.migrations.operations import RunPython, RunSQL

    from editions.guards.operations import LiftGuards

    operations = migration.operations
    if any(isinstance(one, LiftGuards) for one in operations) and not all(
        isinstance(one, (LiftGuards, RunPython, RunSQL)) for one in operations
    ):
        raise CommandError(
            f"{migration} lifts the guards and changes the schema: put the data migration into a file of its own."
        )
