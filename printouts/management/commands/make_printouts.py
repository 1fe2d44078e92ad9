import logging
import os

from django.core.management.base import BaseCommand, CommandError

from editions.models import Edition
from printouts import files, making, pdf
from printouts.models import Printout

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Makes the PDFs that are missing, and altered ones anew; removes those of pages that are over."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be made and removed.")
        parser.add_argument("--again", action="store_true", help="Make all of them anew, after a change of their look.")
        parser.add_argument("--beside", action="store_true", help="End with the process that started it; say little.")

    def handle(self, *args, dry_run, again, beside, **options):
        self.beside, self.parent = beside, os.getppid()
        self._remove(dry_run)
        waiting = list(_waiting(again))
        if dry_run:
            for edition in waiting:
                self.stdout.write(f"would make: {edition.page}")
        elif waiting:
            self._make(waiting)

    def _remove(self, dry_run):
        over = Printout.objects.over()
        left = files.names_beside(Edition.objects.live().values_list("seal", flat=True))
        if dry_run:
            self.stdout.write(f"would remove: {over.count()} rows, {len(left)} files")
            return
        over.delete()
        for name in left:
            files.remove(name)

    def _make(self, waiting):
        if not pdf.is_available():
            raise CommandError(str(pdf.Unavailable()), returncode=1)
        failed = 0
        for number, edition in enumerate(waiting, 1):
            if self.beside and os.getppid() != self.parent:
                return
            failed += not self._made(edition, f"{number} of {len(waiting)}: {edition.page}")
        self.stdout.write(f"PDFs made: {len(waiting) - failed}")
        if failed:
            raise CommandError(f"{failed} could not be made; the others are there.", returncode=1)

    def _made(self, edition, name):
        try:
            made = making.make(edition.pk)
        except Exception as error:  # what is wrong with one page must not keep the others from being made
            logger.exception("make_printouts: edition %s", edition.pk)
            self.stderr.write(self.style.ERROR(f"not made: {name}: {error.__class__.__name__}"))
            return False
        if not self.beside:
            self.stdout.write(f"made: {name}" if made else f"left out, it may not be served: {name}")
        return True


def _waiting(again):
    """Live editions without a printout that may be given out."""
    printouts = {one.edition_id: one for one in Printout.objects.of_live()}
    for edition in Edition.objects.live().select_related("page").order_by("-published_at", "-pk"):
        printout = printouts.get(edition.pk)
        if printout is not None:
            printout.edition = edition
        if again or printout is None or printout.content() is None:
            yield edition
