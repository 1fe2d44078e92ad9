"""One version of a page's words: its columns, what it seals, what the database insists on."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.models.checking import Checked
from editions.models.kind import OfAKind
from editions.models.lifecycle import Lifecycle
from editions.models.sealed import Sealed
from editions.models.status import OPEN, Status, Why


class EditionQuerySet(models.QuerySet):
    def live(self):
        return self.filter(status=Status.PUBLISHED)

    def open(self):
        return self.filter(status__in=OPEN)

    def in_review(self):
        return self.filter(status=Status.IN_REVIEW)

    def standing(self):
        """Approved, and not taken back since by a withdrawal or a cancellation."""
        return self.filter(countersign__gt="").exclude(status=Status.CLOSED)

    def due(self, now):
        """Approved editions whose time of publication has come; one that was missed is still due."""
        return self.filter(status=Status.APPROVED, publish_at__lte=now)

    def since_last_approved(self, edition):
        """This page's editions after the last one whose approval stands, up to and with this edition."""
        earlier = self.standing().filter(page_id=edition.page_id, number__lt=edition.number).order_by("-number")
        last = next((one.number for one in earlier.iterator(chunk_size=1) if one.is_countersigned()), 0)
        return self.filter(page_id=edition.page_id, number__gt=last, number__lte=edition.number)


def person(verbose_name, **options):
    """A column that names a person: never cascades, needs no way back."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=verbose_name,
        **{"null": True, "blank": True, **options},
    )


def moment(verbose_name):
    return models.DateTimeField(verbose_name, null=True, blank=True, editable=False)


def printed(verbose_name, length=160):
    """A line that is frozen as it is printed to readers."""
    return models.CharField(verbose_name, max_length=length, blank=True, editable=False)


class Edition(Lifecycle, Checked, Sealed, OfAKind, models.Model):
    """One version of a page's words, and its whole history: no column is written by two transitions.

    A kind inherits from this and adds its words. The live edition is the row whose status is
    published; nothing else points at it.
    """

    page = models.ForeignKey(
        "editions.Page", models.PROTECT, related_name="editions", editable=False, verbose_name=_("page")
    )
    number = models.PositiveIntegerField(_("edition"), editable=False)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT, editable=False)
    author = person(_("author"), null=False)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(_("started"), default=timezone.now, editable=False)

    # Words that every kind has. A save of the draft raises ``saved``; saving or submitting names the
    # count that was read, so that two tabs cannot cross.
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(
        _("summary"),
        max_length=240,
        blank=True,
        help_text=_("One plain sentence: what the reader will know after reading. It opens the page."),
    )
    change_note = models.CharField(
        _("change note"),
        max_length=240,
        blank=True,
        help_text=_(
            "What changed for readers since the edition that they read now. Shown on the page; "
            "needed from the second published edition on."
        ),
    )
    unexplained = models.TextField(
        _("words not to explain"),
        blank=True,
        help_text=_("Terms of the glossary that are not to be linked on this page, one a line."),
    )
    sought_as = models.TextField(
        _("words readers look for"),
        blank=True,
        help_text=_(
            "What readers may type who need this page, where it does not stand in the text: exhausted, no energy. "
            "The search finds the page by it. Nobody sees it on the page; a word of it may be offered to somebody who "
            "misspelt it."
        ),
    )
    saved = models.PositiveIntegerField(default=0, editable=False)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now, editable=False)

    # Frozen at submission.
    submitted_at = moment(_("submitted"))
    author_name = printed(_("author as printed"))
    author_credit = printed(_("author's credentials as printed"), 460)
    html = models.TextField(blank=True, editable=False)
    text = models.TextField(blank=True, editable=False)
    files = models.TextField(blank=True, editable=False, help_text=_("Names of the files shown, one a line."))
    renderer = models.CharField(max_length=20, blank=True, editable=False)
    seal = models.CharField(max_length=64, blank=True, editable=False)
    submission = models.CharField(max_length=80, blank=True, editable=False)

    # Written by the reviewer's decision.
    reviewer = person(_("reviewer"))
    reviewed_at = moment(_("reviewed"))
    review_note = models.TextField(_("reviewer's note"), blank=True, editable=False)
    reviewer_name = printed(_("reviewer as printed"))
    reviewer_letters = printed(_("credentials as printed"))
    reviewer_role = printed(_("role as printed"))
    reviewer_organisation = printed(_("organisation as printed"))
    credentials_until = models.DateField(null=True, editable=False)
    credentials_confirmed_by = person(_("credentials confirmed by"))
    publish_at = moment(_("to be published"))
    review_due_on = models.DateField(_("next review due"), null=True, editable=False)
    countersign = models.CharField(max_length=80, blank=True, editable=False)

    published_at = moment(_("published"))
    published_by = person(_("published early by"))
    superseded_at = moment(_("replaced"))
    closed_at = moment(_("closed"))
    closed_by = person(_("closed by"))
    closed_why = models.CharField(_("why"), max_length=20, choices=Why, blank=True, editable=False)
    erased_at = moment(_("erased"))

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        indexes = [
            models.Index(fields=["status", "publish_at"], name="edition_status_publish_at"),
            models.Index(fields=["status", "-published_at"], name="edition_status_published_at"),
            models.Index(fields=["status", "review_due_on"], name="edition_status_review_due_on"),
            models.Index(fields=["status", "submitted_at"], name="edition_status_submitted_at"),
            models.Index(fields=["author", "status"], name="edition_author_status"),
            models.Index(fields=["seal"], condition=Q(published_at__isnull=False), name="edition_seal_of_published"),
            models.Index(
                fields=["author"], condition=Q(closed_why=Why.CHANGES_REQUESTED), name="edition_changes_asked"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="one_edition_of_each_number"),
            models.UniqueConstraint(
                fields=["page"], condition=Q(status=Status.PUBLISHED), name="one_live_edition_for_each_page"
            ),
            models.UniqueConstraint(
                fields=["page"], condition=Q(status__in=OPEN), name="one_open_edition_for_each_page"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="a_known_status"),
            models.CheckConstraint(
                condition=Q(reviewer=None) | ~Q(reviewer=F("author")), name="a_reviewer_who_is_not_the_author"
            ),
            models.CheckConstraint(
                condition=Q(credentials_confirmed_by=None)
                | ~Q(credentials_confirmed_by=F("author")) & ~Q(credentials_confirmed_by=F("reviewer")),
                name="credentials_confirmed_by_a_third_person",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None)
                | Q(credentials_until=None)
                | Q(credentials_until__gte=models.functions.Cast("reviewed_at", models.DateField())),
                name="credentials_valid_when_approving",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.DRAFT, Status.CLOSED])
                | Q(submitted_at__isnull=False)
                & ~Q(seal="")
                & ~Q(submission="")
                & (~Q(html="") | Q(erased_at__isnull=False))
                & ~Q(author_name=""),
                name="a_seal_once_submitted",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.DRAFT, Status.IN_REVIEW, Status.CLOSED])
                | Q(reviewer__isnull=False, reviewed_at__isnull=False, credentials_until__isnull=False)
                & Q(credentials_confirmed_by__isnull=False, review_due_on__isnull=False)
                & ~Q(reviewer_name="")
                & ~Q(countersign=""),
                name="a_countersignature_once_approved",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.PUBLISHED, Status.SUPERSEDED]) | Q(published_at__isnull=False),
                name="a_date_once_published",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.SUPERSEDED) | Q(superseded_at__isnull=False),
                name="a_date_once_superseded",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.CLOSED)
                | Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_why=""),
                name="a_reason_once_closed",
            ),
        ]

    def __str__(self):
        name = self.page if self.page.kind_model.discreet else self.title
        return gettext("{title} (edition {number})").format(title=name, number=self.number)

    @classmethod
    def word_names(cls):
        """Names of the columns that hold words: those of every kind, then those of this kind."""
        own = [field.name for field in cls._meta.local_fields if field.name != "edition_ptr"]
        return [*cls.shared_words, *own] if cls is not Edition else own

    @classmethod
    def readable(cls, name, value):
        """A word as colleagues read it on the desk: a choice by its label, a kind's number by what it stands for."""
        value = dict(cls._meta.get_field(name).flatchoices).get(value, value)
        return "" if value is None else str(value)

    @property
    def specific(self):
        """This edition with its kind's words (one query, unless it has them already)."""
        if self.kind:
            return self
        return self.page.kind_model.objects.get(pk=self.pk)

    def answers_note_on(self):
        """The edition whose request for changes this one answers, or None."""
        before = self.based_on
        return before if before is not None and before.closed_why == Why.CHANGES_REQUESTED else None

    def published_before(self):
        """The last edition of this page before this one that readers saw, or None."""
        earlier = type(self).objects.filter(page_id=self.page_id, number__lt=self.number, published_at__isnull=False)
        return earlier.order_by("-number").first()

    def in_words(self):
        """The state in one sentence, with who and when."""

        def on(at):
            return date_format(timezone.localtime(at), "j F Y, H:i")

        sentences = {
            Status.DRAFT: lambda: gettext("Edition {number} is a draft by {author}, saved {when}.").format(
                number=self.number, author=self.author, when=on(self.saved_at)
            ),
            Status.IN_REVIEW: lambda: gettext("Edition {number} by {author} has been in review since {when}.").format(
                number=self.number, author=self.author, when=on(self.submitted_at)
            ),
            Status.APPROVED: lambda: gettext("Edition {number} was approved by {reviewer}, {when}.").format(
                number=self.number, reviewer=self.reviewer, when=on(self.reviewed_at)
            ),
            Status.PUBLISHED: lambda: gettext("Edition {number} has been live since {when}.").format(
                number=self.number, when=on(self.published_at)
            ),
            Status.SUPERSEDED: lambda: gettext(
                "Edition {number} was live from {first} until it was replaced, {last}."
            ).format(number=self.number, first=on(self.published_at), last=on(self.superseded_at)),
            Status.CLOSED: lambda: gettext("Edition {number} was closed by {person}, {when}: {why}.").format(
                number=self.number, person=self.closed_by, when=on(self.closed_at), why=self.get_closed_why_display()
            ),
        }
        return sentences[self.status]()
