"""Which live pages use a term: found in their frozen words, by the same rule that links it."""

import re
from dataclasses import dataclass

from django.db.models import F, Q

from editions.models import Edition, Status
from glossary.linking import Linker
from glossary.names import fold


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


def uses(names, page_id, language, terms, *, coming=False):
    """Live editions of other pages in this language that use one of the names (``OtherName``), most uses first.

    ``coming``: also those in review and approved, which may go live as they are; one for each page.

    ``terms`` are the live ones: what is the name of another, such as trastuzumab emtansine, is no use of trastuzumab.
    """
    somewhere = Q()
    for name in names:
        somewhere |= Q(text__icontains=_plainest(name.name))
    statuses = [Status.PUBLISHED, *((Status.IN_REVIEW, Status.APPROVED) if coming else ())]
    live = Edition.objects.filter(somewhere, status__in=statuses, page__language=language)
    live = live.filter(page__addresses__canonical=True)
    live = live.exclude(page_id=page_id).annotate(path=F("page__addresses__path"))
    longer = [name for term in terms if term.page_id != page_id for name in term.shown_names() if _covers(name, names)]
    counter = Linker([_Named(page_id, "", tuple(names)), _Named(None, "", tuple(longer))])
    found = {}
    for edition in live.order_by("title", "-pk").iterator(chunk_size=100):
        if times := counter.count(edition.html, page_id):
            use = Use(edition, times)
            found[edition.page_id] = max(use, found.get(edition.page_id, use), key=lambda one: one.times)
    return sorted(found.values(), key=lambda use: -use.times)


def _covers(name, names):
    """Whether a name has one of these within it, and more."""
    words = f" {fold(name.name)} "
    return any(words != (own := f" {fold(one.name)} ") and own in words for one in names)


def _plainest(name):
    """A part of a name that a text with it has, whichever dash, apostrophe or form of an accent is written."""
    return max(re.findall("[a-z0-9]+", fold(name)), key=len, default="")
