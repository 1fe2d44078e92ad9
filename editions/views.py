"""What readers get: a live edition that a second clinician signed, or an honest word about why not."""

import logging

from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from editions.models import Address, Edition
from markup import pictures

logger = logging.getLogger(__name__)


def show(request, path, template):
    """The live edition of the page at this path: 404 for none, 410 once withdrawn, never an unsigned word."""
    address = Address.objects.select_related("page").filter(path=path).first()
    if address is None:
        raise Http404
    edition = address.page.live_edition
    if edition is None:
        return _gone(request, address.page)
    edition.page = address.page
    if not edition.may_be_served():
        logger.critical("Not serving edition %s: its seal or countersignature does not hold. Run verify.", edition.pk)
        return render(request, "public/held_back.html", status=503)
    if not address.canonical:
        return redirect(address.page.path, permanent=True)
    address.page.path = address.path
    return render(request, template, {"edition": edition, "page": address.page})


def listed(kind):
    """Live editions of a kind for a list, newest review first, each with its ``path``: one query."""
    return (
        Edition.objects.live()
        .filter(page__kind=kind, page__addresses__canonical=True)
        .annotate(path=F("page__addresses__path"))
        .order_by("-reviewed_at", "-pk")
    )


def only_signed(editions):
    """The editions whose title and summary are those that a reviewer signed."""
    return [edition for edition in editions if edition.is_countersigned()]


@require_safe
@cache_control(no_cache=True)
def media(request, name):
    """An uploaded file: for the public while a live edition shows it, for signed-in colleagues always.

    Its name is the SHA-256 of its content and stands in sealed words, so another content is not served.
    """
    colleague = request.user.is_active and request.user.is_staff
    showing = Edition.objects.live().filter(files__contains=name).select_related("page")
    if not (colleague or any(edition.specific.may_be_served() for edition in showing)):
        raise Http404
    content = pictures.read(name)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="image/webp")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _gone(request, page):
    withdrawal = page.withdrawal
    if withdrawal is None:
        raise Http404
    instead = only_signed(Edition.objects.live().filter(page_id=withdrawal.successor_id).select_related("page"))
    return render(request, "public/gone.html", {"withdrawal": withdrawal, "instead": instead}, status=410)
