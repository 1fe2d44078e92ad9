"""What of an edition goes into the index, and the index kept as the live editions are."""

from django.db import connection, transaction
from django.db.models import F

from markup import outline
from markup.blocks import blocks
from search import words
from search.models import LONGEST_KEY, Entry, Known, Name

_KNOWN = Known._meta.db_table
_LONGEST_KNOWN = 40
_SHORTEST_KNOWN = 4
_AT_ONCE = 2_000  # rows


@transaction.atomic
def put(edition):
    """Let this edition, whole with its page, be found instead of whatever the index has of it."""
    drop(edition)
    entry = made_of(edition)
    entry.save(force_insert=True)
    Name.objects.bulk_create(names_of(edition, entry))
    _count(known_words(edition), 1)


@transaction.atomic
def drop(edition):
    """Let this edition be found no longer."""
    for entry in Entry.objects.filter(pk=edition.pk).select_related("edition__page"):
        _count(known_words(entry.edition.specific), -1)
        entry.delete()


def made_of(edition):
    """The entry that belongs to this edition."""
    language, headings = edition.page.language, outline.contents(edition.html)
    points = "\n".join([edition.summary, *(place.words for place in headings)])
    names = [*_shown(edition), *_sought(edition)]
    return Entry(
        edition_id=edition.pk,
        page_id=edition.page_id,
        kind=edition.page.kind,
        language=language,
        names="\n".join(dict.fromkeys(" ".join(words.stems(name, language)) for name in names)),
        points=" ".join(words.stems(points, language)),
        body=" ".join(words.stems("\n".join(blocks(edition.html)), language)),
    )


def _shown(edition):
    return [name for name, shown in edition.names_to_find() if shown]


def _sought(edition):
    """What readers look for who need it, a line each: as good as a name, but never shown."""
    return [line for line in edition.sought_as.split("\n") if line.strip()]


def names_of(edition, entry):
    """The rows by which its names are found, from each of their words on; a compound written together, too."""
    made = {}
    for name, shown in [*edition.names_to_find(), *((line, False) for line in _sought(edition))]:
        tokens = words.tokens(name)
        stems = [words.stem(token, entry.language) for token in tokens]
        stems = " ".join(stems if shown else words.content(stems))
        keys = [" ".join(tokens), *([words.compact(name)] if len(tokens) > 1 else [])]
        for key in keys:
            made.setdefault((key, True), Name(entry=entry, key=key, whole=True, stems=stems, shown=shown))
        for place, token in enumerate(tokens[1:], start=1):
            if shown and token not in words.STOP:
                key = " ".join(tokens[place:])
                made.setdefault((key, False), Name(entry=entry, key=key, whole=False, shown=True))
    return [_short_enough(row) for row in made.values() if row.key]


def _short_enough(row):
    row.key, row.stems = row.key[:LONGEST_KEY], row.stems[:LONGEST_KEY]
    return row


def known_words(edition):
    """The words of an edition, whole, that somebody may misspell, each once."""
    said = "\n".join([*_shown(edition), edition.summary, edition.sought_as, *blocks(edition.html)])
    found = {*words.tokens(said)}
    return sorted(word for word in found if _SHORTEST_KNOWN <= len(word) <= _LONGEST_KNOWN and word.isalpha())


def _count(listed, by):
    """Count these words on one page more or less. Whoever does it holds the generation, so that one does at a time."""
    if by > 0 and listed:
        rows = ", ".join(["(%s, 1)"] * len(listed))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {_KNOWN} (word, pages) VALUES {rows} "
                f"ON CONFLICT (word) DO UPDATE SET pages = {_KNOWN}.pages + 1",
                listed,
            )
    elif listed:
        Known.objects.filter(word__in=listed, pages__lte=1).delete()
        Known.objects.filter(word__in=listed).update(pages=F("pages") - 1)


def recount(counted):
    """Let ``Known`` be these counts, by word; only rows that differ are written."""
    there = dict(Known.objects.values_list("word", "pages"))
    wrong = [word for word, pages in there.items() if counted[word] != pages]
    for first in range(0, len(wrong), _AT_ONCE):
        Known.objects.filter(word__in=wrong[first : first + _AT_ONCE]).delete()
    rows = [Known(word=word, pages=counted[word]) for word in sorted({*counted} - ({*there} - {*wrong}))]
    Known.objects.bulk_create(rows, batch_size=_AT_ONCE)
