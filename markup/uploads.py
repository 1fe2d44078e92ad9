"""Uploaded files: named by their content, so that a name in sealed words stands for one content and no other."""

import hashlib
import re
from pathlib import Path
from threading import Lock

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

FOLDER = "/media/"
TYPES = {"webp": "image/webp", "mp4": "video/mp4", "webm": "video/webm", "vtt": "text/vtt; charset=utf-8"}
NAME = rf"[0-9a-f]{{64}}\.(?:{'|'.join(TYPES)})"
_PART = 256 * 1024


def path_of(name):
    """Where the storage keeps the file of this name."""
    return f"{'pictures' if name.endswith('.webp') else 'films'}/{name}"


def address_of(name):
    """The address of this file, as it stands in Markdown and in links."""
    return f"{FOLDER}{name}"


def is_film(name):
    """Whether this is the name of a film that is there."""
    return re.fullmatch(NAME, name) is not None and type_of(name).startswith("video/") and exists(name)


def type_of(name):
    return TYPES[name.rpartition(".")[2]]


def digest(parts):
    """The SHA-256, in hex, of a content that comes in parts."""
    made = hashlib.sha256()
    for part in parts:
        made.update(part)
    return made.hexdigest()


def keep(name, file):
    """Store a file under its name, unless it is there: what is stored is never replaced. True when it was added."""
    if holds(name):
        return False
    if default_storage.exists(path_of(name)):  # another content: half a file, after a crash
        default_storage.delete(path_of(name))
    default_storage.save(path_of(name), file)
    return True


def exists(name):
    return default_storage.exists(path_of(name))


def opened(name):
    """The file of this name, open for reading; None when it is missing, or not what its name promises.

    Films are large, and trusted while nothing is done to their files; the others are read whole at each showing.
    """
    if is_film(name):
        return default_storage.open(path_of(name)) if holds(name) else None
    content = read(name)
    return None if content is None else ContentFile(content)


def read(name):
    """The whole content of the file of this name, for those that are small; None as in ``opened``."""
    if not exists(name):
        return None
    with default_storage.open(path_of(name)) as file:
        content = file.read()
    return content if name.startswith(digest([content])) else None


def holds(name, *, anew=False):
    """Whether the file is there and has the content that its name promises.

    A large file is read for that once in each process, and again when anything was done to it (or ``anew``).
    """
    path = path_of(name)
    if not exists(name):
        return False
    look = (default_storage.size(path), *_touched(path))
    if not anew and _known.get(name) == look:
        return True
    # A player asks for many parts at once: one of them reads the film, the others wait for what it finds.
    with _reading.setdefault(name, Lock()):
        if anew or _known.get(name) != look:
            _read_whole(name, path, look)
        return _known.get(name) == look


def _touched(path):
    """Which file it is, and when it was written, or changed in any way: the first of these times can be set back."""
    about = Path(default_storage.path(path)).stat()
    return about.st_ino, about.st_mtime_ns, about.st_ctime_ns


def _read_whole(name, path, look):
    _known.pop(name, None)
    with default_storage.open(path) as file:
        is_whole = name.startswith(digest(iter(lambda: file.read(_PART), b"")))
    if is_whole:
        _known[name] = look


# Size and times with which each file had its content when it was last read; who reads it now.
_known, _reading = {}, {}
