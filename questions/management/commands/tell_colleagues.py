import logging

from django.core.management.base import BaseCommand, CommandError

from questions import telling

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Tells moderators of flagged and late questions, clinicians of those assigned to them. Run it each minute."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say who would be told of which questions.")

    def handle(self, *args, dry_run, **options):
        failed = 0
        for person, causes in telling.waiting():
            named = ", ".join(f"{question.pk} ({cause})" for question, cause in causes)
            if dry_run:
                self.stdout.write(f"{person.email}: {named}")
                continue
            try:
                if telling.send(person, causes):
                    self.stdout.write(f"told: {person.email}: {named}")
            except Exception as error:  # any failure of mail: the next run tries again
                logger.error("Person %s was not told of questions: %s", person.pk, type(error).__name__)
                failed += 1
        if failed:
            raise CommandError(f"{failed} could not be told; the next run tries again.", returncode=1)
