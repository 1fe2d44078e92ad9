"""What is added to frozen words when they are served. Nothing here changes a word of them.

A kind registers ``finish(request, edition, html)``, which gives the HTML again, with marks in it, and what the
template needs beside it (``framed``: other sites that the page may frame). It runs for live pages and for previews
alike. What it has to know of the edition beside its columns it can have read with it (``annotate``), without a query
of its own; previews do not have that.
"""

from django.utils.safestring import mark_safe

_registered = []


def register(finish):
    if finish not in _registered:
        _registered.append(finish)
    return finish


_annotations = []


def annotate(annotations):
    """``annotations()`` gives annotations of an edition, by name, that its public page is read with."""
    if annotations not in _annotations:
        _annotations.append(annotations)
    return annotations


def annotated():
    return {name: one for annotations in _annotations for name, one in annotations().items()}


def served(request, edition, html):
    """The words area as it is served, and the context that belongs to it."""
    context = {}
    for finish in _registered:
        html, more = finish(request, edition, html)
        context |= more
    return {"words": mark_safe(html), **context}
