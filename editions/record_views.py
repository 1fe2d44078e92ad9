"""The record of a page, downloaded on the desk."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from editions.history import read_by
from editions.models import Page
from editions.records import MEDIA_TYPES, Record, may_be_read_by


@require_safe
def record(request, pk, extension):
    """The record as a file; what it holds of drafts and notes is for no cache."""
    page = get_object_or_404(Page, pk=pk)
    options = page.kind_model._meta
    may_see = request.user.has_perm(f"{options.app_label}.view_{options.model_name}")
    if not (may_see and may_be_read_by(page, request.user)):
        raise PermissionDenied
    if extension not in MEDIA_TYPES:
        raise Http404
    made = Record(page, exported_by=f"{request.user} (account {request.user.pk})")
    for edition in made.editions:
        read_by(edition, request.user)
    content = made.as_json() if extension == "json" else made.as_html()
    response = HttpResponse(content, content_type=MEDIA_TYPES[extension])
    response["Content-Disposition"] = f'attachment; filename="{made.filename(extension)}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    response["Cache-Control"] = "no-store"
    return response


def context(page, person):
    """What ``admin/editions/record_links.html`` needs, beside ``original``, the page."""
    return {"may_read_record": may_be_read_by(page, person)}
