from django.core.management.base import BaseCommand, CommandError

from questions import words


class Command(BaseCommand):
    help = "Sends word to those who asked and left an address. Run it each minute; two runs at once do no harm."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say of which questions there is news.")

    def handle(self, *args, dry_run, **options):
        results = []
        for word in words.waiting().select_related("submission").iterator(chunk_size=200):
            if dry_run:
                self.stdout.write(f"word of: {word.submission}")
            else:
                results.append(words.send(word))
        if results.count(True):
            self.stdout.write(f"{results.count(True)} sent.")
        if results.count(False):
            raise CommandError(f"{results.count(False)} could not be sent; they are tried again.", returncode=1)
