import logging

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from editions import front_cache
from editions.models import Edition
from people.refused import Refused

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Puts every approved edition live whose time has come, missed ones too. Run it each minute."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say what would go live.")

    def handle(self, *args, dry_run, **options):
        now, failed = timezone.now(), 0
        front_cache.open_again()  # if a withdrawal died half-way
        for edition in Edition.objects.due(now).select_related("page").order_by("publish_at"):
            name = f"{edition.page} (edition {edition.number})"
            if dry_run:
                self.stdout.write(f"would go live: {name}")
            elif self._published(edition, name, now):
                self.stdout.write(f"live: {name}")
            else:
                failed += 1
        if failed:
            raise CommandError(f"{failed} could not be published; the others are live. Run verify.", returncode=1)

    def _published(self, edition, name, now):
        try:
            edition.specific.publish_if_due(now=now)
        except Refused as refused:
            if refused.code == "status":  # another run, or a person, was first
                return True
            self.stderr.write(self.style.ERROR(f"not published: {name}: {refused}"))
        except Exception as error:  # whatever is wrong with one edition must not hold up the others
            logger.exception("publish_due: edition %s", edition.pk)
            self.stderr.write(self.style.ERROR(f"not published: {name}: {error.__class__.__name__}"))
        else:
            return True
        return False
