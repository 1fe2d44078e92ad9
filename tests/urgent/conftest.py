import pytest

from tests.conftest import KINDS


@pytest.fixture
def publish(writer, reviewer):
    """``publish(country, slug, **words)``: a live card by the writer, approved by the reviewer."""

    def publish(country="GB", slug=None, language="en", **words):
        slug = slug or f"{country}-{language}".lower()
        draft = KINDS["urgent"].begin(writer, slug=slug, country=country, language=language, **words)
        draft.submit(by=writer, saved=0)
        draft.approve(by=reviewer, seal=draft.seal)
        return draft

    return publish
