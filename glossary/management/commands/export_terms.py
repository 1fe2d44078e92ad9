import io
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import F

from editions.models import Status
from glossary import spreadsheet
from glossary.models import TermEdition


class Command(BaseCommand):
    help = "Writes the glossary as the CSV file that import_terms reads: the live terms, or the drafts."

    def add_arguments(self, parser):
        parser.add_argument("--output", type=Path, metavar="FILE", help="Without it the file is printed.")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--live", action="store_true", help="The live terms; so without either.")
        which.add_argument("--drafts", action="store_true", help="The drafts instead.")

    def handle(self, *args, output, drafts, **options):
        status = Status.DRAFT if drafts else Status.PUBLISHED
        editions = TermEdition.objects.filter(status=status, page__addresses__canonical=True)
        editions = list(editions.select_related("page").annotate(path=F("page__addresses__path")).order_by("path"))
        held_back = [edition for edition in editions if not (drafts or edition.may_be_served())]
        left_out = {edition.pk for edition in held_back}
        self._write(output, [(_slug(edition), edition) for edition in editions if edition.pk not in left_out])
        for edition in held_back:
            self.stderr.write(self.style.ERROR(f"held back: {edition.path}: its words are not those approved"))
        if held_back:
            raise CommandError(f"{len(held_back)} left out; the others are written. Run verify.", returncode=1)

    def _write(self, output, rows):
        stream = io.StringIO(newline="")
        spreadsheet.write(stream, rows)
        if output is None:
            self.stdout.write(stream.getvalue(), ending="")
            return
        try:
            # With the mark by which spreadsheet programs know UTF-8.
            output.write_text(stream.getvalue(), encoding="utf-8-sig", newline="")
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.", returncode=1) from error
        self.stdout.write(f"{output}: {len(rows)} terms")


def _slug(edition):
    return edition.path.strip("/").rsplit("/", 1)[-1]
