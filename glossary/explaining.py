from glossary.entries import glossary
from glossary.names import fold


def explain(request, edition, html):
    """The words area of a live page or a preview with its terms marked, and the ``definitions`` that it links to.

    Left out: the page's own term, and those that its author switched off (``unexplained``, approved with the words).
    """
    terms = glossary(request, edition.page.language)
    without = {entry.page_id for name in edition.unexplained.split("\n") for entry in terms.lookup.named(fold(name))}
    linked, entries = terms.linker.link(html, without=without | {edition.page_id})
    return linked, {"definitions": entries}
