"""So that a proxy which shows its kept pages while the site is down shows none that was withdrawn.

The proxy's key of a page holds where the link ``current`` in ``FRONT_CACHE_STATE`` points to (deploy/nginx.conf).
Before a withdrawal is committed the link moves to a new ``closed-…``: what was kept before is never found again,
and nothing is kept. After the commit it moves to a new ``open-…``, unless another withdrawal is under way. A process
that dies in between leaves it closed, which costs kept pages and shows none; ``migrate``, a start of the site and
``publish_due`` open it again.
"""

import fcntl
import logging
import secrets
import time
from pathlib import Path

from django.conf import settings
from django.db import transaction

logger = logging.getLogger(__name__)


def close_until_commit():
    """Called in a withdrawal's transaction. When the folder cannot be written, it goes on without it: then False."""
    if not settings.FRONT_CACHE_STATE:
        return True
    try:
        lock = _locked(fcntl.LOCK_SH)  # kept until the commit; a rollback, or the process' death, lets it go
        _point("closed")
    except OSError:
        logger.critical("FRONT_CACHE_STATE cannot be written: empty the proxy's cache, it may show a withdrawn page.")
        return False
    transaction.on_commit(lambda: (lock.close(), open_again(renew=True)), robust=True)
    return True


def open_again(renew=False):
    """Let the proxy keep pages, unless a withdrawal is under way. An open one stays, but with ``renew``."""
    if not settings.FRONT_CACHE_STATE:
        return
    try:
        if not _folder().exists():
            _folder().mkdir(parents=True)
            _folder().chmod(0o711)  # the proxy is another account, and only follows the link
        with _locked(fcntl.LOCK_EX, patience=0):
            if renew or not _target().startswith("open-"):
                _point("open")
            _sweep()
    except BlockingIOError:
        pass  # that withdrawal opens it
    except OSError:
        logger.critical("FRONT_CACHE_STATE cannot be written: the proxy keeps no page, or may show a withdrawn one.")


def _locked(how, patience=1.0):
    """The open file of the lock; BlockingIOError after this many seconds."""
    file = (_folder() / "lock").open("a")
    ends = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= ends:
                file.close()
                raise
            time.sleep(0.01)
        else:
            return file


def _folder():
    return Path(settings.FRONT_CACHE_STATE)


def _target():
    link = _folder() / "current"
    return str(link.readlink()) if link.is_symlink() else ""


def _point(state):
    """Moves the link, in one step, to a new and empty folder."""
    new = f"{state}-{secrets.token_hex(8)}"
    (_folder() / new).mkdir()
    made = _folder() / f"link-{new}"
    made.symlink_to(new)
    made.replace(_folder() / "current")


def _sweep():
    """Removes former targets, but for those of the last minute: a request may be looking at one."""
    for folder in [*_folder().glob("open-*"), *_folder().glob("closed-*")]:
        if folder.name != _target() and folder.stat().st_mtime < time.time() - 60:
            folder.rmdir()
