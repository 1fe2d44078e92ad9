"""The emergency card before the box: of each country that has a live one, in the words that were approved.

Nothing is written or chosen here. The signs are cut out of frozen words whose signature holds; where no country is
chosen, or it has no card, every sign of every card stands there.
"""

import re
from dataclasses import dataclass

from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from editions import everywhere
from editions.reading import by_generation
from questions.models import COUNTRIES
from urgent.models import UrgentEdition

_BODY = '<div class="body">'
_CARD = re.compile(r'<div class="card card-(emergency|urgent)".*?</div>', re.DOTALL)
_SIGN = re.compile(r"<li>(.*?)</li>", re.DOTALL)
_NUMBER = re.compile(r"\d(?:[\d ]*\d)?")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True)
class Choice:
    """A country to choose. Without a card of its own it has neither ``numbers`` nor ``html``."""

    code: str
    name: str
    numbers: str = ""
    html: str = ""

    @property
    def calls(self):
        """Each number to call, as digits."""
        return [number.replace(" ", "") for number in _NUMBER.findall(self.numbers)]


@dataclass(frozen=True)
class Cards:
    """``choices``: every ``Choice``, in order; ``emergency`` and ``team``: every sign of all cards."""

    choices: list
    emergency: list
    team: list

    def of(self, country):
        """The choice with this code, when it has a card of its own; None for any other."""
        return next((one for one in self.choices if one.code == country and one.html), None)


def language():
    return (get_language() or "en").split("-")[0]


def live(request):
    """The live cards themselves, those that a second clinician signed."""
    return everywhere.kept(request, language())[UrgentEdition.kind]


def cards(request):
    return _made(request, language())


@by_generation
def _made(request, language):
    found = everywhere.kept(request, language)[UrgentEdition.kind]
    of_country = {card.country: card for card in found}
    parts = [_parts(card) for card in found]
    return Cards(
        choices=[_choice(code, name, of_country.get(code)) for code, name in COUNTRIES],
        emergency=_every([_SIGN.findall(one.get("emergency", "")) for one in parts]),
        team=_every([_SIGN.findall(one.get("urgent", "")) for one in parts]),
    )


def _parts(card):
    """{level: HTML} of the two care cards at the head of the words area."""
    return {found[1]: found[0] for found in _CARD.finditer(card.served_html.partition(_BODY)[0])}


def _choice(code, name, card):
    if card is None:
        return Choice(code, str(name))
    return Choice(code, card.title, card.numbers, mark_safe("\n".join(_parts(card).values())))


def _every(lists):
    """Each sign once, those of one place of the cards together; the longer where two differ by what is in brackets."""
    placed = [(place, sign) for signs in lists for place, sign in enumerate(signs)]
    found = list(dict.fromkeys(sign for _place, sign in sorted(placed, key=lambda pair: pair[0])))
    shorter = {_IN_BRACKETS.sub("", sign) for sign in found if _IN_BRACKETS.search(sign)}
    return [mark_safe(sign) for sign in found if sign not in shorter]
