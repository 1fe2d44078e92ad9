from functools import wraps

from django.contrib.auth import get_user_model
from django.db import transaction


def step(method):
    """A change of a question, whole or not at all: by a person (``by=``), or without one by whoever asked.

    Locks the page of its answer and then the question's own row, so that changes follow one another and none
    crosses a publication; then reads question and person afresh. Raises ``Refused``; then nothing has changed.
    """

    @wraps(method)
    def done(self, *, by=None, **details):
        with transaction.atomic():
            self.lock()
            return method(self, by=by and get_user_model().objects.get(pk=by.pk), **details)

    return done
