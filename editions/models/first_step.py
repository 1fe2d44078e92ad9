"""The path for somebody who was told just now: a few pages, one after another, chosen by an editor in chief.

A step holds no word: readers see the title and the summary of its page's live edition, and nothing of a page that
has none.
"""

from functools import wraps

from django.db import models, transaction
from django.db.models import Max
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.models.edition import Edition
from editions.models.generation import Generation
from people import roles
from people.refused import Refused

# Numbers are ten apart, so that a page can be put between two others.
APART = 10
# Whoever was told today takes in a few pages, not a list.
MOST = 6


def _by_an_editor(change):
    """A change of the path, in one transaction, by an editor in chief only."""

    @transaction.atomic
    @wraps(change)
    def changed(self, *arguments, by, **more):
        if not by.has_role(roles.EDITOR_IN_CHIEF):
            raise Refused(gettext("The first steps are chosen by an editor in chief. Ask one of them."), "role")
        # Before any step: else two people who save the whole list wait for one another on PostgreSQL.
        list(Generation.objects.select_for_update())
        return change(self, *arguments, **more)

    return changed


class FirstStepQuerySet(models.QuerySet):
    @_by_an_editor
    def put(self, page, position=None):
        """Put a page on the path: at its end, unless a position is given. Returns the step."""
        self.refuse_page(page)
        last = self.aggregate(last=Max("position"))["last"] or 0
        return self.create(page_id=page.pk, position=last + APART if position is None else position)

    def refuse_page(self, page):
        """Raises Refused when this page cannot be put on the path."""
        if self.filter(page_id=page.pk).exists():
            raise Refused(gettext("This page is one of the first steps already. Change its position instead."), "page")
        if self.count() >= MOST:
            message = gettext("There are {count} first steps, and more would be too many. Take one off before.")
            raise Refused(message.format(count=MOST), "full")


class FirstStep(models.Model):
    """A page's place on the path. Changed by its verbs, which take an editor in chief."""

    page = models.OneToOneField("editions.Page", models.PROTECT, related_name="first_step", verbose_name=_("page"))
    position = models.PositiveSmallIntegerField(
        _("position"),
        help_text=_("Smaller numbers come first. Readers see 1, 2, 3, whatever the numbers are here."),
    )

    objects = FirstStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("first step")
        verbose_name_plural = _("first steps")
        ordering = ["position", "pk"]

    def __str__(self):
        return str(self.page)

    @cached_property
    def live_edition(self):
        """What readers could see of its page, without the words of its kind; or None."""
        return Edition.objects.live().filter(page_id=self.page_id).first()

    def why_not_shown(self):
        """A sentence that says why readers do not see this step, and what to do; "" when they see it."""
        if self.live_edition is not None:
            if self.live_edition.is_countersigned():
                return ""
            return gettext("The signature of its live edition does not hold. Tell the operator to run verify.")
        if self.page.withdrawals.exists():
            return gettext("The page is withdrawn. It comes back with its next approved edition; or take it off.")
        return gettext("Nothing of the page is live yet.")

    @_by_an_editor
    def move_to(self, position):
        self.position = position
        self.save(update_fields=["position"])

    @_by_an_editor
    def remove(self):
        self.delete()
