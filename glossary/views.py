from collections import Counter
from http import HTTPStatus
from itertools import groupby

from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from editions.reading import public
from editions.views import show
from glossary.classes import classes, drugs_of
from glossary.context import around
from glossary.entries import glossary
from glossary.models import TermEdition
from glossary.names import slug_of

LONGEST_QUERY = 100


@public
def index(request):
    """A to Z, or what was found; a plain form with GET, so that it works without scripts."""
    terms = _glossary(request)
    query = request.GET.get("q", "")[:LONGEST_QUERY].strip()
    if query and len(found := {one.entry.path for one in terms.lookup.exact(query)}) == 1:
        return redirect(found.pop())
    shown = [entry for entry in terms.entries if _chosen(entry, request.GET)]
    by_letter = [(letter, list(group)) for letter, group in groupby(shown, key=_letter)]
    context = {
        "query": query,
        "found": terms.lookup.suggest(query) if query else [],
        "letters": by_letter,
        "counts": _alphabet(shown),
        "total": len(terms.entries),
        "sort": request.GET.get("sort", ""),
        "drug_class": request.GET.get("class", ""),
        "classes": classes(terms.entries),
    }
    return render(request, "glossary/index.html", context)


@public
def suggest(request):
    """What to offer while somebody types: names, and where they lead."""
    found = _glossary(request).lookup.suggest(request.GET.get("q", "")[:LONGEST_QUERY])
    return JsonResponse({"found": [{"words": one.words, "path": one.entry.path} for one in found]})


@public
def detail(request, slug):
    """A term at its address; at the address of another name, the term that has it, or a question."""
    try:
        return show(request, TermEdition, "glossary/detail.html", lambda edition: around(request, edition))
    except Http404:
        return _by_name(request, slug)


@public
def drug_class(request, slug):
    """A class of medicines: what their names have in common, and which there are."""
    terms = _glossary(request)
    drugs = drugs_of(terms.entries, slug)
    if not drugs:
        raise Http404
    name = drugs[0].drug_class
    term = next((one.entry for one in terms.lookup.exact(name) if not one.entry.is_drug), None)
    return render(request, "glossary/class.html", {"name": name, "term": term, "drugs": drugs})


def _glossary(request):
    return glossary(request, get_language().split("-")[0])


def _by_name(request, slug):
    """Of a name that one term has: a way to it. Of several: which of them? Of a misspelling: did you mean?"""
    lookup = _glossary(request).lookup
    typed = slug.replace("-", " ")
    named = lookup.exact(slug) or lookup.exact(typed) or lookup.by_slug(slug)
    if len({one.entry.page_id for one in named}) == 1:
        return redirect(named[0].entry.path)
    meant = [] if named else lookup.meant(typed)
    if not (named or meant):
        raise Http404
    context = {"typed": typed, "named": named, "meant": meant}
    return render(request, "glossary/which.html", context, status=HTTPStatus.NOT_FOUND)


def _letter(entry):
    first = entry.name[:1].upper()
    return first if first.isascii() and first.isalpha() else "#"


def _alphabet(entries):
    """(letter, how many) for each letter, those without an entry too."""
    counts = Counter(_letter(entry) for entry in entries)
    return [(letter, counts[letter]) for letter in [*(["#"] if counts["#"] else []), *"ABCDEFGHIJKLMNOPQRSTUVWXYZ"]]


def _chosen(entry, asked):
    """Whether the filters of the list let an entry through."""
    by_sort = {"drug": entry.is_drug, "term": not entry.is_drug}.get(asked.get("sort", ""), True)
    return by_sort and asked.get("class", "") in {"", slug_of(entry.drug_class)}
