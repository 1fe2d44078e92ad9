from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from editions import front_cache, guards
from editions.guards.operations import LiftGuards
from editions.models import Generation


class Command(migrate.Command):
    """Django's own, and then the guards: after every run, a failed one too. Each begins a new generation.

    When a migration lifted the guards, the command says why, ``verify`` follows, and its failure is the command's.
    A database that was empty before had nothing that they could have let through.
    """

    def handle(self, *args, **options):
        using = options["database"]
        before = MigrationExecutor(connections[using]).loader.applied_migrations
        try:
            super().handle(*args, **options)
        finally:
            if not (options["plan"] or options["check_unapplied"]):
                self._install(using, options["verbosity"])
                front_cache.open_again(renew=True)
        reasons = _reasons_for_lifting(using, before)
        if reasons and before:
            for why in reasons:
                self.stdout.write(f"Guards were lifted: {why}")
            call_command("verify", stdout=self.stdout, stderr=self.stderr)

    def _install(self, using, verbosity):
        mended = guards.install(using)
        if Generation._meta.db_table in connections[using].introspection.table_names():
            Generation.objects.using(using).renew()
        if mended and verbosity:
            self.stdout.write(self.style.MIGRATE_HEADING("Guards:"))
            self.stdout.write(f"  {len(guards.wanted(using))} guards installed.")


def _reasons_for_lifting(using, before):
    """Why the migrations that this run applied, or took back, did without guards."""
    loader = MigrationExecutor(connections[using]).loader
    changed = sorted(set(before) ^ set(loader.applied_migrations))
    operations = [
        one for key in changed if key in loader.disk_migrations for one in loader.disk_migrations[key].operations
    ]
    return [one.why for one in operations if isinstance(one, LiftGuards)]
