"""The index compared with the live editions, and made anew from them."""

import time
from collections import Counter

from django.db import transaction

from editions import kinds
from editions.models import Edition, Generation, Page
from editions.verification import name_of
from search import entries, index
from search.models import Entry, Known

BREATH = 0.02  # seconds
_COMPARED = ("page_id", "kind", "language", "names", "points", "body")


def problems():
    """A sentence for each difference; for ``verify``."""
    yield from index.differences()
    counted, live = Counter(), set()
    for edition in live_editions():
        live.add(edition.pk)
        counted.update(entries.known_words(edition))
        if sentence := _difference(edition):
            yield f"{name_of(edition)}: {sentence}. Run rebuild_search"
    for entry in Entry.objects.exclude(pk__in=Edition.objects.live()).select_related("edition__page"):
        yield f"{name_of(entry.edition)}: the search finds it, but it is not live. Run rebuild_search"
    if dict(Known.objects.values_list("word", "pages")) != counted:
        yield "the search counts its words wrongly. Run rebuild_search"


def live_editions():
    """Every live edition, whole, with its page."""
    for model in kinds.edition_models().values():
        yield from model.objects.live().select_related("page").order_by("pk").iterator(chunk_size=200)


def _difference(edition):
    entry = Entry.objects.filter(pk=edition.pk).first()
    if entry is None:
        return "it is live, but the search does not find it"
    wanted = entries.made_of(edition)
    if any(getattr(entry, name) != getattr(wanted, name) for name in _COMPARED) or _names_differ(edition, entry):
        return "the search has other words of it than readers"
    return ""


def _names_differ(edition, entry):
    def listed(rows):
        return sorted((row.key, row.whole, row.stems, row.shown) for row in rows)

    return listed(entry.called.all()) != listed(entries.names_of(edition, entry))


def rebuild(progress=lambda done, total: None):
    """Make the index anew, page by page while readers search on; returns how many live editions it has.

    Publications and withdrawals wait for a few pages at most: like them, each step holds the page, then the generation,
    and between two steps there is a pause, for SQLite gives its lock to whoever comes first.
    """
    index.mend()
    live = list(Edition.objects.live().order_by("pk").values_list("pk", flat=True))
    for done, pk in enumerate(live, start=1):
        _put_if_live(pk)
        progress(done, len(live))
        time.sleep(BREATH)
    Entry.objects.exclude(pk__in=Edition.objects.live()).delete()
    _recount()
    return len(live)


@transaction.atomic
def _put_if_live(pk):
    """Read under the lock of its page, so that what goes down meanwhile is not put back."""
    page = Page.objects.filter(editions=pk).get().lock()
    _hold_the_generation()
    edition = Edition.objects.live().filter(pk=pk).first()
    if edition is not None:
        edition.page = page
        entries.put(edition.specific)


def _hold_the_generation():
    """Publications and withdrawals do, too. It has no row yet while a site that is older than it is migrated."""
    list(Generation.objects.select_for_update())


def _recount():
    """Count the known words anew: what changed while they were counted is made up for at the end."""
    counted, ids = Counter(), set()
    for edition in live_editions():
        ids.add(edition.pk)
        counted.update(entries.known_words(edition))
    with transaction.atomic():
        _hold_the_generation()
        now = {*Edition.objects.live().values_list("pk", flat=True)}
        for edition in Edition.objects.filter(pk__in=now ^ ids).select_related("page"):
            words = entries.known_words(edition.specific)
            (counted.update if edition.pk in now else counted.subtract)(words)
        entries.recount(+counted)
