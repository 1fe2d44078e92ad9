from django.conf import settings
from django.utils.translation import get_language

from editions.reading import by_generation
from urgent.models import cards


def emergency(request):
    """``emergency_cards``: the cards of the language in use, read only where a template shows them."""
    return {"emergency_cards": lambda: cards_of(request, (get_language() or settings.LANGUAGE_CODE).split("-")[0])}


@by_generation
def cards_of(request, language):
    return cards(language)
