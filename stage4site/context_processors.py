from django.conf import settings

from editions.schema import address


def site(request):
    """``canonical``: this page's public address, without a query; ``contact_email``: where mistakes are reported."""
    return {
        "canonical": address(request.path),
        "contact_email": settings.CONTACT_EMAIL,
        "debug": settings.DEBUG,
        "site_url": settings.SITE_URL,
    }
