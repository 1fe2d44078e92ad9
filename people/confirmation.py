from contextlib import contextmanager, suppress

from django.core.exceptions import ObjectDoesNotExist


@contextmanager
def kept(user):
    """Keep the confirmation of the user's credentials over a password change by the user.

    Only a confirmation that held before is signed again: nobody lifts a suspension by changing
    the password a second time.
    """
    before = user.password
    credentials = None
    with suppress(ObjectDoesNotExist):
        credentials = user.credentials if user.pk else None
    held = credentials is not None and credentials.is_confirmed()
    yield
    if held and user.password != before:
        credentials.user = user
        credentials.sign_again()
