"""What to offer while somebody types: names of live pages that begin so, or that have a word which does."""

from django.db.models.functions import Length

from search import words
from search.models import Name
from search.nearest import nearest
from search.signed import signed

MOST = 8
FEWEST_LETTERS = 2
_LOOKED_AT = 40


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
    """(entry, key) of the names that begin so, then of those with a word that does; each by its length."""
    begin = Name.objects.beginning(key).filter(shown=True).order_by(Length("key"), "key", "entry_id")
    found = list(begin.filter(whole=True).values_list("entry_id", "key")[:_LOOKED_AT])
    if len({entry for entry, _key in found}) < MOST:
        found += begin.filter(whole=False).values_list("entry_id", "key")[:_LOOKED_AT]
    return found


def _shown(edition, key):
    """The name that was found and where it leads, as readers know them; "" when the edition has no such name."""
    for name, is_shown in edition.names_to_find():
        if is_shown and (_runs_on(" ".join(words.tokens(name)), key) or words.compact(name) == key):
            return edition.title if _says(edition.title, name) else f"{name} → {edition.title}"
    return ""


def _says(title, name):
    """Whether the title has every word of this name: "Jay K. Harness" is Jay Harness."""
    return {*words.tokens(name)} <= {*words.tokens(title)}


def _runs_on(name, key):
    return name == key or name.endswith(f" {key}")
