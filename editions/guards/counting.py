"""Triggers that count each change of what readers see, in the transaction that makes it.

Pages, caches and what is computed from all live editions are kept for a generation (``editions.reading``), so a
change that was not counted would not be seen. They are installed and verified with the guards.
"""

from dataclasses import dataclass

from editions.guards.rules import BOTH, EDITION

GENERATION = "editions_generation"
COUNT = f"UPDATE {GENERATION} SET number = number + 1"
_LIVE = "'published'"


@dataclass(frozen=True)
class Count:
    """After an ``event`` on ``table`` for which ``when`` (SQL over OLD and NEW) holds, the generation is raised."""

    name: str
    table: str
    event: str
    when: str = "1 = 1"
    engines: frozenset = BOTH
    lock: str = ""
    does: str = COUNT

    @property
    def id(self):
        return f"guard_{self.table}__{self.name}"

    @property
    def refuses(self):
        return self.when

    @property
    def needs(self):
        return frozenset({self.table, GENERATION})


def all_counts():
    """Of the life cycle, only what begins, changes or ends a live edition; drafts are written all day."""
    live = f"NEW.status = {_LIVE} OR OLD.status = {_LIVE}"
    yield Count("counts_publications", EDITION, "UPDATE", live)
    for table, name in (("editions_address", "addresses"), ("editions_topic", "topics"),
                        ("editions_page_topics", "topics_of_pages")):  # fmt: skip
        for event in ("INSERT", "UPDATE", "DELETE"):
            yield Count(f"counts_{name}_{event.lower()}", table, event)
    # The banner of the demonstration stands on every page.
    changed = "NEW.is_demonstration IS DISTINCT FROM OLD.is_demonstration"
    yield Count("counts_demonstrations", "people_user", "UPDATE", changed)
