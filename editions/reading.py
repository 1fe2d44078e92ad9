"""What every public page has in common: only read, without a cookie, and as new as the database at each request.

A page depends on its address, on what is live (the *generation*, which the database counts), on the day and on
the release. From these come its ETag and the key under which a process keeps it, so that a request for a page
that has not changed costs one query, and a withdrawal is seen by the next request in every process.
"""

import hashlib
import re
from functools import wraps
from http import HTTPStatus

from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.text import compress_string
from django.views.decorators.http import require_safe

from editions.models import Generation
from editions.release import release

# Stored by a proxy, and asked for again at each request (deploy/nginx.conf): long over when it is stored.
_STORED_AND_STALE = "@1"
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


def public(view):
    """Makes a view a public page. What it answers must not depend on who asks."""

    @require_safe
    @wraps(view)
    def page(request, *args, **kwargs):
        # Before anything else is read: a change between the two gives a newer page under an older name, never
        # an older page under a newer one.
        request.generation = Generation.objects.now()
        key = _key(request)
        etag = key and f'W/"{key}"'
        response = get_conditional_response(request, etag=etag) if etag and _names_a_page(request) else None
        if response is not None:
            # The policy of the page that the reader has stays: what this answer says of it would take its place.
            response._csp_exempt = True
        else:
            response = _kept(request, key) or _rendered(view(request, *args, **kwargs), request, key)
        response["Cache-Control"] = "no-cache"
        if etag and response.status_code in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
            response["ETag"] = etag
            response["X-Accel-Expires"] = _STORED_AND_STALE
            patch_vary_headers(response, ["Accept-Encoding"])
        return response

    return page


def by_generation(compute):
    """Keeps what a function of (request, *arguments) gives for as long as nothing public has changed.

    Arguments are few and small: numbers and words. What is kept stays in memory, so it should be small, too.
    """

    @wraps(compute)
    def kept(request, *arguments):
        generation = _generation_of(request)
        if generation is None:
            return compute(request, *arguments)
        name = (compute.__module__, compute.__qualname__, *arguments)
        known = _by_generation.get(name)
        if known is None or known[0] != generation:
            _by_generation[name] = known = (generation, compute(request, *arguments))
            _drop_others(generation)
        return known[1]

    return kept


# What a function gave and for which generation, as one value: another thread may be a generation ahead.
_by_generation = {}
_MOST_KEPT = 2_000


def _generation_of(request):
    """The generation that this request reads, or None when nothing may be kept for it.

    Within a transaction a count may be that of a change that is rolled back later, and then given to another one.
    """
    if not hasattr(request, "generation"):
        request.generation = None if connection.in_atomic_block else Generation.objects.now()
    return request.generation


def _drop_others(generation):
    """What was kept for earlier generations goes when there is much of it."""
    if len(_by_generation) > _MOST_KEPT:
        for name, (of, _value) in list(_by_generation.items()):
            if of != generation:
                _by_generation.pop(name, None)


def forget():
    """Forget every page and value that this process keeps (for tests, whose databases go back in time)."""
    _by_generation.clear()
    caches["pages"].clear()


def _names_a_page(request):
    """Whether If-None-Match names a page that we have sent; "*" would match at any address."""
    return "*" not in request.headers.get("If-None-Match", "")


def _key(request):
    if request.generation is None:
        return None
    parts = (request.get_full_path(), request.generation, timezone.localdate().isoformat(), release())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _kept(request, key):
    """The page as this process rendered it in this generation, or None."""
    if key is None or (bodies := caches["pages"].get(key)) is None:
        return None
    return _answer(request, *bodies)


def framing(response, sites):
    """A page that may frame these other sites (``https://player.example``), and no page beside it."""
    response.framed = tuple(sites)
    if sites:
        response._csp_update = {"frame-src": list(sites)}
    return response


def _rendered(response, request, key):
    """A page that was found, kept for the next request; addresses with a question mark are too many to keep."""
    if key is None or response.status_code != HTTPStatus.OK:
        return response
    compressed, framed = compress_string(response.content), getattr(response, "framed", ())
    bodies = (response.content, compressed, response["Content-Type"], framed)
    if not request.META.get("QUERY_STRING"):
        caches["pages"].set(key, bodies)
    return _answer(request, *bodies)


def _answer(request, plain, compressed, content_type, framed):
    """Public pages hold no secret, so that compressing them tells nobody anything."""
    if not _GZIP.search(request.headers.get("Accept-Encoding", "")):
        return framing(HttpResponse(plain, content_type=content_type), framed)
    packed = HttpResponse(compressed, content_type=content_type, headers={"Content-Encoding": "gzip"})
    return framing(packed, framed)
