"""“Not the same as”: names that look or sound alike, one a line: ``name | why they differ``."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from markup.sources import Problem


@dataclass(frozen=True)
class LookAlike:
    name: str
    why: str
    line: int = 0


def parse(text, field="not_the_same_as"):
    """The look-alikes in the order written, and the problems found."""
    found, problems = [], []
    for line, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip():
            continue
        name, why = (*(part.strip() for part in raw.split("|", 1)), "")[:2]
        if not (name and why):
            problems.append(Problem(field, line, _("write the name, then “ | ” and why the two are not the same.")))
        else:
            found.append(LookAlike(name, why, line))
    return found, problems
