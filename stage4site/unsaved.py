"""The answer to words that were posted and not saved: a sentence, and the words, so that no browser loses them."""

from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext

# What a form sends beside what somebody typed.
_NOT_TYPED = {"csrfmiddlewaretoken", "seal", "saved_count", "copy", "decision", "next", "action", "index"}
_BOOKKEEPING = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")


def not_saved(request, message, repeat=True):
    """Plain text with status 403. The words follow where a page was asked for; a script shows the sentence alone."""
    words = _typed(request.POST) if repeat and "text/html" in request.headers.get("Accept", "") else []
    if words:
        message = "\n\n".join(
            [message, gettext("This is what you sent. If it is not offered, copy it from here:"), *words]
        )
    response = HttpResponse(message, status=403, content_type="text/plain; charset=utf-8")
    add_never_cache_headers(response)
    return response


def _typed(posted):
    """Each field that somebody typed, with its name."""
    return [
        f"{name}:\n{text}"
        for name, texts in posted.lists()
        if not (name in _NOT_TYPED or name.startswith("_") or name.endswith(_BOOKKEEPING) or "password" in name.lower())
        for text in texts
        if text.strip()
    ]
