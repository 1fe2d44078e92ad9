from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from editions import outbox


class Command(BaseCommand):
    help = "Sends the notices that wait in the outbox. Run it each minute; two runs at once do no harm."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be sent.")

    def handle(self, *args, dry_run, **options):
        sent = failed = 0
        notices = outbox.waiting(timezone.now()).select_related("recipient", "edition__page")
        for notice in notices.iterator(chunk_size=200):
            if dry_run:
                self.stdout.write(f"{notice.recipient.email}: {outbox.subject_of(notice)}")
                continue
            result = outbox.send(notice)
            sent += result is True
            failed += result is False
        if not dry_run and sent:
            self.stdout.write(f"{sent} sent.")
        if failed:
            raise CommandError(
                f"{failed} could not be sent; they stay in the outbox and are tried again.", returncode=1
            )
