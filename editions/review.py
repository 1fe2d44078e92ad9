"""What a reviewer looks at: the two renderings, the difference by field, the changes that can hurt, the findings."""

from django.utils.html import escape
from django.utils.safestring import mark_safe

from editions.links import dead_links, why_dead
from editions.models import OPEN, Status
from markup.difference import difference
from markup.marked import marked
from wording.risks import risky_changes


def compared_with(edition):
    """The edition against which this one is read: the live one, else the last that readers saw; or None."""
    live = edition.page.live_edition if edition.status in OPEN else None
    return live or edition.published_before()


def shown(edition):
    """The words as readers see them, or would."""
    return f"<h1>{escape(edition.title)}</h1>{edition.served_html if edition.html else edition.render()}"


def sides(before, after):
    """Both renderings as safe HTML, what differs marked; the first is "" when there is nothing before."""
    if before is None or before.pk == after.pk:
        return "", mark_safe(shown(after))
    old, new = marked(shown(before), shown(after))
    return mark_safe(old), mark_safe(new)


def changes(old, new):
    """For each field of words that differs: its label and the difference from the older edition's."""
    found = []
    for name in new.word_names():
        was, now = (new.readable(name, getattr(edition, name)) if edition else "" for edition in (old, new))
        if was != now:
            found.append((label(new, name), difference(was, now)))
    return found


def risks(before, after):
    """The changes that can hurt, each with the label of its field; none for a first edition."""
    if before is None or before.pk == after.pk:
        return []
    found = risky_changes(before.compared_texts(), after.compared_texts())
    return [(label(after, risk.field), risk) for risk in found]


def findings(edition):
    """What the checks say of words that are not decided yet, each with the label of its field."""
    if edition.status not in {Status.DRAFT, Status.IN_REVIEW}:
        return []
    return [(label(edition, one.field), one) for one in edition.findings()]


def dead(edition):
    """Links that led nowhere when they were last asked: (address, sentence). They block nothing."""
    return [(address, why_dead(state)) for address, state in dead_links(edition)]


def named(problems, edition):
    """Problems with the label of their field; ``edition`` may be its model."""
    return [(label(edition, problem.field), problem) for problem in problems]


def label(edition, field):
    return edition._meta.get_field(field).verbose_name


def comparison(before, after):
    """Everything about the step from one edition to another, for a template."""
    old_side, new_side = sides(before, after)
    return {
        "before": before,
        "changes": changes(before, after),
        "risks": risks(before, after),
        "old_side": old_side,
        "new_side": new_side,
    }
