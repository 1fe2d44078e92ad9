from django.conf import settings
from django.utils.translation import get_language

from editions import everywhere
from urgent.models import UrgentEdition


def emergency(request):
    """``emergency_cards``: the cards of the language in use, read only where a template shows them."""

    def emergency_cards():
        language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
        return everywhere.kept(request, language)[UrgentEdition.kind]

    return {"emergency_cards": emergency_cards}
