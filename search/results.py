"""A page of results: what was found, from the signed editions themselves, and what was made of the words typed."""

from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.utils.text import capfirst

from search import words
from search.asked import understood, with_nearer
from search.did_you_mean import asked_back, near_terms
from search.facets import entries_of, facets, known
from search.finding import KEPT, found, ranked
from search.passages import best
from search.signed import signed

PER_PAGE = 10
MOST_NAMES = 5


@dataclass(frozen=True)
class Result:
    """A live page as a result; ``is_it`` when what was typed is its name."""

    edition: object
    passage: str
    is_it: bool

    @property
    def card(self):
        """The template that shows it as the very thing that was looked for, where its kind has one."""
        return self.edition.card_template if self.is_it else None

    @property
    def sort(self):
        """What a page of its kind is called."""
        return self.edition.called or capfirst(self.edition.page_model()._meta.verbose_name)


@dataclass
class Results:
    asked: object
    part: object = None
    results: list = field(default_factory=list)
    facets: list = field(default_factory=list)
    chosen: dict = field(default_factory=dict)
    # What was typed, and the other names that were looked for; what stands nowhere, and what it may have meant.
    widened: list = field(default_factory=list)
    nearer: list = field(default_factory=list)
    # As typed: what stands nowhere; what stands on so many pages that texts were not searched for it.
    missing: list = field(default_factory=list)
    near_terms: list = field(default_factory=list)
    common: list = field(default_factory=list)
    complete: int = 0
    # How many there are; when there are more than ``KEPT``, that is said.
    total: int = 0
    is_more: bool = False

    @property
    def is_cut(self):
        """Whether there are more than can be paged through."""
        return self.total > self.part.paginator.count


@dataclass(frozen=True)
class Widened:
    said: str
    names: list


def results(request, typed, language, chosen, page):
    """What is found for the words typed. ``chosen``: {facet: value}; ``page``: as in the address."""
    asked = understood(typed, language)
    made = Results(asked, chosen=known(chosen))
    if not asked.groups:
        return made
    was_found = found(asked)
    made.missing = [group.said for group in was_found.missing]
    made.nearer = asked_back(request, asked.text, made.missing, language)
    if any(near.words for near in made.nearer):
        asked = with_nearer(asked, {near.said: near.alternatives for near in made.nearer})
        was_found = found(asked)
    _narrow(made, asked, was_found, page)
    made.complete, made.common = was_found.complete, [group.said for group in was_found.common]
    made.results = _results(made.part, asked, was_found.exact)
    made.widened = [Widened(group.said, names) for group in asked.groups if (names := _names(group))]
    if not made.results:
        made.near_terms = near_terms(request, asked.text, language)
    return made


def _narrow(made, asked, was_found, page):
    """Facets, and the part of what they keep that is shown."""
    only = entries_of(made.chosen)
    every = was_found.first()
    kept = every if only is None else was_found.first(only)
    made.facets, live = facets([*dict.fromkeys([*every, *kept])], made.chosen, asked.text)
    ids = [pk for pk in kept if pk in live]
    made.part = Paginator(ranked(was_found, asked, ids), PER_PAGE).get_page(page)
    made.is_more = was_found.number(only) > KEPT
    made.total = min(len(ids), KEPT)


def _results(ids, asked, exact):
    live = signed(ids)
    return [Result(live[pk], best(live[pk], asked), pk in exact) for pk in ids if pk in live]


def _names(group):
    """Other names by which a group was looked for, those that readers see, at most ``MOST_NAMES``."""
    said = {tuple(words.tokens(group.said))}
    names = [name for term in group.terms for name, shown in term.names_to_find() if shown]
    return [name for name in dict.fromkeys(names) if tuple(words.tokens(name)) not in said][:MOST_NAMES]
