"""What to offer while somebody types: names of live pages that begin so, or that have a word which does."""

from search import words
from search.models import Name
from search.nearest import nearest
from search.results import signed

MOST = 8
FEWEST_LETTERS = 2
_LOOKED_AT = 60


def suggestions(request, typed):
    """(words to show, path) for each page, at most ``MOST``; the words are those of the signed edition."""
    key = " ".join(words.tokens(typed))
    if len(key) < FEWEST_LETTERS:
        return []
    names = _names(key) or [name for near in nearest(request, typed) for name in _names(near)]
    entries = list(dict.fromkeys(pk for pk, _key in names))[:MOST]
    keys = dict(reversed(names))
    live = signed(entries)
    shown = ((_shown(live[pk], keys[pk]), live[pk].path) for pk in entries if pk in live)
    return [(said, path) for said, path in shown if said]


def _names(key):
    """(entry, key) of the names that begin so, whole ones first, then the shortest."""
    rows = Name.objects.beginning(key).filter(shown=True).values_list("whole", "key", "entry_id")[: _LOOKED_AT * 20]
    best = sorted(rows, key=lambda row: (not row[0], len(row[1]), row[1], row[2]))[:_LOOKED_AT]
    return [(entry, name) for _whole, name, entry in best]


def _shown(edition, key):
    """The name that was found and where it leads, as readers know them; "" when the edition has no such name."""
    for name, is_shown in edition.names_to_find():
        if is_shown and (_runs_on(" ".join(words.tokens(name)), key) or words.compact(name) == key):
            return name if name == edition.title else f"{name} → {edition.title}"
    return ""


def _runs_on(name, key):
    return name == key or name.endswith(f" {key}")
