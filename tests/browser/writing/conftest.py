"""A draft, and its form open in its writer's browser."""

import pytest

from tests.browser.writing.form import WritingDesk
from tests.conftest import KINDS


@pytest.fixture
def draft(writer):
    return KINDS["article"].begin(writer)


@pytest.fixture
def desk(browser, live_server, complaints):
    desk = WritingDesk(browser, live_server, complaints)
    yield desk
    desk.close()
    assert complaints == []


@pytest.fixture
def ours(desk, writer, draft):
    """The form of the draft, open in the writer's browser."""
    return desk.open(writer, draft)
