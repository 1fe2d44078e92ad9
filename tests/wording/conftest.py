"""The checks alone: what apps have registered with them, such as the names of a glossary, is left out."""

import pytest

from wording import checks, items, medicines


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch):
    for module, name in (
        (checks, "_registered"),
        (items, "_registered"),
        (medicines, "_registered"),
        (medicines, "_medicines"),
    ):
        monkeypatch.setattr(module, name, [])
