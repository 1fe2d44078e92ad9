"""Sessions in the database under a hash of their key, and bound to it.

Who reads the database cannot take a session over, and who writes it cannot copy one person's into another's:
the signed data names the key that it belongs to.
"""

from django.contrib.sessions.backends import db
from django.utils import timezone

from people.signatures import sha256

LENGTH = 40  # of the column
BOUND_TO = "_bound_to"


def stored(session_key):
    """What stands in the database for the key in a person's cookie."""
    return session_key and sha256(session_key)[:LENGTH]


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        found = self.model.objects.filter(session_key=stored(self.session_key), expire_date__gt=timezone.now()).first()
        if found is None:
            self._session_key = None
        return found

    def load(self):
        data = super().load()
        if data.pop(BOUND_TO, None) == stored(self.session_key):
            return data
        self._session_key = None
        return {}

    def exists(self, session_key):
        return super().exists(stored(session_key))

    def create_model_instance(self, data):
        key = stored(self._get_or_create_session_key())
        session = super().create_model_instance({**data, BOUND_TO: key})
        session.session_key = key
        return session

    def delete(self, session_key=None):
        super().delete(stored(session_key or self.session_key))
