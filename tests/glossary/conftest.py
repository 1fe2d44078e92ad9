import pytest

from editions import reading
from tests.conftest import KINDS


@pytest.fixture
def shelf(writer, reviewer):
    return Shelf(writer, reviewer)


class Shelf:
    """Puts pages live, as a writer and a reviewer do."""

    def __init__(self, writer, reviewer):
        self.writer, self.reviewer = writer, reviewer

    def term(self, slug, name, definition="What it is.", **words):
        """A word; a medicine is one with ``sort="drug"`` and the words of tests/conftest.py."""
        own = {} if words.get("sort") == "drug" else dict.fromkeys(KINDS["term"].words, "")
        plain = {"sort": "term", "names": "", "not_the_same_as": ""}
        return self._live("term", slug, {**own, **plain, "title": name, "summary": definition, **words})

    def drug(self, slug, name, **words):
        return self.term(slug, name, **{"sort": "drug", **words})

    def article(self, slug="an-article", **words):
        return self._live("article", slug, words)

    def following(self, live, **words):
        draft = live.page.start_draft(by=self.writer, change_note="Changed.", **words)
        return self._approved(draft)

    def _live(self, kind, slug, words):
        return self._approved(KINDS[kind].begin(self.writer, slug=slug, **words))

    def _approved(self, draft):
        draft.submit(by=self.writer, saved=0)
        draft.approve(by=self.reviewer, seal=draft.seal, answers={one.key: "Read." for one in draft.warnings()})
        return draft

    @staticmethod
    def in_a_new_process():
        """What this process keeps is forgotten."""
        reading.forget()
