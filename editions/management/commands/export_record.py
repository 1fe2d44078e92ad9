from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from editions.models import Address
from editions.records import MEDIA_TYPES, Record


class Command(BaseCommand):
    help = "Writes the record of a page for an auditor: every edition, decision and note, with seals and signatures."

    def add_arguments(self, parser):
        parser.add_argument("path", help="A present or former address of the page, such as /articles/bone-pain/.")
        parser.add_argument("--format", choices=sorted(MEDIA_TYPES), default="json")
        parser.add_argument("--output", type=Path, metavar="FILE", help="Without it the record is printed.")

    def handle(self, *args, path, output, **options):
        address = Address.objects.select_related("page").filter(path=f"/{path.strip('/')}/").first()
        if address is None:
            raise CommandError(f"No page has the address {path}.")
        record = Record(address.page, exported_by="command line")
        content = record.as_json() if options["format"] == "json" else record.as_html()
        if output is None:
            self.stdout.write(content, ending="")
            return
        try:
            output.write_text(content, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error}") from error
        self.stdout.write(f"{output}: {len(record.editions)} editions, digest {record.digest}")
