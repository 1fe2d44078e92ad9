"""The database of a benchmark: empty, of the engine that is measured, and gone with it unless it is kept."""

import contextlib
import tempfile
from pathlib import Path

from tests.engines import cluster


@contextlib.contextmanager
def database(engine, keep=None):
    """The URL of a database. ``keep``: a file for SQLite, which is there again next time."""
    if engine == "postgresql":
        with cluster() as url:
            yield url
    elif keep:
        yield f"sqlite:///{keep}"
    else:
        with tempfile.TemporaryDirectory(prefix="stage4-benchmark-") as folder:
            yield f"sqlite:///{Path(folder) / 'site.sqlite3'}"
