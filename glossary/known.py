"""The names of the live terms, for checks: read in one query, without definitions, at most once in a run of checks.

The words of a live edition never change, so what is made of them is kept for as long as the same editions are live.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.apps import apps

from glossary import names
from glossary.linking import Linker
from glossary.names import HIDDEN, NameKind, fold
from wording.checks import once_a_run


@dataclass(frozen=True)
class KnownTerm:
    """A live term as the linker wants it, without its page."""

    page_id: int
    language: str
    title: str
    is_drug: bool
    drug_class: str
    others: tuple

    path = ""

    @property
    def brands(self):
        return [one for one in self.others if one.kind == NameKind.BRAND]

    def shown_names(self):
        return names.shown(self.title, self.others)

    def brand_linker(self):
        return Linker([_Brands(self.page_id, tuple(self.brands))])


@dataclass(frozen=True)
class _Brands:
    page_id: int
    found: tuple

    path = ""

    def shown_names(self):
        return self.found


class Known:
    """All live terms, and what checks make of their names."""

    def __init__(self, terms):
        self.terms = terms

    @cached_property
    def every_name(self):
        return [one.name for term in self.terms for one in term.shown_names()]

    @cached_property
    def explained(self):
        return {fold(name) for name in self.every_name}

    @cached_property
    def medicine_words(self):
        """Names of medicines of every sort: their change is shown to a reviewer first."""
        return [one.name for term in self.terms if term.is_drug for one in term.shown_names()]

    @cached_property
    def medicines(self):
        """(name or brand, "") of each medicine, and (known misspelling, what is meant)."""
        drugs = [term for term in self.terms if term.is_drug]
        wrong = {fold(one.name): term.title for term in drugs for one in term.others if one.kind in HIDDEN}
        right = {fold(name): "" for term in drugs for name in (term.title, *(one.name for one in term.brands))}
        return frozenset({**wrong, **right}.items())

    @cached_property
    def classes(self):
        """Slug → name of each class of medicines."""
        return {slug: term.drug_class for term in self.terms if (slug := names.slug_of(term.drug_class))}

    @cached_property
    def brand_linkers(self):
        """(term, linker of its brands) for each medicine that has brands."""
        return [(term, term.brand_linker()) for term in self.terms if term.is_drug and term.brands]

    def owners(self, language, without):
        """Folded name → term, for every name (hidden ones too) of the other pages of a language."""
        found = {}
        for term in self.terms:
            if term.language == language and term.page_id != without:
                for name in (term.title, *(one.name for one in term.others)):
                    found.setdefault(fold(name), term)
        return found


@once_a_run
def known():
    live = _model().objects.live()
    return _known(frozenset(live.values_list("pk", "seal")))


@lru_cache(maxsize=2)
def _known(editions):
    rows = _model().objects.filter(pk__in=[pk for pk, _seal in editions]).order_by("pk")
    columns = rows.values_list("page_id", "page__language", "title", "sort", "drug_class", "names")
    return Known([
        KnownTerm(page_id, language, title, sort == "drug", drug_class, names.others(text))
        for page_id, language, title, sort, drug_class, text in columns
    ])  # fmt: skip


def _model():
    return apps.get_model("glossary", "TermEdition")
