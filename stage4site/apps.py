from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class SiteConfig(AppConfig):
    """The site as a whole: home, addresses, the demonstration content. The one app that knows all the others."""

    name = "stage4site"


class Stage4AdminConfig(AdminConfig):
    default_site = "stage4site.desk.Stage4AdminSite"
