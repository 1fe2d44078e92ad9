"""The site's own settings, with what the tests add: a second kind, quick passwords, mail in memory."""

from stage4site.settings import *  # noqa: F403
from stage4site.settings import INSTALLED_APPS

INSTALLED_APPS = ["tests.leaflets", *INSTALLED_APPS]
ROOT_URLCONF = "tests.leaflets.urls"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
GUARDS_CHECKED_EVERY = None
