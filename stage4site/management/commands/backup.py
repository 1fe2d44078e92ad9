from pathlib import Path

from django.core.management.base import BaseCommand

from stage4site import backups


class Command(BaseCommand):
    help = (
        "Writes the database and the uploaded files into one tar file, while the site runs. It holds accounts and "
        "unpublished words: keep it as safe as the server. It holds no keys: keep those elsewhere."
    )

    def add_arguments(self, parser):
        parser.add_argument("--output", type=Path, metavar="FILE", help="Without it a dated file in BACKUP_DIR.")
        parser.add_argument(
            "--keep", type=int, metavar="N", help="Afterwards remove the oldest in BACKUP_DIR, until N are left."
        )

    def handle(self, *args, output, keep, **options):
        made = backups.make(output, tell=self.stdout.write)
        self.stdout.write(self.style.SUCCESS(f"{made}: {made.stat().st_size:,} bytes"))
        if keep is not None and output is None:
            for gone in backups.thin_out(max(keep, 1)):
                self.stdout.write(f"removed: {gone}")
