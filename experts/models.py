"""Public profiles. What readers learn of a person is written, reviewed and sealed like any other text.

A profile names the account whose it is, so that pages which that account wrote or reviewed lead to it. The
account is a word: a second clinician approves it, and nobody points a profile at somebody else afterwards.
"""

from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.models import Edition, KindManager, Page, Status
from markup.pictures import wordless_pictures
from markup.render import is_renderable, parse, render, render_inline
from markup.sources import Problem
from people.models import User
from wording.checks import STANDARD
from wording.evidence import uncited
from wording.findings import Text

# A page that was submitted for the same account would go live beside this one.
_COMING_OR_LIVE = (Status.IN_REVIEW, Status.APPROVED, Status.PUBLISHED)


class ExpertEdition(Edition):
    """One version of the words of a profile; its ``title`` is the person's name."""

    kind = "expert"
    words_template = "experts/words.html"
    card_template = "experts/card.html"
    open_graph = "profile"
    in_topics, by_name = 5, True
    called, heading = _("Expert"), _("Experts")

    credentials = models.CharField(
        _("credentials"), max_length=120, blank=True, help_text=_("The letters after the name, such as MB BS, FRCP.")
    )
    role = models.CharField(
        _("role"), max_length=160, blank=True, help_text=_("For example: consultant medical oncologist.")
    )
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    registration = models.CharField(
        _("registration"),
        max_length=160,
        blank=True,
        help_text=_("Body and number, such as General Medical Council 1234567; readers can look it up. Or nothing."),
    )
    biography = models.TextField(
        _("biography"), blank=True, help_text=_("Markdown. What readers should know of this person, in plain words.")
    )
    portrait = models.TextField(
        _("portrait"),
        blank=True,
        help_text=_("One picture, and what it shows in words: ![What it shows](/media/….webp). Or nothing."),
    )
    interests = models.TextField(
        _("declared interests"),
        blank=True,
        help_text=_(
            "Who pays this person beside their employer, and for what: companies, shares, patents, posts. Markdown. "
            "If there are none, write “None declared.”"
        ),
    )
    account = models.BigIntegerField(
        _("account"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("Pages that this account wrote or reviewed lead to this profile."),
    )

    # Nobody cites a source for their own life.
    checks = tuple(check for check in STANDARD if check is not uncited)

    class Meta:
        verbose_name = _("edition of a profile")
        verbose_name_plural = _("editions of profiles")

    @classmethod
    def page_model(cls):
        return Expert

    @classmethod
    def readable(cls, name, value):
        return account_in_words(value) if name == "account" else super().readable(name, value)

    def names_to_find(self):
        """The name, and the name without letters after it and between: few people remember an initial."""
        plain = " ".join(part for part in self.title.split(",")[0].split() if len(part.strip(".")) > 1)
        return [(self.title, True), *([(plain, True)] if plain not in ("", self.title) else [])]

    def words_context(self):
        return {
            "portrait": render_inline(self.portrait),
            "biography": render(self.biography, doc="text"),
            "interests": render(self.interests, doc="interests"),
        }

    def checked_texts(self):
        lines = ("credentials", "role", "organisation", "registration")
        texts = ("biography", "portrait", "interests")
        return [
            *super().checked_texts(),
            *(Text(name, getattr(self, name), "line") for name in lines),
            *(Text(name, getattr(self, name)) for name in texts),
        ]

    def problems(self):
        found = [*super().problems(), *self._missing(), *self._wrong_account()]
        for name in ("biography", "interests"):
            if is_renderable(getattr(self, name)):
                found += wordless_pictures(name, parse(getattr(self, name)))
            else:
                found.append(Problem(name, None, gettext("The text is too long for one page. Shorten it.")))
        return [*found, *(self._wrong_portrait() if self.portrait else ())]

    def _missing(self):
        messages = {
            "role": gettext("Write what this person does."),
            "organisation": gettext("Write where this person works."),
            "biography": gettext("The biography is empty."),
            "interests": gettext("Declare the interests. If there are none, write “None declared.”"),
        }
        return [Problem(name, None, message) for name, message in messages.items() if not getattr(self, name)]

    def _wrong_portrait(self):
        tokens = parse(self.portrait)
        if not _is_one_picture(tokens):
            message = gettext("The portrait is one uploaded picture and nothing else: ![What it shows](/media/….webp).")
            return [Problem("portrait", None, message)]
        return list(wordless_pictures("portrait", tokens))

    def _wrong_account(self):
        if self.account is None:
            return []
        if not User.objects.filter(pk=self.account).exists():
            return [Problem("account", None, gettext("There is no such account. Choose one from the list."))]
        others = type(self).objects.filter(account=self.account, status__in=_COMING_OR_LIVE)
        if (other := others.exclude(page_id=self.page_id).first()) is None:
            return []
        message = gettext("“{title}” is this account's profile already. Choose another account, or withdraw that page.")
        return [Problem("account", None, message.format(title=other.title))]

    def written(self):
        """The live editions that the profile's account wrote, newest review first, each with its ``path``."""
        return self._live_of(author_id=self.account)

    def reviewed(self):
        """The live editions that the profile's account approved, newest review first, each with its ``path``."""
        return self._live_of(reviewer_id=self.account)

    def _live_of(self, **who):
        """Only those of which a reviewer signed the title, as in every list, and not this profile itself."""
        if self.account is None:
            return []
        live = Edition.objects.live().filter(**who, page__addresses__canonical=True).exclude(page_id=self.page_id)
        live = live.annotate(path=F("page__addresses__path")).order_by("-reviewed_at", "-pk")
        # Who wrote it is signed with the submission, who approved it with the countersignature.
        return [edition for edition in live if edition.is_countersigned() and edition.is_submitted()]


def profile_path(column):
    """An annotation: the path of the live profile of the account whose id stands in this column; None without one."""
    live = ExpertEdition.objects.live().filter(account=OuterRef(column), page__addresses__canonical=True)
    return Subquery(live.order_by("-published_at", "-pk").values("page__addresses__path")[:1])


def account_in_words(number):
    """Whose account has this id (a number, its digits, or nothing); "" for nobody's."""
    if number in {None, ""}:
        return ""
    person = User.objects.filter(pk=number).first() if str(number).isdecimal() else None
    return in_words(person) if person else gettext("account {number}").format(number=number)


def in_words(person):
    """Two people may have one name, but not one address."""
    return f"{person.name} ({person.email})"


def _is_one_picture(tokens):
    kinds = [child.type for token in tokens for child in token.children or ()]
    return len(tokens) == 3 and tokens[0].type == "paragraph_open" and kinds == ["image"]


class Expert(Page):
    """A profile: a page whose words are in its ``ExpertEdition`` rows."""

    edition_model = ExpertEdition
    prefix = "experts"
    objects = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
