import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from glossary import importing, spreadsheet
from people.models import User
from people.refused import Refused


class Command(BaseCommand):
    help = (
        "Begins a draft for each line of a CSV file (docs/editing.md has its columns): for all lines, or, when one is "
        "wrong, for none. Nothing is submitted, and nothing that exists is changed."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--author", required=True, metavar="EMAIL", help="The writer whose drafts they will be.")
        parser.add_argument("--dry-run", action="store_true", help="Only check the lines.")
        parser.add_argument(
            "--skip-existing", action="store_true", help="Leave out the lines whose address there is already."
        )

    def handle(self, *args, file, author, dry_run, skip_existing, **options):
        by = _writer(author)
        try:
            records, remarks = spreadsheet.read(_bytes(file))
            plan = importing.check(records, skip_existing=skip_existing, progress=self._progress("checked"))
            self._say([*remarks, *plan.remarks])
            if not dry_run:
                importing.begin(plan.begins, by=by, progress=self._progress("begun"))
        except Refused as refused:
            raise CommandError(f"{file}: {refused} Nothing was imported.", returncode=1) from refused
        self.stdout.write(self.style.SUCCESS(_result(plan, dry_run)))

    def _say(self, remarks):
        """Print every remark in the order of the lines; when one is an error, that is the end."""
        for remark in sorted(remarks, key=lambda one: one.line):
            style, word = (self.style.ERROR, "error") if remark.is_error else (self.style.WARNING, "warning")
            self.stderr.write(style(f"{word}: {remark}"))
        if wrong := {remark.line for remark in remarks if remark.is_error}:
            lines = "1 line is" if len(wrong) == 1 else f"{len(wrong)} lines are"
            raise CommandError(f"{lines} wrong. Nothing was imported.", returncode=1)

    def _progress(self, what):
        def told(done, total):
            if sys.stderr.isatty() and (done % 50 == 0 or done == total):
                ending = "\n" if done == total else "\r"
                self.stderr.write(f"{what}: {done} of {total} ", style_func=str, ending=ending)

        return told


def _writer(email):
    person = User.objects.filter(email=email.strip().lower()).first()
    if person is None:
        raise CommandError(f"Nobody has an account with the address {email}.", returncode=1)
    if not person.writes():
        raise CommandError(f"{email} is no writer. Ask an editor in chief for that role.", returncode=1)
    return person


def _bytes(file):
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.", returncode=1) from error


def _result(plan, dry_run):
    incomplete = len({remark.line for remark in plan.remarks})
    sentences = [f"{len(plan.begins)} drafts {'would be' if dry_run else 'were'} begun"]
    if incomplete:
        sentences.append(f"{incomplete} of them cannot be submitted yet")
    if plan.skipped:
        sentences.append(f"{len(plan.skipped)} lines left out, because their addresses exist")
    return f"{'; '.join(sentences)}."
