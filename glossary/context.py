"""What stands around a term's own words on its page, all of it from words that were approved."""

from editions.reading import by_generation
from glossary.classes import class_path
from glossary.entries import glossary
from glossary.names import fold
from glossary.schema import term_schema
from glossary.usage import uses

MOST_RELATED = 6


def around(request, edition):
    terms = glossary(request, edition.page.language)
    own = next((entry for entry in terms.entries if entry.page_id == edition.page_id), None)
    return {
        "schema": term_schema(edition),
        "mistaken_for": mistaken_for(terms, edition),
        "explained_in": pages_that_use(request, edition.page_id, edition.page.language),
        "related": related(terms.entries, own),
        "class_path": class_path(edition.drug_class) if edition.drug_class else "",
    }


@by_generation
def pages_that_use(request, page_id, language):
    """(title, path) of the live pages whose words use a term, those that use it most first, each signed."""
    entries = glossary(request, language).entries
    names = next((entry.shown_names() for entry in entries if entry.page_id == page_id), ())
    found = (use.edition for use in (uses(names, page_id, language, entries) if names else ()))
    return [(edition.title, edition.path) for edition in found if edition.is_countersigned()]


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
