"""FTS5 over ``search_entry``: two tables without words of their own, which triggers keep as the rows are."""

from django.db import DatabaseError, transaction

_TABLES = {"head": ("names", "points"), "whole": ("names", "points", "body")}
# Stems are words already: nothing but spaces is between them.
_TOKENS = 'tokenize = "unicode61 remove_diacritics 0", detail = full'


def install(execute):
    for part, columns in _TABLES.items():
        execute(
            f"CREATE VIRTUAL TABLE search_{part} USING fts5({', '.join(columns)}, content = 'search_entry', "
            f"content_rowid = 'edition_id', {_TOKENS})"
        )
        for trigger in _triggers(part).values():
            execute(trigger)


def _triggers(part):
    """{name: SQL} of the triggers that keep this table as the rows are."""
    table, columns = f"search_{part}", _TABLES[part]
    listed = ", ".join(columns)
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
    take_out = f"INSERT INTO {table}({table}, rowid, {listed}) VALUES ('delete', OLD.edition_id, {old});"
    put_in = f"INSERT INTO {table}(rowid, {listed}) VALUES (NEW.edition_id, {new});"
    does = {"insert": put_in, "delete": take_out, "update": f"{take_out} {put_in}"}
    return {
        f"{table}_{event}": f"CREATE TRIGGER {table}_{event} AFTER {event.upper()} ON search_entry BEGIN {what} END"
        for event, what in does.items()
    }


def uninstall(execute):
    for part in _TABLES:
        for name in _triggers(part):
            execute(f"DROP TRIGGER IF EXISTS {name}")
        execute(f"DROP TABLE IF EXISTS search_{part}")


def looking(connection):
    return connection.cursor()


def one(number, part, expression, most):
    sql = f"SELECT {number}, rowid FROM search_{part} WHERE search_{part} MATCH %s LIMIT {most}"
    return sql, [_expression(expression)]


def _expression(alternatives):
    return " OR ".join(f"({' AND '.join(_quoted(stem) for stem in together)})" for together in alternatives)


def _quoted(stem):
    return '"' + stem.replace('"', "") + '"'


def differences(connection):
    for part in _TABLES:
        if not (_follows(connection, part) and _is_whole(connection, part)):
            yield f"the full-text table search_{part} is not what its entries say: run rebuild_search"


def _follows(connection, part):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'search_entry'")
        return _triggers(part).items() <= dict(cursor.fetchall()).items()


def _is_whole(connection, part):
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO search_{part}(search_{part}, rank) VALUES ('integrity-check', 1)")
    except DatabaseError as error:
        if "locked" in str(error):  # somebody writes: that says nothing of the table
            raise
        return False
    return True


def wipe(connection):
    """FTS5 takes a row out by a mark beside its words, which go once all parts of the index are merged into one."""
    with connection.cursor() as cursor:
        for part in _TABLES:
            cursor.execute(f"INSERT INTO search_{part}(search_{part}) VALUES ('optimize')")


def rebuild(connection):
    with transaction.atomic(), connection.cursor() as cursor:
        uninstall(cursor.execute)
        install(cursor.execute)
        for part in _TABLES:
            cursor.execute(f"INSERT INTO search_{part}(search_{part}) VALUES ('rebuild')")
