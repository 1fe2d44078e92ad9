"""Guards over migrations: after every run, a failed one too; upgrades with rows in the tables."""

import contextlib

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.loader import MigrationLoader

from editions import guards
from editions.guards.operations import LiftGuards
from editions.models import Edition
from tests.conftest import KINDS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def submitted_article(writer):
    draft = KINDS["article"].begin(writer)
    draft.submit(by=writer, saved=0)
    return draft


@pytest.fixture
def extra(monkeypatch):
    """Adds a migration to the editions app for the length of a test, and takes it off again."""
    added = []
    load = MigrationLoader.load_disk

    def add(*operations, name="9999_extra"):
        leaf = sorted(key for key in MigrationLoader(connection).disk_migrations if key[0] == "editions")[-1]
        migration = type("Migration", (migrations.Migration,), {"operations": list(operations)})(name, "editions")
        migration.dependencies = [leaf]
        added.append(migration)

    def load_disk(self):
        load(self)
        for migration in added:
            self.disk_migrations[("editions", migration.name)] = migration

    monkeypatch.setattr(MigrationLoader, "load_disk", load_disk)
    yield add
    if added:
        leaf = added[0].dependencies[0]
        with contextlib.suppress(CommandError):  # what a test tampered with is what verify then finds
            call_command("migrate", "editions", leaf[1], verbosity=0)


def tampering(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("UPDATE editions_edition SET title = 'By a migration'")


def harmless(apps, schema_editor):
    pass


def refuses_tampering(edition):
    with pytest.raises(IntegrityError, match="guard keeps_words "), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(title="Slipped in")
    return True


def test_a_new_column_on_filled_tables_is_frozen_unless_somebody_says_otherwise(submitted_article, extra):
    extra(migrations.AddField("edition", "audience", models.CharField(max_length=20, default="", db_default="")))
    call_command("migrate", verbosity=0)
    assert guards.differences() == []
    assert refuses_tampering(submitted_article)


def test_altering_a_column_leaves_the_guards_in_place(submitted_article, extra):
    extra(
        migrations.AlterField("edition", "summary", models.CharField(max_length=300, blank=True)),
        migrations.RemoveIndex("edition", "edition_status_publish_at"),
    )
    call_command("migrate", verbosity=0)
    assert guards.differences() == []
    assert refuses_tampering(submitted_article)


def test_a_failed_migration_leaves_the_guards_in_place(submitted_article, extra):
    def fails(apps, schema_editor):
        raise ValueError("half way")

    extra(migrations.RunPython(fails, harmless))
    with pytest.raises(ValueError, match="half way"):
        call_command("migrate", verbosity=0)
    assert guards.differences() == []
    assert refuses_tampering(submitted_article)


def test_a_data_migration_that_says_so_does_without_guards_and_verify_follows(submitted_article, extra, capsys):
    extra(LiftGuards("a test changes a title"), migrations.RunPython(tampering, harmless))
    with pytest.raises(CommandError, match="1 wrong"):
        call_command("migrate", verbosity=0)
    said = capsys.readouterr().out
    assert "a test changes a title" in said
    assert "its words are not those that were sealed" in said
    assert guards.differences() == []


@pytest.mark.skipif(connection.vendor == "sqlite", reason="on SQLite the guards rest while a plan runs")
def test_a_data_migration_that_does_not_say_so_is_refused(submitted_article, extra):
    extra(migrations.RunPython(tampering, harmless))
    with pytest.raises(IntegrityError, match="guard keeps_words "):
        call_command("migrate", verbosity=0)


def test_guards_are_lifted_only_in_a_file_of_its_own(extra):
    extra(
        LiftGuards("both at once"),
        migrations.AddField("edition", "audience", models.CharField(max_length=20, default="", db_default="")),
    )
    with pytest.raises(CommandError, match="a file of its own"):
        call_command("migrate", verbosity=0)
    assert guards.differences() == []


def test_installing_twice_changes_nothing():
    assert guards.install() == []
    guards.lift(names={"moves_forward"})
    assert guards.install() == ["guard moves_forward is missing from editions_edition"]
    assert guards.install() == []


def test_a_guard_of_an_older_version_is_taken_away():
    name = "guard_editions_edition__of_old"
    if connection.vendor == "sqlite":
        statement = f'CREATE TRIGGER "{name}" BEFORE DELETE ON editions_edition BEGIN SELECT 1; END'
    else:
        statement = (
            f'CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN OLD; END$$; '
            f'CREATE TRIGGER "{name}" BEFORE DELETE ON editions_edition FOR EACH ROW EXECUTE FUNCTION "{name}"()'
        )
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert guards.install() == [f"editions_edition.{name} is not a guard of this version"]
    assert guards.differences() == []


def test_lifting_asks_for_a_reason():
    with pytest.raises(ValueError, match="Say why"), guards.lifted(""):
        pass
    with guards.lifted("a test"):
        assert guards.differences()
    assert guards.differences() == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="roles and sessions of PostgreSQL")
class TestPostgreSQL:
    def run(self, *statements):
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def test_a_switched_off_trigger_is_noticed_and_mended(self):
        self.run('ALTER TABLE editions_edition DISABLE TRIGGER "guard_editions_edition__keeps_words"')
        assert guards.differences() == ["guard keeps_words of editions_edition is altered or switched off"]
        guards.install()
        assert guards.differences() == []

    def test_a_replica_session_does_not_silence_the_guards(self, submitted_article):
        self.run("SET session_replication_role = replica")
        try:
            assert refuses_tampering(submitted_article)
        finally:
            self.run("SET session_replication_role = DEFAULT")

    def test_a_temporary_table_does_not_stand_in_for_the_editions(self, submitted_article, reviewer):
        from tests.editions.conftest import Stage

        stage = Stage(KINDS["article"], submitted_article.author, None, submitted_article.author, reviewer)
        self.run("CREATE TEMP TABLE editions_edition AS SELECT * FROM public.editions_edition WHERE false")
        try:
            columns = stage.approval(reviewer=submitted_article.author_id, credentials_confirmed_by=reviewer.pk)
            names = {"reviewer": "reviewer_id", "credentials_confirmed_by": "credentials_confirmed_by_id"}
            sets = ", ".join(f"{names.get(name, name)} = %s" for name in columns)
            with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    f"UPDATE public.editions_edition SET {sets} WHERE id = %s",
                    [*columns.values(), submitted_article.pk],
                )
        finally:
            self.run("DROP TABLE pg_temp.editions_edition")

    def test_a_role_that_owns_no_table_runs_the_life_cycle_and_removes_no_guard(self, submitted_article, reviewer):
        self.run(
            "CREATE ROLE stage4_app",
            "GRANT USAGE ON SCHEMA public TO stage4_app",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO stage4_app",
            "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO stage4_app",
            "SET ROLE stage4_app",
        )
        try:
            submitted_article.approve(by=reviewer, seal=submitted_article.seal)
            assert guards.install() == []
            for statement in (
                "ALTER TABLE editions_edition DISABLE TRIGGER ALL",
                'DROP TRIGGER "guard_editions_edition__keeps_words" ON editions_edition',
                'DROP FUNCTION "guard_editions_edition__keeps_words"() CASCADE',
                "TRUNCATE editions_withdrawal",
                "DROP TABLE editions_withdrawal",
            ):
                with pytest.raises(Exception, match=r"must be owner|permission denied"), transaction.atomic():
                    self.run(statement)
        finally:
            self.run("RESET ROLE", "DROP OWNED BY stage4_app", "DROP ROLE stage4_app")
