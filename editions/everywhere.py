"""Kinds that stand on every page, such as emergency numbers and the words of the glossary: all read in one query.

A kind registers ``digest(editions)``: what is kept of its live editions for a generation. It gets those of one
language, each whole, with its ``page`` and ``path``, and only those whose every word a second clinician signed.
"""

from django.db.models import F

from editions.kinds import edition_models
from editions.models import Edition
from editions.reading import by_generation

_digests = {}


def register(model, digest):
    _digests[model.kind] = digest


def read(language):
    """What each registered kind makes of its live editions in this language, by kind."""
    found = {kind: [] for kind in _digests}
    for row in _rows(language):
        edition = getattr(row, row.page.kind_model._meta.model_name)
        edition.page, edition.path = row.page, row.path
        if edition.may_be_served():
            found[row.page.kind].append(edition)
    return {kind: digest(found[kind]) for kind, digest in _digests.items()}


@by_generation
def kept(request, language):
    return read(language)


def _rows(language):
    words = [edition_models()[kind]._meta.model_name for kind in _digests]
    live = Edition.objects.live().filter(
        page__kind__in=_digests, page__language=language, page__addresses__canonical=True
    )
    return live.select_related("page", *words).annotate(path=F("page__addresses__path")).order_by("pk")
