"""Addresses that are printed: short enough to be typed."""

from django.conf import settings
from django.urls import reverse

SHORT = 8  # characters of a seal that stand at the foot of a printout; fewer are not looked up


def short_check_address(seal):
    """Where somebody who holds a printout asks about it, as it is printed."""
    return settings.SITE_URL + reverse("check:seal", args=[seal[:SHORT]])


def file_address(seal):
    return reverse("printouts:file", args=[seal])
