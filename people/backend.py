from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings


class Backend(AuthenticationBackend):
    """Sign-in by e-mail; on a production site never for a demonstration account, whose password is public."""

    def user_can_authenticate(self, user):
        return super().user_can_authenticate(user) and not (settings.PRODUCTION and user.is_demonstration)
