from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from stage4site import backups, databases, restoring

WORD = "replace"


class Command(BaseCommand):
    help = (
        "Puts a backup in the place of the database and the uploaded files. Checks the whole backup first, keeps what "
        "was there, runs migrate and verify, and exits with 1 when verify finds something. Stop the site before."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="Do not ask.")
        parser.add_argument("--dry-run", action="store_true", help="Only check the backup, and say what would happen.")
        parser.add_argument(
            "--without-safety-dump",
            action="store_true",
            help="On PostgreSQL: for a database so damaged that it cannot be dumped. It is lost then.",
        )

    def handle(self, *args, file, yes, dry_run, without_safety_dump, **options):
        with backups.Backup(file) as backup:
            restoring.refuse_unfit(backup)
            self._say_what_it_replaces(backup)
            if dry_run:
                self.stdout.write("The backup is whole. Nothing was changed.")
                return
            if databases.engine().in_use():
                raise CommandError("The database is in use: stop the site and its timers first. Nothing was changed.")
            if not (yes or self._agreed()):
                raise CommandError("Nothing was changed.")
            self._restore(backup, keep=not without_safety_dump)

    def _say_what_it_replaces(self, backup):
        self.stdout.write(
            f"The backup of {backup.made_at:%d %B %Y, %H:%M} UTC, with {len(backup.media)} uploaded files, replaces:\n"
            f"  the database {connection.settings_dict['NAME']} ({connection.vendor})\n"
            f"  the files in {settings.MEDIA_ROOT}\n"
            "Whatever was done since then is undone: also suspended accounts and ended preview links.\n"
            "Pages that were withdrawn since then are withdrawn again."
        )

    def _agreed(self):
        try:
            return input(f"Type “{WORD}” to go on: ").strip() == WORD
        except EOFError:
            return False

    def _restore(self, backup, keep):
        withdrawn = restoring.withdrawn_since(backup.made_at)
        aside = f"before-restore-{backups.now():%Y-%m-%dT%H%M%SZ}"
        for place in restoring.replace(backup, aside, keep=keep, tell=self.stdout.write):
            self.stdout.write(f"What was there before is kept in {place}")
        restoring.bring_up_to_date()
        self._keep_down(withdrawn)
        call_command("verify", stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(self.style.SUCCESS("Restored. When all looks right, remove what was kept."))

    def _keep_down(self, withdrawn):
        if withdrawn is None:
            self.stdout.write(
                self.style.WARNING("The former database cannot be read: pages withdrawn since the backup are up again.")
            )
        for path, why_not in restoring.withdraw_again(withdrawn or []):
            if why_not:
                self.stdout.write(self.style.WARNING(f"Up again, withdraw it at the desk: {path} ({why_not})"))
            else:
                self.stdout.write(f"withdrawn again: {path}")
