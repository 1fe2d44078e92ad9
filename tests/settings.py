"""The site's own settings, with what the tests add: a second kind, quick passwords, mail in memory."""

import os
from pathlib import Path
from tempfile import gettempdir

from stage4site.settings import *  # noqa: F403
from stage4site.settings import BASE_DIR, DATABASES, INSTALLED_APPS

INSTALLED_APPS = ["tests.leaflets", *INSTALLED_APPS]
ROOT_URLCONF = "tests.leaflets.urls"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT = BASE_DIR / "static"  # WhiteNoise warns of a folder that is not there
GUARDS_CHECKED_EVERY = None
# No PDF for each of thousands of publications: tests/printouts asks for those that it needs.
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as on a real site: each thread has a connection of its own. It need not survive a power cut.
    DATABASES["default"]["TEST"] = {"NAME": Path(gettempdir()) / f"stage4-test-{os.getpid()}.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
