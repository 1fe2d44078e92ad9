"""When what a term means has changed, the pages that use it have to be looked at again.

A *recheck* opens for each live page that uses a term whose new edition says that its meaning changed, or that was
withdrawn. One credentialed clinician closes it as "page still right", which is recorded and moves no review date; or a
new edition of the page, submitted after it opened, does.
"""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.models import Address, Edition, Page
from people import roles
from people.refused import Refused


class RecheckQuerySet(models.QuerySet):
    def open(self):
        """Not closed by anybody, and of a page whose live edition was submitted before the term changed."""
        older = Edition.objects.live().filter(page_id=OuterRef("page_id"), submitted_at__lte=OuterRef("opened_at"))
        return self.filter(Exists(older), closed_at=None)


class RecheckManager(models.Manager.from_queryset(RecheckQuerySet)):
    def open_for(self, edition, why, uses):
        """A recheck for each page of ``uses`` (``glossary.usage``); in the transaction of what caused them."""
        now = timezone.now()
        return self.bulk_create(
            Recheck(page_id=use.edition.page_id, cause_id=edition.pk, why=why, times=use.times, opened_at=now)
            for use in uses
        )


class Recheck(models.Model):
    """One page that somebody has to look at again, because of one edition of a term. A closed one never changes."""

    class Why(models.TextChoices):
        CHANGED = "changed", _("the meaning of a word in it changed")
        WITHDRAWN = "withdrawn", _("a word in it is no longer explained")

    page = models.ForeignKey(Page, models.PROTECT, related_name="rechecks", verbose_name=_("page"))
    cause = models.ForeignKey(
        Edition,
        models.PROTECT,
        related_name="+",
        verbose_name=_("cause"),
        help_text=_("The edition of the term that went live with another meaning, or that was withdrawn."),
    )
    why = models.CharField(_("why"), max_length=20, choices=Why)
    times = models.PositiveIntegerField(_("uses"), help_text=_("How often the page used the term then."))
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("closed by")
    )
    note = models.TextField(_("note"), blank=True)

    objects = RecheckManager()

    class Meta:
        verbose_name = _("page to look at again")
        verbose_name_plural = _("pages to look at again")
        ordering = ["-times", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "cause", "why"], name="one_recheck_of_a_page_for_each_cause"),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, closed_by=None)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="a_person_who_closed_a_recheck",
            ),
        ]

    def __str__(self):
        return gettext("{page}: {term}").format(page=self.page, term=self.cause.title)

    def is_open(self):
        return type(self).objects.open().filter(pk=self.pk).exists()

    @transaction.atomic
    def still_right(self, *, by, note=""):
        """One clinician with confirmed credentials says that the page is still right. Recorded; no date moves."""
        if reason := by.why_not_credentialed():
            raise Refused(reason, "reviewer")
        closed = {"closed_at": timezone.now(), "closed_by": by, "note": note.strip()}
        if type(self).objects.open().filter(pk=self.pk).update(**closed) != 1:
            raise Refused(
                gettext("This is done already: somebody closed it, or a new edition of the page did."), "status"
            )
        for name, value in closed.items():
            setattr(self, name, value)


def waiting_for(person):
    """The open rechecks that this person can close, or of pages that they own; the most used first.

    Each has what a list shows of the page's live edition: ``title``, ``number``, ``author``, ``path``.
    """
    found = Recheck.objects.open().select_related("page", "cause")
    if person.why_not_credentialed() and not person.has_role(roles.EDITOR_IN_CHIEF):
        found = found.filter(page__owner=person)
    live = Edition.objects.live().filter(page_id=OuterRef("page_id"))
    path = Address.objects.filter(page_id=OuterRef("page_id"), canonical=True).values("path")[:1]
    return found.annotate(
        title=Subquery(live.values("title")[:1]),
        number=Subquery(live.values("number")[:1]),
        author=Subquery(live.values("author_name")[:1]),
        path=Subquery(path),
    ).order_by("-times", "opened_at", "pk")
