from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finding: the search page, suggestions, what to read next."""

    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from editions import alongside, serving, verification
        from people import roles
        from search import entries, neighbours
        from search.verification import problems

        alongside.register(entries.put, entries.drop_edition)
        verification.register(problems)
        serving.register(neighbours.offer_next)
        for role in (roles.WRITER, roles.CLINICAL_REVIEWER, roles.EDITOR_IN_CHIEF):
            roles.grant(role, "search.view_unfound")
        roles.grant(roles.EDITOR_IN_CHIEF, "search.delete_unfound")
