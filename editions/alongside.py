"""What is kept of live editions elsewhere, such as the index of the search, changed in the same transaction.

An app above registers ``put(edition)``, ``drop(edition)`` and ``wipe()``, which leaves nothing of what was dropped. A
failure of ``put`` undoes the publication. Nothing keeps a page up: a failure of ``drop`` is logged, and whoever reads
what was kept has to look whether it is live. A failure of ``wipe`` is logged, too.
"""

import logging

from django.db import transaction

logger = logging.getLogger(__name__)

_registered = []


def register(put, drop, wipe):
    if (put, drop, wipe) not in _registered:
        _registered.append((put, drop, wipe))


def goes_live(edition):
    for put, _drop, _wipe in _registered:
        put(edition.specific)


def goes_down(edition):
    for _put, drop, _wipe in _registered:
        try:
            with transaction.atomic():
                drop(edition)
        except Exception:
            logger.exception("Edition %s is no longer live, but what is kept of it was not taken out.", edition.pk)


def is_erased(page):
    """After its editions went down."""
    for _put, _drop, wipe in _registered:
        try:
            with transaction.atomic():
                wipe()
        except Exception:
            logger.exception("Page %s is erased, but words of it may be left in what is kept alongside.", page.pk)
