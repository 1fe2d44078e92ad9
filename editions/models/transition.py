from functools import wraps

from django.contrib.auth import get_user_model
from django.db import transaction


def transition(method):
    """A change of state of a page or an edition, made by a person (``by=``), whole or not at all.

    Locks the page's row first, so that transitions of one page follow one another; then reads the
    edition and the person afresh, so that what is checked is what stands in the database. Raises
    ``Refused`` with the reason; then nothing has changed.
    """

    @wraps(method)
    def moved(self, *, by, **details):
        with transaction.atomic():
            self.lock()
            return method(self, by=get_user_model().objects.get(pk=by.pk), **details)

    return moved
