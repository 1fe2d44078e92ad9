from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finding: the search page, suggestions, what to read next."""

    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from editions import alongside, verification
        from search import entries
        from search.verification import problems

        alongside.register(entries.put, entries.drop_edition)
        verification.register(problems)
