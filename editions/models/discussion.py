"""What colleagues say about an edition before it is decided: notes, questions to a reviewer, who is reading."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.models.moving import Moving
from editions.models.notice import Notice
from editions.models.status import Status
from editions.models.transition import transition
from editions.models.writing import normal
from people import roles
from people.refused import Refused

LAPSES_AFTER = timedelta(minutes=30)
_COLLEAGUES = (roles.WRITER, roles.CLINICAL_REVIEWER, roles.EDITOR_IN_CHIEF)


class Discussing(Moving):
    """The verbs of colleagues. None of them moves the edition or touches its words. Mixed into Edition."""

    @transition
    def write_note(self, *, by, text):
        """A note for colleagues; whoever has a part in the edition is told. Returns the note."""
        if not by.has_role(*_COLLEAGUES):
            raise Refused(gettext("Only writers, clinical reviewers and editors in chief write notes."), "role")
        if not (text := normal(text)):
            raise Refused(gettext("The note is empty. Write something, or leave it."), "empty")
        note = EditionNote.objects.create(edition_id=self.pk, author=by, text=text)
        concerned = {self.author, self.reviewer, *(one.reviewer for one in self.asked())} - {by, None}
        self.tell(Notice.Event.NOTE, *concerned)
        return note

    @transition
    def ask(self, *, by, reviewer):
        """Ask a clinical reviewer by name to decide on this edition."""
        self._refuse_unless(Status.IN_REVIEW)
        if by.pk != self.author_id and not by.has_role(roles.EDITOR_IN_CHIEF, roles.CLINICAL_REVIEWER):
            raise Refused(
                gettext("Only its author, a clinical reviewer or an editor in chief asks a reviewer."), "role"
            )
        if reason := self.why_not_reviewed_by(reviewer):
            raise Refused(
                gettext("{name} may not review this edition. {reason}").format(name=reviewer, reason=reason), "reviewer"
            )
        _request, is_new = ReviewRequest.objects.get_or_create(
            edition_id=self.pk, reviewer=reviewer, defaults={"asked_by": by}
        )
        if not is_new:
            raise Refused(gettext("{name} has been asked already.").format(name=reviewer), "asked")
        self.tell(Notice.Event.ASKED, reviewer)

    @transition
    def claim(self, *, by):
        """“I am reviewing this”: seen by the others, until it is released or lapses."""
        self._refuse_unless(Status.IN_REVIEW)
        self._refuse_reviewer(by)
        held = self.claimed()
        if held is not None and held.reviewer_id != by.pk:
            raise Refused(
                gettext("{name} has been reviewing this since {time}. Ask them, or wait until {until}.").format(
                    name=held.reviewer,
                    time=date_format(timezone.localtime(held.claimed_at), "H:i"),
                    until=date_format(timezone.localtime(held.lapses_at), "H:i"),
                ),
                "claimed",
            )
        Claim.objects.update_or_create(edition_id=self.pk, defaults={"reviewer": by, "claimed_at": timezone.now()})

    @transition
    def release(self, *, by):
        """Give a claim up before it lapses."""
        if not Claim.objects.filter(edition_id=self.pk, reviewer=by).delete()[0]:
            raise Refused(gettext("You are not reviewing this edition now."), "claimed")

    def claimed(self):
        """The claim that runs now, or None."""
        if self.status != Status.IN_REVIEW:
            return None
        return Claim.objects.running().filter(edition_id=self.pk).select_related("reviewer").first()

    def asked(self):
        return ReviewRequest.objects.filter(edition_id=self.pk).select_related("reviewer", "asked_by").order_by("pk")


def _colleague(verbose_name):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=verbose_name
    )


class EditionNote(models.Model):
    """A note about an edition, for colleagues: never changed, never deleted, never public."""

    edition = models.ForeignKey("editions.Edition", models.PROTECT, related_name="notes", verbose_name=_("edition"))
    author = _colleague(_("author"))
    text = models.TextField(_("note"), max_length=5000)
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["pk"]

    def __str__(self):
        return gettext("note by {name}").format(name=self.author)


class ReviewRequest(models.Model):
    """A clinical reviewer was asked by name to decide on an edition."""

    edition = models.ForeignKey("editions.Edition", models.PROTECT, related_name="review_requests")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_requests")
    asked_by = _colleague(_("asked by"))
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("request for a review")
        verbose_name_plural = _("requests for a review")
        constraints = [models.UniqueConstraint(fields=["edition", "reviewer"], name="one_request_to_each_reviewer")]

    def __str__(self):
        return f"{self.reviewer}: {self.edition}"


class ClaimQuerySet(models.QuerySet):
    def running(self):
        return self.filter(claimed_at__gt=timezone.now() - LAPSES_AFTER)


class Claim(models.Model):
    """“I am reviewing this”. It keeps nobody from deciding; it keeps two people from doing the same work."""

    edition = models.OneToOneField("editions.Edition", models.PROTECT, related_name="held_by")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="claims")
    claimed_at = models.DateTimeField(default=timezone.now)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("review in progress")
        verbose_name_plural = _("reviews in progress")

    def __str__(self):
        return f"{self.reviewer}: {self.edition}"

    @property
    def lapses_at(self):
        return self.claimed_at + LAPSES_AFTER
