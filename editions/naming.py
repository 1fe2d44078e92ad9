"""What the lists of the desk call an edition: by its title; a kind may keep that to itself while readers do not see it.

A title says what somebody's health is about, and a list is read by whoever opens it. So an edition of such a kind
(``OfAKind.discreet``) is called by what the kind calls its page, and by its topics, until it is live.
"""

from collections import defaultdict

from editions.kinds import edition_models
from editions.models import Status, Topic


def discreet_kinds():
    return [kind for kind, model in edition_models().items() if model.discreet]


def listed(editions):
    """The same editions, each with ``listed_as``, and ``is_kept``: then neither its title nor its path is to be shown.

    Two queries, however many there are, and none where all kinds are called by their titles.
    """
    editions = list(editions)
    kept = [one for one in editions if one.status != Status.PUBLISHED and one.page.kind_model.discreet]
    names = names_of({one.page for one in kept})
    for one in editions:
        one.listed_as, one.is_kept = one.title, False
    for one in kept:
        one.listed_as, one.is_kept, one.path = names[one.page_id], True, ""
    return editions


def names_of(pages):
    """{id: the discreet name of the page, with its topics}."""
    by_model, topics = defaultdict(list), defaultdict(list)
    for page in pages:
        by_model[page.kind_model].append(page)
    for name, page_id in Topic.objects.filter(pages__in=pages).values_list("name", "pages") if by_model else ():
        topics[page_id].append(name)
    found = {}
    for model, of_kind in by_model.items():
        found |= model.discreet_names(of_kind)
    return {page_id: ", ".join([name, *topics[page_id]]) for page_id, name in found.items()}
