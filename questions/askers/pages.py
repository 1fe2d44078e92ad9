"""Live pages that may already answer what somebody is writing. Their words are neither kept nor logged.

A question is longer than what people type into a search: it is looked for by its rarest words that stand on pages.
"""

import logging

from django.db import DatabaseError

from search import words
from search.models import Known
from search.results import results

logger = logging.getLogger(__name__)

MOST = 4
FEWEST_LETTERS = 15
_MOST_WORDS = 8
# Not what somebody who asks is looking for.
_NO_ANSWERS = {"expert", "urgent"}


def that_may_answer(request, text, language):
    """Search results, at most ``MOST``; none for a text that says too little."""
    if len(text.strip()) < FEWEST_LETTERS or not (typed := _telling(text)):
        return []
    try:
        found = results(request, typed, language, {}, 1).results
    except DatabaseError:  # nobody's question waits for the search
        logger.exception("Pages that may answer a question were not looked for. Run verify.")
        return []
    return [one for one in found if one.edition.page.kind not in _NO_ANSWERS][:MOST]


def _telling(text):
    """The words by which to look, in the order in which they were written."""
    written = {token: typed for typed, token in words.surfaces(text) if token not in words.STOP}
    known = dict(Known.objects.filter(word__in=list(written)[:300]).values_list("word", "pages"))
    rarest = sorted(known, key=lambda token: (known[token], token))[:_MOST_WORDS]
    return " ".join(typed for token, typed in written.items() if token in rarest)
