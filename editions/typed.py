"""A draft as somebody types it: words that are not saved, what is said of them, and how they differ from saved ones.

Nothing here writes to the database.
"""

from contextlib import suppress

from django.core.exceptions import ValidationError

from editions.models import Picture, Status
from editions.review import dead, named
from markup.difference import difference


def typed(draft, data):
    """The draft with the words of a posted form. What cannot be one of its words stays as it is stored."""
    for name in draft.word_names():
        if name in data:
            with suppress(ValidationError):
                setattr(draft, name, _read(draft._meta.get_field(name), data[name]))
    draft.normalise()
    return draft


def _read(field, value):
    return None if field.null and not value else field.to_python(value)


def said_of(draft):
    """What stands beside the editor: problems, warnings, and the pictures of these words."""
    problems = draft.problems() if draft.status == Status.DRAFT else []
    warnings = draft.warnings()
    return {
        "problems": named(problems, draft),
        "warnings": named(warnings, draft),
        "dead": dead(draft),
        "count": len(problems) + len(warnings),
        "pictures": Picture.objects.shown_in(draft),
    }


def against_stored(form, stored):
    """For each field that differs: label, difference, and both texts whole; from what is stored to what was typed."""
    found = []
    for name in stored.word_names():
        if name not in form.fields:
            continue
        was = stored.readable(name, getattr(stored, name))
        now = stored.readable(name, as_saved(form[name].value()))
        if was != now:
            found.append({"label": form[name].label, "rows": difference(was, now), "stored": was, "typed": now})
    return found


def as_saved(value):
    """A posted value as a save would keep it."""
    return str("" if value is None else value).replace("\r\n", "\n").replace("\r", "\n").strip()
