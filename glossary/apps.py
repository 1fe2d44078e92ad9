from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GlossaryConfig(AppConfig):
    """A kind: terms and medicines, explained in place wherever a live text uses them."""

    name = "glossary"
    verbose_name = _("Glossary")

    def ready(self):
        from editions import serving
        from glossary.explaining import explain

        serving.register(explain)
