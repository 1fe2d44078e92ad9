"""Links by which people without an account read one edition before it is live.

The address of a link ends in a signature by a key outside the database (``SECRET_KEY``), over the link, its
edition, its maker and its end: a person who has the database alone can make no address, nor lead one that they
know to another edition or past its end. It is not the key of the countersignatures, which an auditor may hold.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, Signer
from django.db import models, transaction
from django.db.models import Count, Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.models.status import OPEN, Status
from editions.models.writing import normal
from people import roles, signatures
from people.refused import Refused

LASTS = timedelta(days=14)
SHORTEST, LONGEST = 1, 60  # days
SHOWN = 20  # the newest openings of each link
_COLLEAGUES = (roles.WRITER, roles.CLINICAL_REVIEWER, roles.EDITOR_IN_CHIEF)


def two_weeks_from_now():
    return timezone.now() + LASTS


def may_preview(person):
    """Whether this person may make, see and revoke preview links of the editions that they may see."""
    return person.has_role(*_COLLEAGUES)


class PreviewLinkQuerySet(models.QuerySet):
    def make(self, edition, *, by, for_whom, days=LASTS.days):
        """A link to this open edition, made by a colleague; raises Refused with the reason."""
        with transaction.atomic():
            edition.lock()
            by = _fresh_colleague(by)
            if not edition.specific.previewed_by_link:
                raise Refused(gettext("A page of this kind is read by colleagues alone before it is live."), "kind")
            if edition.status not in OPEN:
                raise Refused(
                    gettext("Only an open edition is previewed. {state}").format(state=edition.in_words()), "status"
                )
            if not SHORTEST <= days <= LONGEST:
                raise Refused(gettext("A link lasts from 1 to 60 days."), "days")
            now = timezone.now()
            return self.create(
                edition_id=edition.pk,
                for_whom=_purpose(for_whom),
                created_by=by,
                created_at=now,
                expires_at=now + timedelta(days=days),
            )

    def with_token(self, token):
        """The link whose address carries this token, or None when nobody here made it."""
        pk, _dot, signature = token.partition(".")
        link = self.select_related("edition__page", "edition__author", "created_by").filter(pk=pk).first()
        return link if link is not None and link.is_signed(signature) else None

    def listed(self, edition):
        """The links of an edition, each with its ``count`` of openings and its ``newest`` ones: two queries."""
        newest = Prefetch("openings", PreviewOpening.objects.order_by("-pk")[:SHOWN], to_attr="newest")
        links = self.filter(edition_id=edition.pk).select_related("created_by", "revoked_by")
        found = list(links.annotate(count=Count("openings")).prefetch_related(newest))
        for link in found:
            link.edition = edition
        return found


def _fresh_colleague(by):
    by = get_user_model().objects.get(pk=by.pk)
    if not may_preview(by):
        raise Refused(
            gettext("Only writers, clinical reviewers and editors in chief make or revoke preview links."), "role"
        )
    return by


def _purpose(text):
    text = " ".join(normal(text).split())
    if not text:
        raise Refused(gettext("Write for whom the link is."), "for_whom")
    if len(text) > PreviewLink._meta.get_field("for_whom").max_length:
        raise Refused(gettext("Write in 120 letters for whom the link is."), "for_whom")
    return text


class State(models.TextChoices):
    """What a preview link does now."""

    OPEN = "open"
    LIVE = "live"
    EXPIRED = "expired"
    REVOKED = "revoked"
    ENDED = "ended"  # with its edition
    ORPHANED = "orphaned"  # with the account of its maker


class PreviewLink(models.Model):
    """One link to one edition, for one purpose. It dies when it expires, is revoked, or the edition is closed."""

    edition = models.ForeignKey("editions.Edition", models.PROTECT, related_name="preview_links")
    for_whom = models.CharField(
        _("for whom"), max_length=120, help_text=_("A reminder for colleagues, such as “patient group, Tuesday”.")
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires"), default=two_weeks_from_now)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.edition}: {self.for_whom}"

    @property
    def token(self):
        return f"{self.pk}.{_signer().signature(self._signed_text())}"

    @property
    def path(self):
        return reverse("preview", args=[self.token])

    @property
    def address(self):
        """The whole address, as it is sent to somebody."""
        return f"{settings.SITE_URL}{self.path}"

    def is_signed(self, signature):
        """Whether this is the signature of this row as it stands."""
        try:
            _signer().unsign(f"{self._signed_text()}:{signature}")
        except BadSignature:
            return False
        return True

    @property
    def state(self):
        edition = self.edition
        if self.revoked_at is not None:
            return State.REVOKED
        if edition.closed_at or edition.superseded_at or edition.status not in (*OPEN, Status.PUBLISHED):
            return State.ENDED
        if self.expires_at <= timezone.now():
            return State.EXPIRED
        if not self.created_by.is_active:
            return State.ORPHANED
        return State.LIVE if edition.status == Status.PUBLISHED else State.OPEN

    def in_words(self):
        """The state in one sentence, with who and when, for colleagues."""
        sentences = {
            State.OPEN: lambda: gettext("Open until {when}.").format(when=_on(self.expires_at)),
            State.LIVE: lambda: gettext("The edition is live: the link leads to the page."),
            State.EXPIRED: lambda: gettext("Expired on {when}.").format(when=_on(self.expires_at)),
            State.REVOKED: lambda: gettext("Revoked by {person}, {when}.").format(
                person=self.revoked_by, when=_on(self.revoked_at)
            ),
            State.ORPHANED: lambda: gettext("It shows nothing any longer: the account of who made it was closed."),
            State.ENDED: lambda: gettext("It shows nothing any longer. {state}").format(state=self.edition.in_words()),
        }
        return sentences[self.state]()

    def revoke(self, *, by):
        """From the next request on the link shows nothing; raises Refused."""
        by = _fresh_colleague(by)
        standing = PreviewLink.objects.filter(pk=self.pk, revoked_at=None)
        if standing.update(revoked_at=timezone.now(), revoked_by=by) != 1:
            raise Refused(gettext("This link has been revoked already."), "revoked")
        self.refresh_from_db(fields=["revoked_at", "revoked_by"])

    def _signed_text(self):
        fields = {
            "link": self.pk,
            "edition": self.edition_id,
            "made_by": self.created_by_id,
            "made_at": self.created_at,
            "expires_at": self.expires_at,
        }
        return signatures.canonical("stage4 preview 1", fields)


def _signer():
    return Signer(salt="editions.preview")


def _on(at):
    return date_format(timezone.localtime(at), "j F Y, H:i")


class PreviewOpening(models.Model):
    """Somebody opened a preview link, and gave this name."""

    link = models.ForeignKey(PreviewLink, models.PROTECT, related_name="openings")
    name = models.CharField(_("name"), max_length=120)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)

    class Meta:
        verbose_name = _("opening of a preview")
        verbose_name_plural = _("openings of previews")
        ordering = ["-pk"]

    def __str__(self):
        return self.name
