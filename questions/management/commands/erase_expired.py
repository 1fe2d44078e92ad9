import logging

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from questions import keeping, noted

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Erases of questions what was kept for its time. Run it each day; again on the same day it does nothing."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be erased.")

    def handle(self, *args, dry_run, **options):
        done = failed = 0
        for one in keeping.due():
            if dry_run:
                self.stdout.write(f"would be erased: {one}")
            elif self._erased(one):
                self.stdout.write(f"erased: {one}")
                done += 1
            else:
                failed += 1
        if dry_run:
            return
        self.stdout.write(f"{done} erased.")
        noted.catch_up()
        _forget_pages()
        if failed:
            raise CommandError(f"{failed} could not be erased; the others are. Try again, or tell the developers.")

    def _erased(self, one):
        try:
            one.erase()
        except Exception as error:  # whatever is wrong with one question must not keep the others
            logger.error("erase_expired: question %s: %s", one.question.pk, type(error).__name__)
            self.stderr.write(self.style.ERROR(f"not erased: {one.question}: {type(error).__name__}"))
            return False
        return True


def _forget_pages():
    """SQLite overwrites what is deleted (secure_delete); its log keeps the former pages until it is emptied."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
