"""A page of results: what was found, from the signed editions themselves, and what was made of the words typed."""

import logging
import re
from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.db.models import F
from django.utils.http import urlencode
from django.utils.text import capfirst

from editions.kinds import edition_models
from search import words
from search.asked import understood, with_nearer
from search.facets import facets
from search.finding import KEPT, found, ranked
from search.models import Entry
from search.nearest import near_terms, nearest
from search.passages import best

logger = logging.getLogger(__name__)

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
    total: int = 0

    @property
    def is_cut(self):
        """Whether there are more than can be paged through."""
        return self.total > self.part.paginator.count


@dataclass(frozen=True)
class Widened:
    said: str
    names: list


@dataclass(frozen=True)
class Near:
    """A word that stands nowhere, and links to searches for the words that it may have been meant to be."""

    said: str
    words: list


@dataclass(frozen=True)
class NearWord:
    word: str
    query: str


def results(request, typed, language, chosen, page):
    """What is found for the words typed. ``chosen``: {facet: value}; ``page``: as in the address."""
    asked = understood(typed, language)
    made = Results(asked)
    if not asked.groups:
        return made
    was_found, nearer = found(asked), {}
    if was_found.missing:
        made.missing = [group.said for group in was_found.missing]
        nearer = {said: nearest(request, said) for said in made.missing}
        asked = with_nearer(asked, {said: _alternatives(near, language) for said, near in nearer.items()})
        was_found = found(asked) if any(nearer.values()) else was_found
    made.facets, keep, made.chosen = facets(was_found.ids, chosen, asked.text)
    made.part = Paginator(ranked(was_found, asked, keep), PER_PAGE).get_page(page)
    made.total = len(keep) if made.chosen or was_found.total <= KEPT else was_found.total
    made.complete, made.common = was_found.complete, [group.said for group in was_found.common]
    made.results = _results(made.part, asked, was_found.exact)
    made.widened = [Widened(group.said, names) for group in asked.groups if (names := _names(group))]
    made.nearer = [Near(said, _near_words(said, near, made)) for said, near in nearer.items()]
    if not made.results:
        made.near_terms = near_terms(request, asked.text, language)
    return made


def _near_words(said, near, made):
    """Links to the same search with another word: only names and words that stand on a page which is shown."""
    there = {}
    for result in made.results:
        edition = result.edition
        names = [name for name, shown in edition.names_to_find() if shown]
        for name in names:
            there.setdefault(" ".join(words.tokens(name)), name)
        text = "\n".join([*names, edition.text, edition.sought_as])
        for typed, token in words.surfaces(text):
            there.setdefault(token, typed)
    return [
        NearWord(there[word], urlencode({"q": _instead(made.asked.text, said, there[word])}))
        for word in near
        if word in there
    ]


def _instead(text, said, word):
    """What was typed with another word, where it stands for itself."""
    return re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", lambda _found: word, text, count=1)


def _alternatives(near, language):
    return tuple(dict.fromkeys(tuple(words.stems(word, language)) for word in near))


def _results(ids, asked, exact):
    live = signed(ids)
    return [Result(live[pk], best(live[pk], asked), pk in exact) for pk in ids if pk in live]


def signed(ids):
    """{id: the edition, whole, with its path} of those that are live and whose every word a second clinician signed."""
    kinds = dict(Entry.objects.filter(pk__in=ids).values_list("pk", "kind"))
    made = {}
    for kind in set(kinds.values()) & {*edition_models()}:
        live = edition_models()[kind].objects.live().filter(pk__in=[pk for pk in kinds if kinds[pk] == kind])
        live = live.filter(page__addresses__canonical=True).select_related("page")
        for edition in live.annotate(path=F("page__addresses__path")):
            if edition.may_be_served():
                made[edition.pk] = edition
            else:
                logger.critical("Not found: edition %s, whose seal or countersignature does not hold.", edition.pk)
    return made


def _names(group):
    """Other names by which a group was looked for, those that readers see, at most ``MOST_NAMES``."""
    said = {tuple(words.tokens(group.said))}
    names = [name for term in group.terms for name, shown in term.names_to_find() if shown]
    return [name for name in dict.fromkeys(names) if tuple(words.tokens(name)) not in said][:MOST_NAMES]
