"""Every way round the models that we could think of, by the guard that must refuse it; a file for each subject."""

from django.db import connection

from tests.editions.attacks import birth, deleting, identity, moves, questions, records, signatures, words
from tests.editions.attacks.registry import ATTACKS

SUBJECTS = (birth, deleting, identity, moves, questions, records, signatures, words)  # each registers its attacks


def attacks_for_this_engine():
    return [one for one in ATTACKS if connection.vendor in one.engines]
