"""Triggers that count each change of what readers see, in the transaction that makes it.

Pages, caches and what is computed from all live editions are kept for a generation (``editions.reading``), so a
change that was not counted would not be seen. They are installed and verified with the guards.
"""

from dataclasses import dataclass

from editions.guards.guard import BOTH
from editions.guards.rules import EDITION

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
        return frozenset({self.table, GENERATION, EDITION, "editions_page_topics"})


_registered = []


def register(counts):
    """``counts()`` gives the counts of an app above: of what it adds to public pages."""
    if counts not in _registered:
        _registered.append(counts)
    return counts


def all_counts():
    """Only what readers can see is counted: drafts are written all day, and each count waits for the one before."""
    for counts in _registered:
        yield from counts()
    yield Count("counts_publications", EDITION, "UPDATE", f"NEW.status = {_LIVE} OR OLD.status = {_LIVE}")
    # Of a page that was public readers are told that it was taken down, until it is erased.
    erased = "NEW.erased_at IS DISTINCT FROM OLD.erased_at AND NEW.published_at IS NOT NULL"
    yield Count("counts_erasures", EDITION, "UPDATE", erased)
    for table, name in _OF_PAGES.items():
        for event, rows in _ROWS.items():
            when = " OR ".join(_is_live(f"{row}.page_id") for row in rows)
            yield Count(f"counts_{name}_{event.lower()}", table, event, when)
    # A topic that gathers a page is not deleted before it gathers none.
    yield Count("counts_topics", "editions_topic", "UPDATE", _gathers_a_live_page("OLD.id"))
    # The banner of the demonstration stands on every page.
    changed = "NEW.is_demonstration IS DISTINCT FROM OLD.is_demonstration"
    yield Count("counts_demonstrations", "people_user", "UPDATE", changed)


# Tables whose rows belong to a page, and what is counted of those.
_OF_PAGES = {
    "editions_address": "addresses",
    "editions_page_topics": "topics_of_pages",
    "editions_firststep": "first_steps",
}
_ROWS = {"INSERT": ("NEW",), "UPDATE": ("NEW", "OLD"), "DELETE": ("OLD",)}


def of_live_editions(table, name):
    """The counts of a table of an app above whose rows belong to an edition: while that is live."""
    for event, rows in _ROWS.items():
        when = " OR ".join(
            f"EXISTS (SELECT 1 FROM {EDITION} e WHERE e.id = {row}.edition_id AND e.status = {_LIVE})" for row in rows
        )
        yield Count(f"counts_{name}_{event.lower()}", table, event, when)


def _is_live(page):
    return f"EXISTS (SELECT 1 FROM {EDITION} e WHERE e.page_id = {page} AND e.status = {_LIVE})"


def _gathers_a_live_page(topic):
    return (
        f"EXISTS (SELECT 1 FROM editions_page_topics t JOIN {EDITION} e ON e.page_id = t.page_id "
        f"WHERE t.topic_id = {topic} AND e.status = {_LIVE})"
    )
