from django.core import checks
from django.db import connection

from editions.guards.rules import all_guards
from wording import lists

POSTGRESQL_NAME_LENGTH = 63


@checks.register
def guard_names_fit(app_configs, **kwargs):
    """A name that PostgreSQL would cut could be that of another guard."""
    return [
        checks.Error(f"The name of the guard {guard.id} is longer than {POSTGRESQL_NAME_LENGTH}.", id="editions.E001")
        for guard in all_guards()
        if len(guard.id) > POSTGRESQL_NAME_LENGTH
    ]


@checks.register
def an_engine_with_guards(app_configs, **kwargs):
    if connection.vendor in {"sqlite", "postgresql"}:
        return []
    return [checks.Error("The guards are written for SQLite and PostgreSQL only.", id="editions.E002")]


@checks.register
def lists_of_words_can_be_read(app_configs, **kwargs):
    return [checks.Error(problem, id="editions.E003") for problem in lists.problems()]
