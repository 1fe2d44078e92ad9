from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from editions import front_cache, guards
from editions.guards.operations import LiftGuards
from editions.models import Generation


class Command(migrate.Command):
    """Django's own, and then the guards: after every run, a failed one too. Each begins a new generation.

    When a migration lifted the guards, ``verify`` follows, and its failure is the command's.
    """

    def handle(self, *args, **options):
        using = options["database"]
        lifted_before = _lifting(using)
        try:
            super().handle(*args, **options)
        finally:
            if not (options["plan"] or options["check_unapplied"]):
                self._install(using, options["verbosity"])
                front_cache.open_again(renew=True)
        if _lifting(using) != lifted_before:
            call_command("verify", stdout=self.stdout, stderr=self.stderr)

    def _install(self, using, verbosity):
        mended = guards.install(using)
        if Generation._meta.db_table in connections[using].introspection.table_names():
            Generation.objects.using(using).renew()
        if mended and verbosity:
            self.stdout.write(self.style.MIGRATE_HEADING("Guards:"))
            self.stdout.write(f"  {len(guards.wanted(using))} guards installed.")


def _lifting(using):
    """The applied migrations that lifted the guards."""
    loader = MigrationExecutor(connections[using]).loader
    return {
        key
        for key in loader.applied_migrations
        if key in loader.disk_migrations
        and any(isinstance(one, LiftGuards) for one in loader.disk_migrations[key].operations)
    }
