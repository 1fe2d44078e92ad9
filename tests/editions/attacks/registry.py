"""``attack(guard, overlaps)`` registers a function that prepares a state and returns the attack itself.

``overlaps`` are other guards and constraints that would refuse it too: which of them speaks first
differs between the engines, and all have to be lifted to see the attack succeed.
"""

import json
from dataclasses import dataclass, field

from django.core.management import call_command

from editions.models import Edition
from tests.editions.conftest import sql

ATTACKS = []
# The records of questions, which go with the pages of their answers.
RECORDS = tuple(f"{name}s_not_emptied" for name in ("consent", "reading", "event", "message", "erasure"))
EMPTYING = ("not_emptied", "page_not_emptied", "withdrawals_not_emptied", "words_not_emptied", "questions_not_emptied",
            *RECORDS)  # fmt: skip


@dataclass
class Attack:
    guard: str
    prepare: callable
    overlaps: tuple = ()
    checks: tuple = ()
    engines: frozenset = field(default=frozenset({"sqlite", "postgresql"}))
    # The one kind that it is for; None for every kind.
    kind: str | None = None

    def __str__(self):
        return f"{self.guard}:{self.prepare.__name__}"

    @property
    def is_of_every_kind(self):
        """Whether one trigger, of a table that all kinds share, refuses it for each of them."""
        return self.kind is None and not self.guard.startswith("words_")


def attack(guard, *overlaps, checks=(), only=None, kind=None):
    def register(prepare):
        engines = frozenset({only}) if only else frozenset({"sqlite", "postgresql"})
        ATTACKS.append(Attack(guard, prepare, overlaps, checks, engines, kind))
        return prepare

    return register


def insert_copy(edition, verb="INSERT", **changes):
    """Copy an edition's row by SQL, with changes (SQL expressions) and without its id."""
    columns = [one.column for one in Edition._meta.local_fields if one.column != "id"]
    values = [str(changes.get(column, f'"{column}"')) for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    copied = f"SELECT {', '.join(values)} FROM editions_edition WHERE id = {edition.pk}"
    return lambda: sql(f"{verb} INTO editions_edition ({names}) {copied}")


def load(tmp_path, edition, *, pk=None, **changes):
    """Load an edition's row, changed, from a fixture as ``loaddata`` does."""
    from django.core import serializers

    (row,) = json.loads(serializers.serialize("json", [Edition.objects.get(pk=edition.pk)]))
    row["pk"] = pk or edition.pk
    row["fields"] |= changes
    path = tmp_path / "editions.json"
    path.write_text(json.dumps([row]))
    return lambda: call_command("loaddata", str(path), verbosity=0)
