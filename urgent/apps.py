from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UrgentConfig(AppConfig):
    """A kind: what to do in an emergency, country by country."""

    name = "urgent"
    verbose_name = _("Emergency cards")

    def ready(self):
        from editions import everywhere
        from urgent.models import UrgentEdition, ordered

        everywhere.register(UrgentEdition, ordered)
