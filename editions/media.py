"""Uploaded files as readers get them: pictures whole, films in the parts that a player asks for (RFC 9110, 14).

A file's name is the SHA-256 of its content and stands in sealed words, so another content is not served.
"""

import re

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from editions.models import Edition
from markup import uploads

# A browser shows a film that it is led to within a page of its own making, which has a style.
_POLICY = "sandbox; default-src 'none'"
_POLICY_OF_FILMS = f"{_POLICY}; media-src 'self'; style-src 'unsafe-inline'"
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
_PART = 64 * 1024


@require_safe
@cache_control(no_cache=True)
def media(request, name):
    """An uploaded file: for the public while a live edition shows it, for signed-in colleagues always."""
    colleague = request.user.is_active and request.user.is_staff
    showing = Edition.objects.live().filter(files__contains=name).select_related("page")
    if not (colleague or any(edition.specific.may_be_served() for edition in showing)):
        raise Http404
    return response_of(request, name)


def response_of(request, name):
    """The file of this name to somebody who may have it: whole, a part of it, or not again (304)."""
    file = uploads.opened(name)
    if file is None:
        raise Http404
    response = get_conditional_response(request, etag=_etag(name)) or _part(request, name, file) or _whole(file)
    if not response.streaming:
        file.close()
    response["Content-Type"] = uploads.type_of(name)
    response["ETag"] = _etag(name)
    response["Accept-Ranges"] = "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _POLICY_OF_FILMS if uploads.type_of(name).startswith("video/") else _POLICY
    return response


def _etag(name):
    """A strong one: the name says what the content is."""
    return f'"{name}"'


def _whole(file):
    return FileResponse(file, headers={"Content-Length": file.size})


def _part(request, name, file):
    """206 or 416 for one range of bytes; None, so that the whole is sent, for none, several, or an older file."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", "")) if request.method == "GET" else None
    if asked is None or not any(asked.groups()) or request.headers.get("If-Range", _etag(name)) != _etag(name):
        return None
    first, last = _bounds(*asked.groups(), file.size)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}"})
    file.seek(first)
    response = StreamingHttpResponse(_parts(file, last - first + 1), status=206)
    response["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    response["Content-Length"] = last - first + 1
    return response


def _bounds(first, last, size):
    """The first and the last byte, from 0; nothing is asked for that is there when the first is beyond the last."""
    if not first:  # the last so many bytes
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _parts(file, left):
    with file:
        while left and (part := file.read(min(_PART, left))):
            left -= len(part)
            yield part
