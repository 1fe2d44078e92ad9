import logging
import time

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

from editions import guards

logger = logging.getLogger(__name__)


class GuardsInPlace:
    """Serves nothing while a guard is missing: looks at the first request, then every so often.

    ``GUARDS_CHECKED_EVERY`` is in seconds; None never looks. While something is wrong it looks at
    every request, so that the site is back as soon as ``migrate`` has mended it.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.stood_at = None

    def __call__(self, request):
        every = settings.GUARDS_CHECKED_EVERY
        if every is not None and (self.stood_at is None or time.monotonic() - self.stood_at >= every):
            if missing := guards.differences():
                logger.critical("Not serving: %s", "; ".join(missing))
                page = render_to_string("public/unavailable.html")
                return HttpResponse(page, status=503, headers={"Cache-Control": "no-store", "Retry-After": "60"})
            self.stood_at = time.monotonic()
        return self.get_response(request)
