"""A page with a long life, and an auditor who checks its record."""

import pytest

from tests.editions.record.auditor import Auditor, long_life


@pytest.fixture
def checked(tmp_path, settings):
    return Auditor(tmp_path, settings.COUNTERSIGN_KEYS)


@pytest.fixture
def page(stage):
    return long_life(stage)
