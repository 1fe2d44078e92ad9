"""What a guard is, and the SQL that guards are made of: conditions over OLD and NEW that both engines read."""

from dataclasses import dataclass

from django.apps import apps

BOTH = frozenset({"sqlite", "postgresql"})
SQLITE, POSTGRESQL = frozenset({"sqlite"}), frozenset({"postgresql"})


@dataclass(frozen=True)
class Guard:
    """``refuses`` is SQL over OLD and NEW; ``lock`` a statement that PostgreSQL runs before it looks."""

    does = ""

    name: str
    table: str
    event: str
    refuses: str
    engines: frozenset = BOTH
    lock: str = ""
    needs: frozenset = frozenset()

    @property
    def id(self):
        return f"guard_{self.table}__{self.name}"

    @property
    def message(self):
        return f"guard {self.name} refuses this {self.event} of {self.table}"


def changed(*columns):
    return " OR ".join(f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in columns)


def entering(*statuses):
    listed = ", ".join(f"'{status}'" for status in statuses)
    return f"NEW.status IN ({listed}) AND NEW.status IS DISTINCT FROM OLD.status"


def empty(*columns):
    """SQL that holds when one of the columns is NULL or an empty text."""
    return " OR ".join(f"COALESCE(CAST(NEW.\"{column}\" AS TEXT), '') = ''" for column in columns)


def filled(*columns):
    return " OR ".join(f"COALESCE(CAST(NEW.\"{column}\" AS TEXT), '') <> ''" for column in columns)


def record_guards(table, name, same="", erased=(), when="1 = 0"):
    """A record of what somebody did: written once, never changed, never deleted.

    ``same`` is SQL that says what else makes two rows the same one, beside the id: " OR o.key = NEW.key".
    The columns ``erased`` may be emptied, and nothing else changed with them, once ``when`` (SQL) holds.
    """
    yield Guard(f"{name}_is_final", table, "UPDATE", f"NOT ({_only_emptied(table, erased)} AND {when})")
    yield Guard(f"{name}_stays", table, "DELETE", "1 = 1")
    yield Guard(f"{name}s_not_emptied", table, "TRUNCATE", f"EXISTS (SELECT 1 FROM {table})", POSTGRESQL)
    # SQLite's OR REPLACE deletes the row that is in the way, and fires no delete trigger for it.
    there = f"SELECT 1 FROM {table} o WHERE o.id = NEW.id{same}"
    yield Guard(f"{name}_replaces_nothing", table, "INSERT", f"EXISTS ({there})", SQLITE)


def _only_emptied(table, columns):
    """SQL that holds when these columns are empty now and every other one is as it was."""
    if not columns:
        return "1 = 0"
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    others = [field.column for field in model._meta.local_fields if field.column not in columns]
    return f"NOT ({filled(*columns)} OR {changed(*others)})"
