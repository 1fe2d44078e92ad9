"""Where the PDFs lie: under the seal of their edition, in a folder of the site's files that no web server shows."""

import hashlib
import os
import re
import tempfile
import time
from pathlib import Path

from django.core.files.storage import default_storage

FOLDER = "printouts"
SEAL = re.compile(r"[0-9a-f]{64}")
_OLD = 60 * 60  # seconds, after which nobody writes a file any longer


def path_of(seal):
    """Where the storage keeps the file. Raises ValueError for what is no seal: a way out of the folder, say."""
    if not SEAL.fullmatch(seal):
        raise ValueError("That is no seal.")
    return f"{FOLDER}/{seal}.pdf"


def exists(seal):
    return default_storage.exists(path_of(seal))


def read(seal):
    """The file's content; None when it is missing, or cannot be read."""
    try:
        with default_storage.open(path_of(seal)) as file:
            return file.read()
    except OSError:
        return None


def sum_of(content):
    return hashlib.sha256(content).hexdigest()


def write(seal, content):
    """Put the whole file there in one step, in the place of one that is there."""
    place = Path(default_storage.path(path_of(seal)))
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, new = tempfile.mkstemp(dir=place.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(new).replace(place)
    except BaseException:
        Path(new).unlink(missing_ok=True)
        raise


def remove(name):
    (_folder() / name).unlink(missing_ok=True)


def names_beside(seals):
    """Names of files that belong to none of these editions, and of those that were never finished."""
    wanted = {f"{seal}.pdf" for seal in seals}
    return sorted(place.name for place in _folder().glob("*") if _is_left(place, wanted))


def _is_left(place, wanted):
    if place.name.startswith(".new-"):
        return place.stat().st_mtime < time.time() - _OLD
    return place.name.endswith(".pdf") and place.name not in wanted


def _folder():
    return Path(default_storage.path(FOLDER))
