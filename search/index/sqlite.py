"""FTS5 over ``search_entry``: two tables without words of their own, which triggers keep as the rows are."""

from django.db import DatabaseError

_TABLES = {"head": ("names", "points"), "whole": ("names", "points", "body")}
# Stems are words already: nothing but spaces is between them.
_TOKENS = 'tokenize = "unicode61 remove_diacritics 0", detail = full'


def install(execute):
    for part, columns in _TABLES.items():
        table, listed = f"search_{part}", ", ".join(columns)
        old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
        take_out = f"INSERT INTO {table}({table}, rowid, {listed}) VALUES ('delete', OLD.edition_id, {old});"
        put_in = f"INSERT INTO {table}(rowid, {listed}) VALUES (NEW.edition_id, {new});"
        execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5({listed}, content = 'search_entry', "
            f"content_rowid = 'edition_id', {_TOKENS})"
        )
        for event, does in (("INSERT", put_in), ("DELETE", take_out), ("UPDATE", f"{take_out} {put_in}")):
            execute(f"CREATE TRIGGER {table}_{event.lower()} AFTER {event} ON search_entry BEGIN {does} END")


def uninstall(execute):
    for part in _TABLES:
        for event in ("insert", "delete", "update"):
            execute(f"DROP TRIGGER search_{part}_{event}")
        execute(f"DROP TABLE search_{part}")


def one(number, part, expression, most):
    sql = f"SELECT {number}, rowid FROM search_{part} WHERE search_{part} MATCH %s LIMIT {most}"
    return sql, [_expression(expression)]


def weigh(ids, stems):
    """bm25 is the smaller the better, below 0."""
    marks = ", ".join(["%s"] * len(ids))
    any_of = _expression([(stem,) for stem in stems])
    sql = (
        "SELECT rowid, -bm25(search_whole, 4.0, 2.0, 1.0) FROM search_whole "
        f"WHERE search_whole MATCH %s AND rowid IN ({marks})"
    )
    return sql, [any_of, *ids]


def _expression(alternatives):
    return " OR ".join(f"({' AND '.join(_quoted(stem) for stem in together)})" for together in alternatives)


def _quoted(stem):
    return '"' + stem.replace('"', "") + '"'


def differences(connection):
    for part in _TABLES:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO search_{part}(search_{part}, rank) VALUES ('integrity-check', 1)")
        except DatabaseError:
            yield f"the full-text table search_{part} is not what its entries say: run rebuild_search"


def rebuild(connection):
    for part in _TABLES:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO search_{part}(search_{part}) VALUES ('rebuild')")
