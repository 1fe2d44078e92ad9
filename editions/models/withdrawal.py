"""The other half of the promise: a wrong page is taken down at once, by one person."""

import logging

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions import alongside, front_cache
from editions.models.edition import Edition
from editions.models.notice import Notice
from editions.models.status import Status, Why
from editions.models.transition import transition
from people import roles
from people.models import User
from people.refused import Refused

logger = logging.getLogger(__name__)

_UP = (Status.APPROVED, Status.PUBLISHED)


class Withdrawable:
    """Taking a page down. Mixed into Page."""

    @transition
    def withdraw(self, *, by, reason, note="", successor=None):
        """Take the page down; ``reason`` is one of ``Withdrawal.Reason``. Returns the withdrawal.

        Closes what is live, what is scheduled and what is in review, so that only a newly submitted
        edition brings the page back. A draft stays open.
        """
        self.refresh_from_db(fields=["owner"])
        standing = self._standing()
        self._refuse_withdrawal(by, reason, successor, standing)
        return self._take_down(standing, by, reason, note, successor)

    def withdraw_by_the_site(self, *, reason, note=""):
        """Without a colleague, because a rule of the kind says so: whoever asked no longer agrees, say.

        Returns the withdrawal, or None when nothing of the page is live or scheduled.
        """
        with transaction.atomic():
            self.lock()
            standing = self._standing()
            if not any(edition.status in _UP for edition in standing):
                return None
            return self._take_down(standing, User.objects.the_site(), reason, note, None)

    def _standing(self):
        editions = Edition.objects.filter(page_id=self.pk, status__in=[Status.IN_REVIEW, *_UP])
        return list(editions.order_by("number"))

    def _take_down(self, standing, by, reason, note, successor):
        _let_the_kind_follow(standing)
        told = front_cache.close_until_commit()
        for edition in standing:
            was_live = edition.status == Status.PUBLISHED
            edition.close(by=by, why=Why.WITHDRAWN)
            if was_live:
                alongside.goes_down(edition)
        standing[0].tell(Notice.Event.WITHDRAWN, *(edition.author for edition in standing), self.owner)
        withdrawal = Withdrawal.objects.create(
            page_id=self.pk, withdrawn_by=by, reason=reason, note=note, successor=successor
        )
        withdrawal.proxy_was_told = told
        return withdrawal

    @property
    def withdrawal(self):
        """The withdrawal that stands: the newest, while no edition is live; or None."""
        if Edition.objects.live().filter(page_id=self.pk).exists():
            return None
        return self.withdrawals.select_related("successor").first()

    def may_be_withdrawn_by(self, person):
        if person.has_role(roles.CLINICAL_REVIEWER, roles.EDITOR_IN_CHIEF):
            return True
        wrote_it = Edition.objects.filter(page_id=self.pk, status__in=_UP, author_id=person.pk)
        return person.is_active and (person.pk == self.owner_id or wrote_it.exists())

    def _refuse_withdrawal(self, by, reason, successor, standing):
        if not self.may_be_withdrawn_by(by):
            raise Refused(
                gettext(
                    "Only this page's owner or author, a clinical reviewer or an editor in chief withdraws it. "
                    "Tell one of them now."
                ),
                "role",
            )
        if reason not in Withdrawal.Reason.for_colleagues():
            raise Refused(gettext("Choose a reason from the list."), "reason")
        if successor is not None and successor.pk == self.pk:
            raise Refused(gettext("A page cannot be its own successor. Choose another page, or none."), "successor")
        if not any(edition.status in _UP for edition in standing):
            raise Refused(gettext("Nothing of this page is live or scheduled: there is nothing to withdraw."), "status")


def _let_the_kind_follow(standing):
    """What a kind does when something live goes down must not keep it up."""
    for edition in (one for one in standing if _is_read(one)):
        try:
            with transaction.atomic():
                edition.specific.is_taken_down()
        except Exception:
            logger.exception("Withdrawn all the same; what follows for edition %s was not done.", edition.pk)


def _is_read(edition):
    """It is live; or it was approved to be sent privately, without a time of publication."""
    sent = edition.status == Status.APPROVED and edition.publish_at is None
    return sent or edition.status == Status.PUBLISHED


class Withdrawal(models.Model):
    """One taking-down of a page. Never changed; the newest one stands while no edition is live."""

    # Of one that was made just now: whether a proxy that keeps pages could be told.
    proxy_was_told = True

    class Reason(models.TextChoices):
        # Printed to readers; whatever else stands in a row is not (``for_readers``).
        WRONG = "wrong", _("It contained a mistake")
        OUTDATED = "outdated", _("It was out of date")
        UNSAFE = "unsafe", _("What is known about a treatment in it changed")
        REPLACED = "replaced", _("Another page replaces it")
        RIGHTS = "rights", _("We may not show it any longer")
        # Not a colleague's to give (``withdraw_by_the_site``).
        CONSENT = "consent", _("Whoever asked for it no longer wishes it to be published")

        @classmethod
        def for_colleagues(cls):
            return [reason.value for reason in cls if reason != cls.CONSENT]

    page = models.ForeignKey("editions.Page", models.PROTECT, related_name="withdrawals", verbose_name=_("page"))
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    note = models.TextField(_("note for colleagues"), blank=True, help_text=_("Readers never see it."))
    successor = models.ForeignKey(
        "editions.Page",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("successor"),
        help_text=_("Readers get a link to this page."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), default=timezone.now, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("withdrawn by")
    )

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.page}: {self.get_reason_display()}"

    @property
    def for_readers(self):
        """The reason as a sentence of ours: a row's own text would be words that nobody approved."""
        known = self.reason in self.Reason.values
        return self.Reason(self.reason).label if known else gettext("It has to be checked")
