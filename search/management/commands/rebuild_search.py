from django.core.management.base import BaseCommand

from editions.models import Edition
from search.models import Entry
from search.verification import problems, rebuild


class Command(BaseCommand):
    help = (
        "Makes the index of the search anew from the live editions. Readers go on searching meanwhile; it can be "
        "stopped and run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say what differs")

    def handle(self, *args, dry_run, **options):
        if dry_run:
            return self._compare()
        done = rebuild(self._progress if options["verbosity"] else lambda done, total: None)
        self.stdout.write(self.style.SUCCESS(f"The search finds {done} live pages."))

    def _compare(self):
        found = list(problems())
        for sentence in found:
            self.stdout.write(sentence)
        live, entries = Edition.objects.live().count(), Entry.objects.count()
        self.stdout.write(f"{live} live pages, {entries} in the index, {len(found)} differences. Nothing was changed.")

    def _progress(self, done, total):
        if done % 500 == 0 or done == total:
            self.stdout.write(f"{done} of {total}")
