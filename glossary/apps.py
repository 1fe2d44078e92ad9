from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GlossaryConfig(AppConfig):
    """A kind: terms and medicines, explained in place wherever a live text uses them."""

    name = "glossary"
    verbose_name = _("Glossary")

    def ready(self):
        from editions import everywhere, serving
        from glossary.entries import compiled
        from glossary.explaining import explain
        from glossary.models import TermEdition

        everywhere.register(TermEdition, compiled)
        serving.register(explain)
        self._register_screens()
        self._register_words()

    def _register_words(self):
        from glossary import checks as ours
        from wording import checks, items, medicines

        for check in (ours.brands_alone, ours.unexplained):
            checks.register(check)
        medicines.register_terms(ours.every_name)
        medicines.register_medicines(ours.medicine_names)
        items.register_risky_words(ours.medicine_words)

    def _register_screens(self):
        from editions import history, work
        from glossary import recheck_screens

        work.register_queue(recheck_screens.queue)
        history.register_panel(recheck_screens.panel)
