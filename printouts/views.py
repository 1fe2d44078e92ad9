"""The PDF of a live page, and whether a printout is still current."""

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.text import slugify
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from editions.models import Edition
from editions.reading import public
from printouts import checking, files
from printouts.models import Printout


@require_safe
@cache_control(no_cache=True)
def file(request, seal):
    """The PDF of the live edition with this seal, and of no other: asked of the database at each request."""
    edition = _live(seal)
    printout = edition and Printout.objects.filter(edition=edition).first()
    content = printout and printout.content()
    if content is None:
        return _not_there(request, seal)
    etag = f'"{files.sum_of(content)}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(content, content_type="application/pdf")
    response["ETag"] = etag
    response["Content-Disposition"] = f'inline; filename="{_name(edition)}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response


def _live(seal):
    if not files.SEAL.fullmatch(seal):
        return None
    edition = Edition.objects.live().filter(seal=seal).select_related("page").first()
    return edition if edition and edition.specific.may_be_served() else None


def _name(edition):
    return f"{slugify(edition.title) or 'page'}-{edition.seal[:8]}.pdf"


def _not_there(request, seal):
    """410 for what readers could have once; the page says where to ask what became of it."""
    over = checking.fates(seal) if files.SEAL.fullmatch(seal) else []
    if not over or over[0].is_current:
        raise Http404
    return render(request, "printouts/gone.html", {"seal": seal}, status=HTTPStatus.GONE)


@public
def ask(request):
    """A form for those who type what stands at the foot of a printout; it leads to an address that says it all."""
    words = request.GET.get("seal", "")
    if seal := checking.typed(words):
        return redirect("check:seal", seal)
    return render(request, "printouts/ask.html", {"typed": words[:80], "wrong": bool(words.strip())})


@public
def told(request, seal):
    """What became of the editions whose seal begins so."""
    fates = checking.fates(checking.typed(seal)) if checking.typed(seal) else []
    if not fates:
        return render(request, "printouts/unknown.html", {"typed": seal[:80]}, status=HTTPStatus.NOT_FOUND)
    return render(request, "printouts/told.html", {"fates": fates})
