"""What looks like spam is held for a moderator, who decides. Nobody is told, and nobody is turned away."""

import ipaddress
import re

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied

from questions import limits

# A person who reads the card, and writes, takes longer.
FEWEST_SECONDS = 4
MOST_LINKS = 2
_LINK = re.compile(r"https?://|\bwww\.|\[url|<a\s", re.IGNORECASE)
# What one household or ward has of the newer addresses is a whole network.
_OF_A_PLACE = 64  # bits


def is_held(request, ticket, cleaned):
    """Whether it is to be held; ``cleaned`` is the data of a valid ``AskForm``. Counts one more from this place."""
    too_many = limits.is_too_many(limits.note(_place(request)))
    too_fast = ticket.age < FEWEST_SECONDS
    links = len(_LINK.findall(cleaned["question"])) > MOST_LINKS
    return bool(too_many or too_fast or links or cleaned["website"])


def _place(request):
    """The network that a question comes from, in words that are counted under a digest and kept nowhere."""
    try:
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (ValueError, PermissionDenied, ImproperlyConfigured):
        return "unknown"
    if address.version == 6 and address.ipv4_mapped is None:
        return str(ipaddress.ip_network(f"{address}/{_OF_A_PLACE}", strict=False))
    return str(address)
