import logging

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from editions import reminders

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Reminds reviewers of editions without a decision, and owners of pages that are due for review: one message "
        "a person, never twice the same. Run it each day; two runs at once do no harm."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be sent.")

    def handle(self, *args, dry_run, **options):
        now = timezone.now()
        if not dry_run:
            reminders.give_back_what_died(now)
        digests, unheard = reminders.digests(now)
        for edition in unheard:
            self.stderr.write(self.style.WARNING(f"nobody to remind: {edition.page}, edition {edition.number}"))
        if dry_run:
            self._say(digests)
            return
        results = [self._sent(person, reasons) for person, reasons in digests]
        sent, failed = sum(map(bool, results)), results.count(None)
        if sent:
            self.stdout.write(f"{sent} sent.")
        if failed:
            raise CommandError(f"{failed} could not be sent; they are tried again at the next run.", returncode=1)

    def _say(self, digests):
        for person, reasons in digests:
            self.stdout.write(f"{person.email}: {reminders.subject_of(reasons)}")
            for reason in reasons:
                self.stdout.write(f"  {reason.step}: {reason.sentence}")

    def _sent(self, person, reasons):
        """How many reasons were sent to this person; None when the mail failed."""
        try:
            return reminders.send(person, reasons)
        except Exception as error:  # whatever is wrong with one person's mail must not hold up the others
            logger.exception("send_reminders: person %s", person.pk)
            self.stderr.write(self.style.ERROR(f"not sent: {person.email}: {error.__class__.__name__}: {error}"))
            return None
