"""Which live pages use a term: found in their frozen plain text, by the same rule that links it."""

from dataclasses import dataclass

from django.db.models import F, Q

from editions.models import Edition
from editions.reading import by_generation
from glossary.linking import Linker


@dataclass(frozen=True)
class Use:
    """A live edition, and how often its text uses the term."""

    edition: Edition
    times: int


@by_generation
def pages_that_use(request, entry):
    """For readers: the live pages whose words use this entry, those that use it most first, each signed."""
    return [use for use in uses(entry) if use.edition.is_countersigned()]


def uses(entry):
    """Every live edition, of another page and in the entry's language, that uses one of its names."""
    names = [one.name for one in entry.shown_names()]
    somewhere = Q()
    for name in names:
        somewhere |= Q(text__icontains=name.split()[0])
    live = Edition.objects.live().filter(somewhere, page__language=entry.language, page__addresses__canonical=True)
    live = live.exclude(page_id=entry.page_id).annotate(path=F("page__addresses__path"))
    counter = Linker([entry])
    found = []
    for edition in live.order_by("title", "pk").iterator(chunk_size=100):
        if times := counter.count(edition.html):
            found.append(Use(edition, times))
    return sorted(found, key=lambda use: -use.times)
