"""Guards as triggers, on SQLite and on PostgreSQL. An installed guard is named ``<table>.<trigger>``.

A guard refuses before the change; what has ``does`` (``editions.guards.counting``) runs a statement after it.
"""

from editions.guards.counting import COUNT, GENERATION

# pg_trigger.tgtype: for each row (a TRUNCATE has none) and the event; BEFORE is added.
_PG_TYPE = {"INSERT": 1 + 4, "DELETE": 1 + 8, "UPDATE": 1 + 16, "TRUNCATE": 32}
_PG_BEFORE = 2
# A temporary table must not stand in for a real one, nor a session's settings change how dates compare.
# Lower case: as PostgreSQL keeps an unquoted word, and as it is compared.
_PG_SETTINGS = ("search_path=public, pg_temp", "TimeZone=utc", "DateStyle=iso")


def engine_of(connection):
    return {"sqlite": SQLite, "postgresql": PostgreSQL}[connection.vendor](connection)


def _when(guard):
    return "AFTER" if guard.does else "BEFORE"


class Engine:
    """What is installed, compared with what is wanted. Subclasses say how a trigger is written and read."""

    def __init__(self, connection):
        self.connection = connection

    def installed(self):
        return sorted(self._found())

    def differences(self, guards):
        """A sentence for each guard that is missing, altered, switched off or no longer wanted."""
        found, wanted = self._found(), {f"{guard.table}.{guard.id}": guard for guard in guards}
        missing = [name for name in wanted if name not in found]
        altered = [name for name, guard in wanted.items() if name in found and found[name] != self._expected(guard)]
        stale = [name for name in found if name not in wanted]
        return [
            *(f"guard {wanted[name].name} is missing from {wanted[name].table}" for name in missing),
            *(f"guard {wanted[name].name} of {wanted[name].table} is altered or switched off" for name in altered),
            *(f"{name} is not a guard of this version" for name in stale),
        ]

    def create(self, guards):
        with self.connection.cursor() as cursor:
            for guard in guards:
                for statement in self._statements(guard):
                    cursor.execute(statement)

    def count(self):
        """Raise the generation, where there is one."""
        if GENERATION in self.connection.introspection.table_names():
            with self.connection.cursor() as cursor:
                cursor.execute(COUNT)

    def _rows(self, statement):
        with self.connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()


class SQLite(Engine):
    def drop(self, names):
        with self.connection.cursor() as cursor:
            for name in names:
                cursor.execute(f'DROP TRIGGER "{name.split(".")[1]}"')

    def _found(self):
        rows = self._rows(
            "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard\\_%' ESCAPE '\\'"
        )
        return {f"{table}.{name}": sql for table, name, sql in rows}

    def _expected(self, guard):
        # "IS NOT" is how SQLite before 3.39 spells "IS DISTINCT FROM".
        condition = guard.refuses.replace("IS DISTINCT FROM", "IS NOT")
        does = guard.does or f"SELECT RAISE(ABORT, '{guard.message}')"
        return (
            f'CREATE TRIGGER "{guard.id}" {_when(guard)} {guard.event} ON "{guard.table}" FOR EACH ROW\n'
            f"WHEN {condition}\nBEGIN {does}; END"
        )

    def _statements(self, guard):
        yield self._expected(guard)


class PostgreSQL(Engine):
    def drop(self, names):
        with self.connection.cursor() as cursor:
            # Deferred checks that wait would forbid the change of a table's triggers.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for name in names:
                table, trigger = name.split(".")
                cursor.execute(f'DROP TRIGGER "{trigger}" ON "{table}"')
                cursor.execute(f'DROP FUNCTION IF EXISTS "{trigger}"()')
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    def _found(self):
        rows = self._rows(
            "SELECT c.relname, t.tgname, t.tgtype, t.tgenabled::text, t.tgqual IS NULL AND t.tgattr = ''::int2vector, "
            "p.proname, p.prosrc, p.proconfig "
            "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE NOT t.tgisinternal AND t.tgname LIKE 'guard\\_%' AND c.relnamespace = 'public'::regnamespace"
        )
        return {f"{table}.{name}": (*rest[:-1], tuple(rest[-1] or ())) for table, name, *rest in rows}

    def _expected(self, guard):
        always, on_every_change = "A", True
        kind = _PG_TYPE[guard.event] + (0 if guard.does else _PG_BEFORE)
        return (kind, always, on_every_change, guard.id, self._body(guard), _PG_SETTINGS)

    def _body(self, guard):
        # In a function the condition may look at other rows, and does not hold on to columns, as a WHEN would.
        result = {"DELETE": "RETURN OLD", "TRUNCATE": "RETURN NULL"}.get(guard.event, "RETURN NEW")
        does = guard.does or f"RAISE EXCEPTION '{guard.message}' USING ERRCODE = 'check_violation'"
        return f"BEGIN {guard.lock}\nIF {guard.refuses} THEN\n{does}; END IF;\n{result}; END"

    def _statements(self, guard):
        settings = " ".join("SET {} = {}".format(*setting.split("=")) for setting in _PG_SETTINGS)
        rows = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
        yield (
            f'CREATE OR REPLACE FUNCTION "{guard.id}"() RETURNS trigger LANGUAGE plpgsql {settings} '
            f"AS $guard${self._body(guard)}$guard$"
        )
        yield (
            f'CREATE TRIGGER "{guard.id}" {_when(guard)} {guard.event} ON "{guard.table}" '
            f'FOR EACH {rows} EXECUTE FUNCTION "{guard.id}"()'
        )
        yield f'ALTER TABLE "{guard.table}" ENABLE ALWAYS TRIGGER "{guard.id}"'
