"""The path for somebody who was told just now: a few pages, one after another, chosen by an editor in chief.

A step holds no word: readers see the title and the summary of its page's live edition, and nothing of a page that
has none.
"""

from functools import wraps

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.models.generation import Generation
from people import roles
from people.refused import Refused

# Numbers are ten apart, so that a page can be put between two others.
APART = 10


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
        """Put a page on the path, at its end unless a position is given; a page that is on it stays where it is."""
        last = self.aggregate(last=Max("position"))["last"] or 0
        defaults = {"position": last + APART if position is None else position}
        return self.get_or_create(page_id=page.pk, defaults=defaults)[0]


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

    @_by_an_editor
    def move_to(self, position):
        self.position = position
        self.save(update_fields=["position"])

    @_by_an_editor
    def remove(self):
        self.delete()
