"""What to read after a page: other pages under its topics, those first that use the same terms. Three at most."""

import re
from collections import Counter
from itertools import islice

from editions.topics import kinds_to_read_next
from editions.views import listed, topics_of
from glossary.entries import glossary
from glossary.names import fold

MOST = 3
# So many pages under the same topics, those reviewed last, are compared.
_COMPARED = 20
_TERM = re.compile(r'<a class="term" href="([^"]+)"')


def offer_next(request, edition, html):
    """For a live page of a kind that readers find by topic; ``html`` has its terms linked already."""
    topics = topics_of(edition) if edition.in_topics and hasattr(edition, "topic_lines") else ()
    if not topics:
        return html, {}
    return html, {"read_next": _nearest(edition, topics, _names(request, edition, html))}


def _names(request, edition, html):
    """The names, folded, of each term that this page uses."""
    used = {*_TERM.findall(html), edition.page.path}
    entries = (entry for entry in glossary(request, edition.page.language).entries if entry.path in used)
    return [[fold(name.name) for name in entry.shown_names()] for entry in entries]


def _nearest(edition, topics, terms):
    others = (
        listed(*kinds_to_read_next())
        .defer("html")
        .filter(page__language=edition.page.language)
        .exclude(page=edition.page_id)
    )
    near = list(others.filter(page__topics__slug__in=[topic.slug for topic in topics])[: _COMPARED * len(topics)])
    shared = Counter(one.page_id for one in near)  # there is a row for each topic
    found = {one.page_id: one for one in near}
    if len(found) < MOST:
        found |= {one.page_id: one for one in others[:_COMPARED] if one.page_id not in found}
    used = {page: _used(terms, fold(one.text)) for page, one in found.items()}
    best = sorted(found, key=lambda page: (-shared[page], -used[page], -page))
    signed = (found[page] for page in best if (shared[page] or used[page]) and found[page].is_countersigned())
    return list(islice(signed, MOST))


def _used(terms, text):
    """How many of the terms a text has by one of their names."""
    return sum(any(name in text for name in names) for names in terms)
