"""Erasing: of a kind that declares itself ``erasable``, the words of a page's editions are removed for good.

An edition that is erased keeps its number, people, dates, seal and signatures, so that it can still be shown that
somebody wrote and somebody approved *something*; every text is gone. The database allows exactly this move, once, for
editions that are neither live nor in work (``editions.guards``).
"""

from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from editions import alongside, kinds
from editions.models.checking import CheckAnswer
from editions.models.discussion import EditionNote
from editions.models.edition import Edition
from editions.models.status import OPEN, Status, Why
from people.models import User
from people.refused import Refused

# What an edition holds of its words beside its words.
ERASED_TEXTS = ("html", "text", "files", "review_note")


class Erasable:
    """Mixed into Page."""

    @transaction.atomic
    def erase_editions(self):
        """Remove the words of all editions of this page; what is in work is closed. Returns how many were erased.

        Raises Refused while something is live: that is withdrawn first.
        """
        self.lock()
        if not self.kind_model.erasable:
            raise Refused(gettext("Pages of this kind are kept."), "kind")
        editions = list(self.kind_model.objects.filter(page_id=self.pk, erased_at=None).order_by("number"))
        if any(edition.status == Status.PUBLISHED for edition in editions):
            raise Refused(gettext("This page is live. Withdraw it first."), "status")
        for edition in editions:
            edition.page = self
            if edition.status in OPEN:
                edition.close(by=User.objects.the_site(), why=Why.ERASED)
            _erase(edition)
        self.withdrawals.exclude(note="").update(note="")  # once all is erased: its guard looks
        self._forget_addresses()
        if any(edition.published_at for edition in editions):
            alongside.is_erased(self)
        return len(editions)

    def _forget_addresses(self):
        """An address says what the page is about. What stands there from now on is nothing."""
        self.addresses.filter(canonical=False).delete()
        self.addresses.update(path=f"/{self.kind_model.page_model().prefix}/erased-{self.pk}/")
        self.__dict__.pop("path", None)
        _forget_in_the_log(self.kind_model.page_model(), [self.pk])


def _erase(edition):
    """One edition: the shared columns first, which the guard of the kind's words looks at."""
    model = type(edition)
    Edition.objects.filter(pk=edition.pk).update(
        erased_at=timezone.now(), **dict.fromkeys((*model.shared_words, *ERASED_TEXTS), "")
    )
    model.objects.filter(pk=edition.pk).update(**dict.fromkeys(kinds.own_texts(model), ""))
    EditionNote.objects.filter(edition_id=edition.pk).update(text="")
    CheckAnswer.objects.filter(edition_id=edition.pk).update(excerpt="", message="", answer="")
    _forget_in_the_log(model, [edition.pk])


def _forget_in_the_log(model, ids):
    """The admin's own log writes down what things were called."""
    log = LogEntry.objects.filter(
        content_type__app_label=model._meta.app_label, content_type__model=model._meta.model_name
    )
    log.filter(object_id__in=[str(pk) for pk in ids]).update(object_repr="", change_message="")
