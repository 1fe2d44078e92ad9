"""Production's settings, but static files keep their names: a site of these needs no collectstatic."""

from stage4site.settings import *  # noqa: F403
from stage4site.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
