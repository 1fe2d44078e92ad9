import sys

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finding: the search page, suggestions, what to read next."""

    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from editions import alongside, serving, verification
        from people import roles
        from search import entries, index, neighbours
        from search.verification import problems

        post_migrate.connect(first_index, sender=self)
        alongside.register(entries.put, entries.drop, index.wipe)
        verification.register(problems)
        serving.register(neighbours.offer_next)
        for role in (roles.WRITER, roles.CLINICAL_REVIEWER, roles.EDITOR_IN_CHIEF):
            roles.grant(role, "search.view_unfound")
        roles.grant(roles.EDITOR_IN_CHIEF, "search.delete_unfound")


def first_index(using, verbosity=1, stdout=None, **kwargs):
    """A site that had pages before it had a search gets its index with ``migrate``."""
    from editions.models import Edition
    from search.models import Entry
    from search.verification import rebuild

    if using == DEFAULT_DB_ALIAS and not Entry.objects.exists() and Edition.objects.live().exists():
        done = rebuild()
        if verbosity:
            (stdout or sys.stdout).write(f"  The search finds {done} live pages now.\n")
