"""By what a reader narrows down what was found: kind, topic, language, each with how many there are."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from editions.kinds import edition_models
from editions.models import Page, Topic
from search.models import Entry

NAMES = {"kind": _("Kind of page"), "topic": _("Topic"), "language": _("Language")}


@dataclass(frozen=True)
class Option:
    """``query`` is the address, from the question mark on, that shows this alone."""

    label: str
    count: int
    chosen: bool
    query: str


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    options: tuple
    all: str

    @property
    def is_chosen(self):
        return any(option.chosen for option in self.options)


def known(chosen):
    """Of what an address chooses, {facet: value}, that which there is."""
    chosen = {name: value for name, value in chosen.items() if value.isprintable()}  # PostgreSQL takes no NUL
    there = {
        "kind": edition_models(),
        "language": dict(settings.LANGUAGES),
        "topic": dict(_topics([chosen.get("topic")])),
    }
    return {name: value for name, value in chosen.items() if value in there[name]}


def entries_of(chosen):
    """The ids of the live entries that the chosen facets keep; None for all of them."""
    if not chosen:
        return None
    by = {"kind": "kind", "language": "language", "topic": "page__topics__slug"}
    kept = Entry.objects.live().filter(**{by[name]: value for name, value in chosen.items()})
    return frozenset(kept.values_list("pk", flat=True))


def facets(ids, chosen, typed):
    """(the facets that divide what was found, the live ones of these ids).

    The counts of a facet are of what the others keep, so that each says what a click on it gives.
    """
    values = _values(ids)
    labels = _labels(values, chosen)
    made = [_facet(name, values, chosen, labels[name], typed) for name in NAMES]
    return [facet for facet in made if len(facet.options) > 1 or facet.is_chosen], values.keys()


def _values(ids):
    """{id: {facet: its values}}."""
    rows = Entry.objects.live().filter(pk__in=ids).values_list("pk", "kind", "language", "page_id")
    topics = {}
    pages = {page for _pk, _kind, _language, page in rows}
    for page, slug in Page.topics.through.objects.filter(page__in=pages).values_list("page_id", "topic__slug"):
        topics.setdefault(page, set()).add(slug)
    return {
        pk: {"kind": {kind}, "language": {language}, "topic": topics.get(page, set())}
        for pk, kind, language, page in rows
    }


def _labels(values, chosen):
    """{facet: {value: what it is called}} of all that was found, and of what was chosen."""
    there = {name: {value for one in values.values() for value in one[name]} for name in NAMES}
    for name, value in chosen.items():
        there[name].add(value)
    models, languages = edition_models(), dict(settings.LANGUAGES)
    topics = dict(_topics(there["topic"]))
    return {
        "kind": {kind: model.list_of_all()[1] for kind, model in models.items() if kind in there["kind"]},
        "topic": topics,
        "language": {code: languages[code] for code in sorted(there["language"]) if code in languages},
    }


def _topics(slugs):
    return Topic.objects.filter(slug__in=slugs).order_by("name").values_list("slug", "name")


def _keeps(values, chosen):
    return all(value in values[name] for name, value in chosen.items())


def _facet(name, values, chosen, labels, typed):
    others = {other: value for other, value in chosen.items() if other != name}
    counts = Counter(value for one in values.values() if _keeps(one, others) for value in one[name])
    options = tuple(
        Option(label, counts[value], chosen.get(name) == value, urlencode({"q": typed, **others, name: value}))
        for value, label in labels.items()
        if counts[value] or chosen.get(name) == value
    )
    return Facet(name, NAMES[name], options, urlencode({"q": typed, **others}))
