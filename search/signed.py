"""What is printed of an entry: never the index, but the edition itself."""

import logging

from django.db.models import F

from editions.kinds import edition_models
from search.models import Entry

logger = logging.getLogger(__name__)


def signed(ids, kind=None):
    """{id: the edition, whole, with its path} of those that are live and whose every word a second clinician signed.

    ``kind``, where all of them are of one, spares a query.
    """
    ids = list(ids)
    kinds = dict.fromkeys(ids, kind) if kind else dict(Entry.objects.filter(pk__in=ids).values_list("pk", "kind"))
    made = {}
    for name in set(kinds.values()) & {*edition_models()}:
        live = edition_models()[name].objects.live().filter(pk__in=[pk for pk in kinds if kinds[pk] == name])
        live = live.filter(page__addresses__canonical=True).select_related("page")
        for edition in live.annotate(path=F("page__addresses__path")):
            if edition.may_be_served():
                made[edition.pk] = edition
            else:
                logger.critical("Not found: edition %s, whose seal or countersignature does not hold.", edition.pk)
    return made
