"""The full-text index, one interface over two engines: SQLite's FTS5, PostgreSQL's tsvector with GIN.

Each keeps its index beside ``search_entry`` by itself, in the transaction that changes a row. ``head`` holds names,
summary and headings; ``whole`` the text, too.
"""

from django.db import connection

from search.index import postgresql, sqlite

HEAD, WHOLE = "head", "whole"


def engine():
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


def matching(asked):
    """{number: set of edition ids} of those that match, for each (part, expression, most) in ``asked``.

    An expression is a tuple of alternatives, each a tuple of stems which all have to be there; ``most`` are looked for.
    """
    found = {number: set() for number in range(len(asked))}
    if asked:
        parts = [engine().one(number, *one) for number, one in enumerate(asked)]
        sql = " UNION ALL ".join(f"SELECT * FROM ({part}) AS q{number}" for number, (part, _value) in enumerate(parts))
        for number, edition_id in _rows(sql, [value for _sql, values in parts for value in values]):
            found[number].add(edition_id)
    return found


def differences():
    """A sentence for each thing that is wrong with the engine's own index."""
    return engine().differences(connection)


def mend():
    """Make the engine's own index anew from the entries, if it differs from them."""
    if any(differences()):
        engine().rebuild(connection)


def wipe():
    """Leave no word in the engine's own index that only stood in entries which are gone."""
    engine().wipe(connection)


def _rows(sql, values):
    with engine().looking(connection) as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
