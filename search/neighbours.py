"""What to read after a page: other pages under its topics, those first that use the same terms. Three at most."""

from collections import Counter
from itertools import islice

from editions.topics import kinds_to_read_next
from editions.views import listed, topics_of
from glossary.names import fold
from glossary.used import names_used, shared

MOST = 3
# So many pages under the same topics, those reviewed last, are compared.
_COMPARED = 20


def offer_next(request, edition, html):
    """For a live page of a kind that readers find by topic; ``html`` has its terms linked already."""
    topics = topics_of(edition) if edition.in_topics and hasattr(edition, "topic_lines") else ()
    if not topics:
        return html, {}
    return html, {"read_next": _nearest(edition, topics, names_used(request, edition, html))}


def _nearest(edition, topics, terms):
    others = (
        listed(*kinds_to_read_next())
        .defer("html")
        .filter(page__language=edition.page.language)
        .exclude(page=edition.page_id)
    )
    near = list(others.filter(page__topics__slug__in=[topic.slug for topic in topics])[: _COMPARED * len(topics)])
    of_topic = Counter(one.page_id for one in near)  # there is a row for each topic
    found = {one.page_id: one for one in near}
    if len(found) < MOST:
        found |= {one.page_id: one for one in others[:_COMPARED] if one.page_id not in found}
    used = {page: shared(terms, fold(one.text)) for page, one in found.items()}
    best = sorted(found, key=lambda page: (-of_topic[page], -used[page], -page))
    signed = (found[page] for page in best if (of_topic[page] or used[page]) and found[page].is_countersigned())
    return list(islice(signed, MOST))
