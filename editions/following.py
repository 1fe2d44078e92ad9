"""What is done after an edition went live, outside its transaction: nothing here can stop a publication.

An app above registers ``follow(edition)``. It is called once the publication is committed; a failure is logged, and
whatever follows has to be made up for by a command of that app.
"""

import logging
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.db import transaction

logger = logging.getLogger(__name__)

_registered = []
_at_rest = ContextVar("at_rest", default=False)


def register(follow):
    if follow not in _registered:
        _registered.append(follow)
    return follow


def went_live(edition):
    """Called in the transaction that puts an edition live."""
    if not _at_rest.get():
        transaction.on_commit(partial(_tell, edition), robust=True)


@contextmanager
def resting():
    """A block in which nothing follows: whoever publishes by the hundred makes up for it afterwards."""
    token = _at_rest.set(True)
    try:
        yield
    finally:
        _at_rest.reset(token)


def _tell(edition):
    for follow in _registered:
        try:
            follow(edition)
        except Exception:
            logger.exception("Edition %s is live; what follows from it was not done.", edition.pk)
