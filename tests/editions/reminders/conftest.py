"""Editions of one kind, submitted or live since 4 January 2027."""

import pytest

from tests.conftest import KINDS
from tests.editions.reminders.clock import at


@pytest.fixture
def kind():
    """Reminders know no kind: one is enough."""
    return KINDS["article"]


@pytest.fixture
def submitted(stage):
    with at(2027, 1, 4):
        return stage.submitted()


@pytest.fixture
def live(stage):
    """Reviewed on 4 January 2027, due on 4 January 2028."""
    with at(2027, 1, 4):
        return stage.live()
