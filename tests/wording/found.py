"""What one check finds in one text."""

from wording.checks import findings
from wording.findings import Text


def found(check, source, form="markdown", field="body"):
    return findings([Text(field, source, form)], checks=[check])
