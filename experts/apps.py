from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpertsConfig(AppConfig):
    """A kind: public profiles of the people behind the pages."""

    name = "experts"
    verbose_name = _("Experts")

    def ready(self):
        from editions import profiles
        from experts.models import profile_path

        profiles.register(profile_path)
