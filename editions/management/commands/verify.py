import sys

from django.core.management.base import BaseCommand, CommandError

from editions.models import Edition
from editions.verification import problems


class Command(BaseCommand):
    help = (
        "Checks the guards, every seal and countersignature, kinds, addresses and files. "
        "Names what is wrong and exits with 1."
    )

    def handle(self, *args, **options):
        found = 0
        for sentence in problems(self._progress):
            self.stdout.write(self.style.ERROR(sentence))
            found += 1
        if found:
            raise CommandError(f"{found} wrong. Nothing was changed.", returncode=1)
        self.stdout.write(self.style.SUCCESS(f"All is well: {Edition.objects.count()} editions, every guard in place."))

    def _progress(self, done, total):
        if done % 1000 == 0 and sys.stderr.isatty():
            self.stderr.write(f"{done} of {total} editions", ending="\r")
