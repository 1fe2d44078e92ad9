import logging
import sys

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin.apps import AdminConfig

from stage4site import logs


class SiteConfig(AppConfig):
    """The site as a whole: home, addresses, the demonstration content. The one app that knows all the others."""

    name = "stage4site"

    def ready(self):
        if settings.PRODUCTION:
            sys.excepthook = logs.quiet_uncaught
            logging.captureWarnings(True)


class Stage4AdminConfig(AdminConfig):
    default_site = "stage4site.desk.Stage4AdminSite"
