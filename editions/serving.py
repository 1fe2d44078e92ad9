"""What is added to frozen words when they are served. Nothing here changes a word of them.

A kind registers ``finish(request, edition, html)``, which gives the HTML again, with marks in it, and what the
template needs beside it. It runs for live pages and for previews alike.
"""

from django.utils.safestring import mark_safe

_registered = []


def register(finish):
    if finish not in _registered:
        _registered.append(finish)
    return finish


def served(request, edition, html):
    """The words area as it is served, and the context that belongs to it."""
    context = {}
    for finish in _registered:
        html, more = finish(request, edition, html)
        context |= more
    return {"words": mark_safe(html), **context}
