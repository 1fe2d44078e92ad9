"""tsvector over ``search_entry``: two generated columns with a GIN index each. Stems are words already: "simple"."""

from contextlib import contextmanager

from django.db import transaction

_FEW = 100
_COLUMNS = {"head": ("names", "points"), "whole": ("names", "points", "body")}


def install(execute):
    for part, columns in _COLUMNS.items():
        made_of = "to_tsvector('simple', " + " || ' ' || ".join(columns) + ")"
        execute(f"ALTER TABLE search_entry ADD COLUMN {part} tsvector GENERATED ALWAYS AS ({made_of}) STORED")
        execute(f"CREATE INDEX search_entry_{part} ON search_entry USING gin ({part}) WITH (fastupdate = off)")


def uninstall(execute):
    for part in _COLUMNS:
        execute(f"ALTER TABLE search_entry DROP COLUMN {part}")


@contextmanager
def looking(connection):
    """A cursor that goes by the index alone. For a frequent word PostgreSQL would read the rows themselves one by one,
    for it does not reckon with what it costs to unpack each vector.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield cursor


def one(number, part, expression, most):
    ordered = "ORDER BY edition_id" if most <= _FEW else ""  # SQLite always gives the first
    sql = f"SELECT {number}, edition_id FROM search_entry WHERE {part} @@ %s::tsquery {ordered} LIMIT {most}"
    return sql, [_expression(expression)]


def _expression(alternatives):
    return " | ".join(f"({' & '.join(_quoted(stem) for stem in together)})" for together in alternatives)


def _quoted(stem):
    return "'" + stem.replace("'", "").replace("\\", "") + "'"


def differences(connection):
    """The engine makes its columns itself: nothing can differ."""
    return ()


def wipe(connection):
    """What is gone with its row leaves the files once VACUUM has been there, as in every table."""
