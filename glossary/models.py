"""Terms and medicines. A term is reviewed like every other text; its definition is its ``summary``.

So lists of terms, which show names and definitions only, need no more of a row than any list does.
"""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.models import Edition, KindManager, Page
from glossary import codes, names, pairs
from glossary.known import known
from glossary.names import HIDDEN, NameKind, fold
from glossary.rechecks import Recheck
from glossary.usage import uses
from markup import citations, sources
from markup.cards import card_begins
from markup.citations import Numbering
from markup.pictures import wordless_pictures
from markup.points import points
from markup.render import is_renderable, parse, render, render_inline
from markup.sources import Problem
from wording.checks import STANDARD
from wording.evidence import uncited
from wording.findings import Text
from wording.sentences import spans

MOST_SENTENCES = 2


class Sort(models.TextChoices):
    TERM = "term", _("term")
    DRUG = "drug", _("medicine")


class Meaning(models.TextChoices):
    """What author and reviewer say of a new edition: the author writes it, the reviewer approves it."""

    SAME = "same", _("means the same: pages that use it stay right")
    CHANGED = "changed", _("its meaning changed: pages that use it have to be looked at again")


class TermEdition(Edition):
    """One version of a term's words: ``title`` is the name (of a medicine the INN), ``summary`` the definition."""

    kind = "term"
    words_template = "glossary/words.html"
    card_template = "glossary/card.html"
    in_topics, by_name = 4, True
    called, heading = _("Medicine or word"), _("Medicines and words")
    sort = models.CharField(_("sort"), max_length=10, choices=Sort, blank=True)
    say = models.CharField(
        _("how to say it"),
        max_length=120,
        blank=True,
        help_text=_("A respelling, the loud part in capitals: tuh-MOK-sih-fen."),
    )
    names = models.TextField(
        _("other names"),
        blank=True,
        help_text=_(
            "One a line: kind | name | region or note. Where another term has the same name: kind | name | note | what "
            "tells them apart. Kinds: brand, us name, abbreviation, code, spelling, form (plural or other form), "
            "everyday, misspelling. Misspellings are searched for, but never shown."
        ),
    )
    drug_class = models.CharField(
        _("class"), max_length=80, blank=True, help_text=_("For a medicine: its class, such as CDK4/6 inhibitor.")
    )
    given = models.TextField(_("how it is given"), blank=True, help_text=_("For a medicine, in one plain sentence."))
    used_for = models.TextField(_("what it is used for here"), blank=True, help_text=_("For a medicine."))
    side_effects = models.TextField(_("common side effects"), blank=True, help_text=_("For a medicine: one a line."))
    call_team = models.TextField(
        _("when to call the team"),
        blank=True,
        help_text=_("For a medicine: one sign a line, no links. They stand in a care card."),
    )
    not_the_same_as = models.TextField(
        _("not the same as"),
        blank=True,
        help_text=_("Names that look alike, one a line: name | why they differ. The warning stands on both pages."),
    )
    atc = models.CharField(_("ATC code"), max_length=7, blank=True, help_text=_("For a medicine, such as L02BG04."))
    ncit = models.CharField(_("NCIt code"), max_length=10, blank=True, help_text=_("If known, such as C1647."))
    rxnorm = models.CharField(_("RxNorm number"), max_length=10, blank=True, help_text=_("If known: digits."))
    endings = models.CharField(
        _("name endings"),
        max_length=80,
        blank=True,
        help_text=_("For a class of medicines: how their names end, such as -ciclib. The text teaches it."),
    )
    body = models.TextField(_("longer text"), blank=True, help_text=_("Markdown. Headings begin with ## ."))
    sources = models.TextField(
        _("sources"),
        blank=True,
        help_text=_("One a line: key | reference | web address. All are listed; you may cite them as [@its-key]."),
    )
    meaning = models.CharField(
        _("since the last edition"),
        max_length=10,
        choices=Meaning,
        blank=True,
        help_text=_("When the meaning changed, everybody whose page uses this word is asked to look at it again."),
    )

    said_anew = ("change_note", "meaning")
    said_when_unchanged = {"meaning": Meaning.SAME}
    # Definitions cite nothing: whoever looks a word up must not be led away.
    checks = tuple(check for check in STANDARD if check is not uncited)
    unwanted_checks = frozenset({"brands_alone", "unexplained"})

    class Meta:
        verbose_name = _("edition of a term")
        verbose_name_plural = _("editions of terms")

    @classmethod
    def page_model(cls):
        return Term

    @property
    def is_drug(self):
        return self.sort == Sort.DRUG

    @property
    def other_names(self):
        return names.others(self.names)

    @property
    def look_alikes(self):
        return pairs.parse(self.not_the_same_as)[0]

    def every_name(self):
        """The name and the other names that readers see, each an ``OtherName``."""
        return names.shown(self.title, self.other_names)

    def names_to_find(self):
        return [(self.title, True), *((other.name, other.kind not in HIDDEN) for other in self.other_names)]

    def words_context(self):
        listed, _problems = sources.parse(self.sources)
        numbering = Numbering(known=listed)
        body = render(self.body, doc="text", numbering=numbering) if self.body else ""
        call = gettext("Call your team’s 24-hour line at once for any of these signs")
        return {
            "groups": self._shown_names(),
            "side_effects": [render_inline(one) for one in points(self.side_effects)],
            "card": (card_begins("urgent", call), [render_inline(one) for one in points(self.call_team)]),
            "body": body,
            "cited": [(listed[key], numbering.places.get(key, ())) for key in {**numbering.places, **listed}],
        }

    def _shown_names(self):
        """(what they are, the names) for each kind that readers see, in the order of the kinds."""
        shown = [
            (kind.label, [one for one in self.other_names if one.kind == kind])
            for kind in NameKind
            if kind not in HIDDEN
        ]
        return [(label, found) for label, found in shown if found]

    def checked_texts(self):
        lines = ("given", "used_for")
        lists = ("side_effects", "call_team", "not_the_same_as")
        return [
            *super().checked_texts(),
            *(Text(name, getattr(self, name), "line") for name in lines),
            *(Text(name, getattr(self, name), "lines") for name in lists),
            Text("body", self.body),
            Text("sources", self.sources, "lines"),
        ]

    def problems(self):
        _names, wrong_names = names.parse(self.names)
        _pairs, wrong_pairs = pairs.parse(self.not_the_same_as)
        listed, wrong_sources = sources.parse(self.sources)
        found = [*super().problems(), *self._missing(listed), *wrong_names, *wrong_pairs, *wrong_sources]
        found += [*self._too_long(), *self._wrong_codes(), *self._shared_names(), *self._unsaid_meaning()]
        if not is_renderable(self.body):
            return [*found, Problem("body", None, gettext("The text is too long for one page. Shorten it."))]
        body = parse(self.body)
        cited = [one for one in citations.problems(listed, {"body": body}) if one.field != "sources"]
        return [*found, *cited, *wordless_pictures("body", body)]

    def _missing(self, listed):
        if not self.sort:
            yield Problem("sort", None, gettext("Say whether this is a term or a medicine."))
        needed = {
            "drug_class": (self.drug_class, gettext("Write the class of this medicine.")),
            "given": (self.given, gettext("Write how this medicine is given.")),
            "used_for": (self.used_for, gettext("Write what this medicine is used for here.")),
            "sources": (listed, gettext("Name at least one source.")),
        }
        for name, (value, message) in needed.items() if self.is_drug else ():
            if not value:
                yield Problem(name, None, message)
        if self.drug_class:
            yield from self._wrong_class()

    def _wrong_class(self):
        """A class has a page of its own: its name gives an address, and no other class's."""
        slug = names.slug_of(self.drug_class)
        if not slug:
            yield Problem("drug_class", None, gettext("Write the class in Latin letters or digits."))
        elif (other := known().classes.get(slug, self.drug_class)) != self.drug_class:
            message = gettext("There is a class “{name}” already. Write it in the same way, or choose another name.")
            yield Problem("drug_class", None, message.format(name=other))

    def _too_long(self):
        if len(list(spans(self.summary))) > MOST_SENTENCES:
            yield Problem(
                "summary", None, gettext("A definition has one or two sentences. Put the rest into the text.")
            )

    def _wrong_codes(self):
        for name, wrong in (("atc", codes.wrong_atc), ("ncit", codes.wrong_ncit), ("rxnorm", codes.wrong_rxnorm)):
            value = getattr(self, name)
            if value and (message := wrong(value)):
                yield Problem(name, None, message)

    def _shared_names(self):
        """Names that another live term has: the editor is told which one, and says what tells them apart."""
        taken = known().owners(self.page.language, without=self.page_id)
        if other := taken.get(fold(self.title)):
            message = gettext("“{name}” is a name of “{title}” already. Give this term another name.")
            yield Problem("title", None, message.format(name=self.title, title=other.title))
        for one in self.other_names:
            if not one.apart and (other := taken.get(fold(one.name))):
                message = gettext(
                    "“{name}” is a name of “{title}” already. Say in a fourth part what tells the two apart "
                    "(kind | name | note | what tells them apart), or take it out."
                )
                yield Problem("names", one.line, message.format(name=one.name, title=other.title))

    def _unsaid_meaning(self):
        earlier = type(self).objects.filter(page_id=self.page_id, published_at__isnull=False)
        if not self.meaning and earlier.exists():
            message = gettext("Say whether the meaning changed since the edition that readers have now.")
            yield Problem("meaning", None, message)

    def statements(self):
        if not self.meaning:
            return []
        return [gettext("The author says: {meaning}.").format(meaning=self.get_meaning_display())]

    def goes_live(self):
        if self.meaning == Meaning.CHANGED:
            self._recheck(Recheck.Why.CHANGED)

    def is_taken_down(self):
        self._recheck(Recheck.Why.WITHDRAWN)

    def _recheck(self, why):
        """Open a recheck for each page that uses one of the names that this edition has, or the one before it had."""
        every = {fold(one.name): one for one in (*self._names_before(), *self.every_name())}.values()
        found = uses(every, self.page_id, self.page.language, known().terms, coming=True)
        Recheck.objects.open_for(self, why, found)

    def _names_before(self):
        before = self.published_before()
        return before.every_name() if before else []


class Term(Page):
    """A term or a medicine: a page whose words are in its ``TermEdition`` rows."""

    edition_model = TermEdition
    prefix = "glossary"
    objects = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("term")
        verbose_name_plural = _("terms")
