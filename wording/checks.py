"""Runs checks over the texts of an edition.

A check is a function of a ``Document`` that yields ``Finding``. A kind says which checks it wants, and may have
its own: ``findings(texts, checks=[*STANDARD, no_sources, says_how_it_is_given])``. What an app ``register``s runs
for every kind that does not choose.
"""

from collections import Counter
from contextvars import ContextVar
from dataclasses import replace
from functools import wraps
from itertools import islice

from django.utils.translation import gettext as _

from wording.document import Document
from wording.evidence import no_sources, percentages, uncited
from wording.findings import ERROR, normalised
from wording.medicines import misspelt
from wording.phrases import absolutes, battle, drug
from wording.reading import long_paragraphs, long_sentences, passive, reading_age
from wording.structure import links, skipped_headings, wordless_pictures

STANDARD = (
    misspelt,
    absolutes,
    uncited,
    battle,
    drug,
    percentages,
    links,
    skipped_headings,
    long_sentences,
    long_paragraphs,
    reading_age,
    passive,
)
# Articles have these as problems of their own (``ArticleEdition.problems``); other kinds can add them.
ALSO = (no_sources, wordless_pictures)
# More findings of one check in a text help nobody; there is no text with so many that may be submitted.
MOST = 100
_registered = []
_run = ContextVar("run", default=None)


def once_a_run(compute):
    """A function without arguments that is computed once for each run of ``findings``, and each time outside of one."""

    @wraps(compute)
    def kept():
        run = _run.get()
        if run is None:
            return compute()
        if compute not in run:
            run[compute] = compute()
        return run[compute]

    return kept


def register(check):
    """Add a check to those of every kind that does not choose; a decorator."""
    if check not in _registered:
        _registered.append(check)
    return check


def added():
    """What apps have registered: it runs for the kinds that choose too, but for those that a kind does not want."""
    return tuple(_registered)


def registered():
    return (*STANDARD, *_registered)


def findings(texts, *, checks=None):
    """The findings of the checks in ``Text`` after ``Text``, those about a whole text first, then by line."""
    checks = registered() if checks is None else checks
    found, before = [], _run.set({})
    try:
        for text in texts:
            document = Document(text)
            in_text = [finding for check in checks for finding in _bounded(check, document)]
            found += sorted(in_text, key=lambda finding: finding.line or 0)
    finally:
        _run.reset(before)
    return _told_apart(found)


def _bounded(check, document):
    found = list(islice(iter(check(document)), MOST + 1))
    if len(found) > MOST:
        message = _("There are more than {count} findings of this kind. Mend the text, then look again.")
        many = document.finding_at("too-many", message.format(count=MOST), None, found[0].check, level=ERROR)
        found = [many, *found[:MOST]]
    return found


def _told_apart(found):
    seen = Counter()
    told = []
    for finding in found:
        same = finding.check, finding.field, normalised(finding.excerpt)
        told.append(replace(finding, nth=seen[same]))
        seen[same] += 1
    return told
