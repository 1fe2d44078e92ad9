"""What is kept of live editions elsewhere, such as the index of the search, changed in the same transaction.

An app above registers ``put(edition)`` and ``drop(edition)``. A failure of ``put`` undoes the publication. Nothing
keeps a page up: a failure of ``drop`` is logged, and whoever reads what was kept has to look whether it is live.
"""

import logging

from django.db import transaction

logger = logging.getLogger(__name__)

_registered = []


def register(put, drop):
    if (put, drop) not in _registered:
        _registered.append((put, drop))


def goes_live(edition):
    for put, _drop in _registered:
        put(edition.specific)


def goes_down(edition):
    for _put, drop in _registered:
        try:
            with transaction.atomic():
                drop(edition)
        except Exception:
            logger.exception("Edition %s is no longer live, but what is kept of it was not taken out.", edition.pk)
