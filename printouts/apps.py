from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrintoutsConfig(AppConfig):
    """Taking a page away: its PDF, and whether a printout is still current."""

    name = "printouts"
    verbose_name = _("Printouts")
