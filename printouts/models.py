"""The printout of an edition: which file was made of it, signed so that no other one can take its place."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editions.context_processors import demonstrations
from editions.models import Edition, Status
from people import signatures
from printouts import files


class PrintoutQuerySet(models.QuerySet):
    def of_live(self):
        return self.filter(edition__status=Status.PUBLISHED)

    def over(self):
        """Those of editions that are live no longer."""
        return self.filter(~Q(edition__status=Status.PUBLISHED))


class Printout(models.Model):
    """The PDF of an edition, made once it was live; the file lies under the edition's seal.

    It is derived, so it can be removed and made again at any time. ``signature`` is an HMAC by a key outside the
    database over the edition's approval and the file: whoever has the database alone, or the folder of the files
    alone, cannot put other words there.
    """

    edition = models.OneToOneField(
        Edition, models.PROTECT, related_name="printout", editable=False, verbose_name=_("edition")
    )
    sha256 = models.CharField(max_length=64, editable=False)
    # Whether it says on each page that no clinician has reviewed it.
    demonstration = models.BooleanField(_("demonstration"), default=False, editable=False)
    signature = models.CharField(max_length=80, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    objects = PrintoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("printout")
        verbose_name_plural = _("printouts")

    def __str__(self):
        return files.path_of(self.edition.seal)

    def sign(self):
        self.signature = signatures.sign(self._signed_text())

    def is_signed(self):
        return signatures.holds(self.signature, self._signed_text())

    def content(self):
        """The file for readers; None when it is missing or altered, or does not say that it is a demonstration."""
        unsaid = not self.demonstration and demonstrations().filter(pk=self.edition_id).exists()
        return None if unsaid else self._as_made()

    def _as_made(self):
        content = files.read(self.edition.seal) if self.is_signed() else None
        return content if content is not None and files.sum_of(content) == self.sha256 else None

    def is_altered(self):
        """Whether somebody put another row, or another file, in the place of what was made; no file is no lie."""
        return not self.is_signed() or (files.exists(self.edition.seal) and self._as_made() is None)

    def _signed_text(self):
        fields = {"seal": self.edition.seal, "countersign": self.edition.countersign, "sha256": self.sha256}
        return signatures.canonical("stage4 printout 1", {**fields, "demonstration": int(self.demonstration)})
