"""Emergency cards: for each country, when to call at once, whom, and what can wait until the team answers.

A short line of each stands on every public page (``editions.everywhere``).
"""

import re

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.models import Edition, KindManager, Page, Status
from markup import citations, sources
from markup.cards import card_begins
from markup.citations import Numbering
from markup.pictures import wordless_pictures
from markup.points import points
from markup.render import is_renderable, parse, render, render_inline
from markup.sources import Problem
from urgent import danger
from wording.checks import STANDARD
from wording.evidence import uncited
from wording.findings import Text

# A page that was submitted for the same country would go live beside this one.
_COMING_OR_LIVE = (Status.IN_REVIEW, Status.APPROVED, Status.PUBLISHED)
_SIGNS = ("emergency", "team")
_LEADS_AWAY = re.compile(r"<(?:a|img)\b")


class Country(models.TextChoices):
    """The countries that have a card, in the order in which cards are shown."""

    GB = "GB", _("United Kingdom")
    IE = "IE", _("Ireland")
    US = "US", _("United States")
    CA = "CA", _("Canada")
    AU = "AU", _("Australia")
    EU = "EU", _("European Union")


# By what readers look for a country.
_ALSO_CALLED = {
    Country.GB: ("UK", "Britain", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland"),
    Country.IE: ("Republic of Ireland",),
    Country.US: ("USA", "America"),
    Country.EU: ("Europe", "EU"),
}


def uncited_in_the_text(document):
    """Signs cite nothing: whoever reads them must not be led away. The text below them may."""
    return uncited(document) if document.field == "body" else ()


class UrgentEdition(Edition):
    """One version of the words of a country's card; its ``title`` is the country's name."""

    kind = "urgent"
    words_template = "urgent/words.html"

    country = models.CharField(_("country"), max_length=2, choices=Country, blank=True)
    numbers = models.CharField(
        _("numbers to call"),
        max_length=60,
        blank=True,
        help_text=_("For example: 999 or 112. It stands in a box on every page of the site."),
    )
    emergency = models.TextField(
        _("signs of an emergency"),
        blank=True,
        help_text=_(
            "When to call that number at once: one sign a line. No links: nothing may lead away from the call."
        ),
    )
    team = models.TextField(
        _("signs for the team"),
        blank=True,
        help_text=_("When to call the treating team's 24-hour line on the same day: one sign a line, no links."),
    )
    body = models.TextField(
        _("text"),
        blank=True,
        help_text=_(
            "Markdown, below both cards: what to say on the telephone, what else there is in this country. "
            "Headings begin with ## ."
        ),
    )
    sources = models.TextField(
        _("sources"),
        blank=True,
        help_text=_("One a line: key | reference | web address. All are listed; you may cite them as [@its-key]."),
    )

    danger = models.TextField(
        _("danger phrases"),
        blank=True,
        help_text=_(
            "Words in a question that bring this card before the question is sent, one phrase a line: “coughing up "
            "blood, spitting blood” is any of these; “leg, foot + numb, weak” is one of each side, near each other. "
            "“! want to die at home” is an exception. Misspellings and other endings are found by themselves. Never "
            "shown to readers. Phrases for the common signs are built in and stand beside these."
        ),
    )

    checks = tuple(uncited_in_the_text if check is uncited else check for check in STANDARD)

    class Meta:
        verbose_name = _("edition of an emergency card")
        verbose_name_plural = _("editions of emergency cards")

    @classmethod
    def page_model(cls):
        return UrgentCard

    def names_to_find(self):
        return [(self.title, True), *((name, True) for name in _ALSO_CALLED.get(self.country, ()))]

    @property
    def signs(self):
        """The signs of an emergency."""
        return points(self.emergency)

    @property
    def team_signs(self):
        return points(self.team)

    def words_context(self):
        listed, _problems = sources.parse(self.sources)
        numbering = Numbering(known=listed)
        call = gettext("Call {numbers} now for any of these signs").format(numbers=self.numbers)
        ask = gettext("Call your team’s 24-hour line today for any of these signs")
        body = render(self.body, doc="text", numbering=numbering)
        return {
            "cards": [
                (card_begins("emergency", call), [render_inline(sign) for sign in self.signs]),
                (card_begins("urgent", ask), [render_inline(sign) for sign in self.team_signs]),
            ],
            "body": body,
            "cited": [(listed[key], numbering.places.get(key, ())) for key in {**numbering.places, **listed}],
        }

    def checked_texts(self):
        return [
            *super().checked_texts(),
            Text("numbers", self.numbers, "line"),
            *(Text(name, getattr(self, name), "lines") for name in _SIGNS),
            Text("body", self.body),
            Text("sources", self.sources, "lines"),
        ]

    def problems(self):
        listed, wrong_lines = sources.parse(self.sources)
        found = [*super().problems(), *self._missing(listed), *wrong_lines, *self._taken()]
        found += danger.parse(self.danger).problems
        if not all(is_renderable(getattr(self, name)) for name in (*_SIGNS, "body")):
            return [*found, Problem("body", None, gettext("The text is too long for one page. Shorten it."))]
        body = parse(self.body)
        cited = [one for one in citations.problems(listed, {"body": body}) if one.field != "sources"]
        return [*found, *self._links_in_cards(), *cited, *wordless_pictures("body", body)]

    def _missing(self, listed):
        missing = {
            "country": (self.country, gettext("Choose the country.")),
            "numbers": (self.numbers, gettext("Write which number to call.")),
            "emergency": (self.signs, gettext("Write when to call that number, one sign a line.")),
            "team": (self.team_signs, gettext("Write when to call the treating team, one sign a line.")),
            "body": (self.body, gettext("The text is empty.")),
            "sources": (listed, gettext("Name at least one source.")),
        }
        return [Problem(name, None, message) for name, (words, message) in missing.items() if not words]

    def _taken(self):
        others = type(self).objects.filter(country=self.country, status__in=_COMING_OR_LIVE)
        others = others.filter(page__language=self.page.language).exclude(page_id=self.page_id)
        if not self.country or (other := others.first()) is None:
            return []
        message = gettext("“{title}” is this country's card already. Write its next edition, or withdraw it first.")
        return [Problem("country", None, message.format(title=other.title))]

    def _links_in_cards(self):
        message = gettext("No link, citation or picture stands in a card: nothing may lead away from the call.")
        for name in _SIGNS:
            for number, line in enumerate(getattr(self, name).split("\n"), start=1):
                if any(_LEADS_AWAY.search(render_inline(sign)) for sign in points(line)):
                    yield Problem(name, number, message)


def ordered(cards):
    """Cards in ``Country``'s order."""
    order = {country: place for place, country in enumerate(Country.values)}
    return sorted(cards, key=lambda card: order.get(card.country, len(order)))


class UrgentCard(Page):
    """A country's emergency card: a page whose words are in its ``UrgentEdition`` rows."""

    edition_model = UrgentEdition
    prefix = "urgent"
    objects = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("emergency card")
        verbose_name_plural = _("emergency cards")
