"""Who speaks in a video: what their own profile says. Readers get it while it is live, and signed."""

from django.db.models import F

from experts.models import ExpertEdition
from markup.render import render
from markup.sanitise import clean


def profile_of(number):
    """The live, signed profile with this page number, with ``path`` and ``interests_html``; None without one."""
    if number is None:
        return None
    live = ExpertEdition.objects.live().filter(page_id=number, page__addresses__canonical=True)
    found = live.select_related("page").annotate(path=F("page__addresses__path")).first()
    if found is None or not found.may_be_served():
        return None
    found.interests_html = clean(render(found.interests, doc="interests"))
    return found


def profile_in_words(number):
    """The name on the profile with this page number, live or not yet; "" for none."""
    found = ExpertEdition.objects.filter(page_id=number).order_by("-number").first() if number else None
    return found.title if found else ""
