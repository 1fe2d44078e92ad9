"""What the tests of preview links share: a link, and somebody who opens it."""

from django.test import Client

from editions.models import PreviewLink


def link_to(edition, by, days=14):
    return PreviewLink.objects.make(edition, by=by, for_whom="patient group", days=days)


def opened(link, name="Nora Neighbour"):
    """The page behind a link, and the browser in which somebody gave their name there."""
    client = Client()
    client.post(link.path, {"name": name})
    return client.get(link.path), client


def openings(link):
    return list(link.openings.order_by("pk").values_list("name", flat=True))
