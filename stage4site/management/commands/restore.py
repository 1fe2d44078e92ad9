from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from questions import replaying
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
            self._refuse_while_in_use()
            if not (yes or self._agreed()):
                raise CommandError("Nothing was changed.")
            self._refuse_while_in_use()
            self._restore(backup, keep=not without_safety_dump)

    def _say_what_it_replaces(self, backup):
        self.stdout.write(
            f"The backup of {backup.made_at:%d %B %Y, %H:%M} UTC, with {len(backup.media)} uploaded files, replaces:\n"
            f"  the database {connection.settings_dict['NAME']} ({connection.vendor})\n"
            f"  the files in {settings.MEDIA_ROOT}\n"
            "Whatever was done since then is undone: also suspended accounts and ended preview links.\n"
            "Pages that were withdrawn since then are withdrawn again, and cancelled publications are cancelled again. "
            "Questions that were erased since then are erased again, and consents that ended since then end again."
        )

    def _refuse_while_in_use(self):
        if databases.engine().in_use():
            raise CommandError("The database is in use: stop the site and its timers first. Nothing was changed.")

    def _agreed(self):
        try:
            return input(f"Type “{WORD}” to go on: ").strip() == WORD
        except EOFError:
            return False

    def _restore(self, backup, keep):
        former = restoring.remember()
        aside = f"before-restore-{backups.now():%Y-%m-%dT%H%M%SZ}"
        for place in restoring.replace(backup, aside, keep=keep, tell=self.stdout.write):
            self.stdout.write(f"What was there before is kept in {place}")
        try:
            restoring.bring_up_to_date()
        finally:  # it ends with verify when a migration lifted the guards, and that may fail
            left = self._keep_down(former, backup.made_at)
        restoring.forget()
        call_command("verify", stdout=self.stdout, stderr=self.stderr)
        if left:
            raise CommandError(f"Restored, but {left} may be up again: look after what is named above first.")
        self.stdout.write(self.style.SUCCESS("Restored. When all looks right, remove what was kept."))

    def _keep_down(self, former, made_at):
        """How many pages may be up again; it names each."""
        since = f"since {made_at:%d %B %Y, %H:%M} UTC"
        left = {what: f"The former database does not say its {what} {since}." for what in former["unread"]}
        for done, steps in (
            ("agreed to no longer", replaying.withdraw_again(former["consents"])),
            ("erased again", replaying.erase_again(former["erasures"])),
            ("withdrawn again", restoring.withdraw_again(former["withdrawals"])),
            ("cancelled again", restoring.cancel_again(former["cancellations"])),
        ):
            for name, why_not in steps:
                left.pop(name, None)  # an older withdrawal of the same page can do what the newest could not
                if why_not:
                    left[name] = f"Not {done}: {name}: {why_not}"
                else:
                    self.stdout.write(f"{done}: {name}")
        for sentence in left.values():
            self.stderr.write(self.style.ERROR(sentence))
        return len(left)
