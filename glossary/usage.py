"""Which live pages use a term: found in their frozen words, by the same rule that links it."""

from dataclasses import dataclass

from django.db.models import F, Q

from editions.models import Edition
from editions.reading import by_generation
from glossary.linking import Linker


@dataclass(frozen=True)
class Use:
    """A live edition, and how often its words use the term."""

    edition: Edition
    times: int


@dataclass(frozen=True)
class _Named:
    """Names without an entry, as the linker wants them."""

    page_id: int
    path: str
    names: tuple

    def shown_names(self):
        return self.names


@by_generation
def pages_that_use(request, entry):
    """For readers: the live pages whose words use this entry, those that use it most first, each signed."""
    return [use for use in uses(entry.shown_names(), entry.page_id, entry.language) if use.edition.is_countersigned()]


def uses(names, page_id, language):
    """Every live edition of another page in this language that uses one of the names (each an ``OtherName``)."""
    first_words = Q()
    for name in names:
        first_words |= Q(text__icontains=name.name.split()[0])
    live = Edition.objects.live().filter(first_words, page__language=language, page__addresses__canonical=True)
    live = live.exclude(page_id=page_id).annotate(path=F("page__addresses__path"))
    counter = Linker([_Named(page_id, "", tuple(names))])
    found = []
    for edition in live.order_by("title", "pk").iterator(chunk_size=100):
        if times := counter.count(edition.html):
            found.append(Use(edition, times))
    return sorted(found, key=lambda use: -use.times)
