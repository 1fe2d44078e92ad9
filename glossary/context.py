"""What stands around a term's own words on its page, all of it from words that were approved."""

from glossary.classes import class_path
from glossary.entries import glossary
from glossary.names import fold
from glossary.schema import term_schema
from glossary.usage import pages_that_use

MOST_RELATED = 6


def around(request, edition):
    terms = glossary(request, edition.page.language)
    own = next((entry for entry in terms.entries if entry.page_id == edition.page_id), None)
    return {
        "schema": term_schema(edition),
        "mistaken_for": mistaken_for(terms, edition),
        "explained_in": pages_that_use(request, own) if own else [],
        "related": related(terms.entries, own),
        "class_path": class_path(edition.drug_class) if edition.drug_class else "",
    }


def mistaken_for(terms, edition):
    """(entry, why) of each medicine whose own page says that it is not the same as this one."""
    mine = {fold(one.name) for one in edition.every_name()}
    named = {fold(one.name) for one in edition.look_alikes}
    return [
        (entry, pair.why)
        for entry in terms.entries
        for pair in entry.look_alikes
        if fold(pair.name) in mine and fold(entry.name) not in named
    ]


def related(entries, own):
    """Other medicines of the same class, or the medicines of a class."""
    if own is None:
        return []
    of_class = fold(own.drug_class) or fold(own.name)
    return [entry for entry in entries if entry is not own and of_class == fold(entry.drug_class)][:MOST_RELATED]
