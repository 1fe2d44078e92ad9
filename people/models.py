"""Accounts, and the credentials without which nobody approves.

A confirmation of credentials is signed with a key outside the database, over what is printed, over
who confirmed it and over the account's sign-in (e-mail and password hash). Whatever changes one of
them by another way than the account's holder changing their own password, an admin form or SQL,
leaves a signature that no longer holds: the credentials are suspended until they are confirmed again.
"""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.models import Session
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people import roles, signatures
from people.confirmation import kept
from people.refused import Refused

THE_SITE = "the-site@stage4.invalid"  # no domain ends so
UNUSABLE = "!"  # what no password hashes to


class UserManager(BaseUserManager):
    use_in_migrations = True

    def create_user(self, email, password=None, **fields):
        """A person with this e-mail address; without a password they set their own by the reset link."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def with_role(self, role):
        return self.filter(is_active=True, groups__name=role)

    def the_site(self):
        """The account in whose name the site itself does what a rule says. Nobody signs in with it; it has no role."""
        details = {"name": "The site itself", "is_active": False, "is_staff": False, "password": UNUSABLE}
        return self.get_or_create(email=THE_SITE, defaults=details)[0]


class User(AbstractBaseUser, PermissionsMixin):
    """One person with an account: clinicians, writers and moderators, never patients."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(
        _("name"), max_length=120, help_text=_("As it is printed on the pages that this person writes.")
    )
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Take the tick out instead of deleting the account. It also ends its sessions."),
    )
    is_staff = models.BooleanField(_("may sign in to the admin"), default=True)
    is_demonstration = models.BooleanField(_("demonstration account"), default=False, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    # Whoever changed this person's e-mail address or password in the admin: they cannot be the one who then
    # confirms the credentials that this suspended.
    sign_in_changed_by = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+")

    objects = UserManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["name"]

    def __str__(self):
        return self.name or self.email

    def clean(self):
        """Addresses are kept in lower case, so that no two accounts share one by its capitals."""
        super().clean()
        self.email = self.email.lower()

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        if not self.is_active:
            self.end_sessions()

    def get_full_name(self):
        return self.name

    get_short_name = get_full_name

    @cached_property
    def roles(self):
        """The names of this person's roles; being a superuser adds none."""
        return frozenset(group.name for group in self.groups.all())

    def has_role(self, *names):
        return self.is_active and not self.roles.isdisjoint(names)

    def writes(self):
        """Whether this person may begin pages, write drafts and submit them."""
        return self.has_role(roles.WRITER, roles.EDITOR_IN_CHIEF)

    def end_sessions(self):
        """Sign this person out everywhere."""
        for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
            if session.get_decoded().get("_auth_user_id") == str(self.pk):
                session.delete()

    def set_own_password(self, raw_password):
        """The account's holder sets their own password: confirmed credentials stay confirmed."""
        with kept(self):
            self.set_password(raw_password)
            self.save()

    def check_password(self, raw_password):
        """As Django's; a stronger hash of the *same* password keeps credentials confirmed."""
        with kept(self):
            return super().check_password(raw_password)

    def why_not_credentialed(self):
        """Why this person may not approve anything today, or None; the text says what to do."""
        if not self.has_role(roles.CLINICAL_REVIEWER):
            return gettext("Only a clinical reviewer approves. Ask an editor in chief for that role.")
        try:
            return self.credentials.why_not_valid()
        except ObjectDoesNotExist:
            return gettext("No credentials are recorded for you. Ask an editor in chief to record and confirm them.")


SUSPENDED = "suspended"  # in the place of a signature: none that could hold


class Credentials(models.Model):
    """What entitles one clinician to approve, and what is printed beside their name at sign-off."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="credentials", verbose_name=_("person")
    )
    name = models.CharField(_("name as printed"), max_length=120)
    letters = models.CharField(_("credentials as printed"), max_length=120, help_text=_("For example: MB BS, FRCP."))
    role = models.CharField(
        _("role as printed"), max_length=120, help_text=_("For example: consultant medical oncologist.")
    )
    organisation = models.CharField(_("organisation as printed"), max_length=160)
    registration_body = models.CharField(
        _("registration body"), max_length=120, help_text=_("For example: General Medical Council.")
    )
    registration_number = models.CharField(_("registration number"), max_length=60)
    valid_until = models.DateField(
        _("valid until"), help_text=_("The last day (UTC) on which this person may approve.")
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    confirmation = models.CharField(max_length=80, blank=True, editable=False)

    SIGNED = (
        "user_id", "name", "letters", "role", "organisation", "registration_body",
        "registration_number", "valid_until", "confirmed_by_id", "confirmed_at",
    )  # fmt: skip

    class Meta:
        verbose_name = _("credentials")
        verbose_name_plural = _("credentials")
        ordering = ["name"]

    def __str__(self):
        return f"{self.name}, {self.letters}"

    def confirm(self, *, by):
        """An editor in chief has checked the registration with the body named here."""
        if not by.has_role(roles.EDITOR_IN_CHIEF):
            raise Refused(gettext("Only an editor in chief confirms credentials."), "role")
        if by.pk == self.user_id:
            raise Refused(gettext("Nobody confirms their own credentials. Ask another editor in chief."), "own")
        if self.confirmation and self.user.sign_in_changed_by_id == by.pk:
            raise Refused(
                gettext(
                    "You changed this person's e-mail address or password since their credentials were confirmed. "
                    "Ask another editor in chief to confirm them."
                ),
                "sign_in",
            )
        if self.valid_until < timezone.now().date():
            raise Refused(gettext("These credentials have ended. Enter a later date first."), "expired")
        if not all(getattr(self, name) for name in self.SIGNED if name not in {"confirmed_by_id", "confirmed_at"}):
            raise Refused(gettext("Something is missing from these credentials. Enter it first."), "incomplete")
        self.confirmed_by, self.confirmed_at = by, timezone.now()
        self.confirmation = signatures.sign(self._signed_text())
        self.save()
        User.objects.filter(pk=self.user_id).update(sign_in_changed_by=None)

    def suspend(self, *, by):
        """From now on nobody approves with these credentials, until they are confirmed again."""
        if not by.has_role(roles.EDITOR_IN_CHIEF):
            raise Refused(gettext("Only an editor in chief suspends credentials."), "role")
        self.confirmation = SUSPENDED
        self.save(update_fields=["confirmation"])

    def sign_again(self):
        """After the holder's own change of password: only the signature is written, so that no edit is overwritten."""
        self.confirmation = signatures.sign(self._signed_text())
        self.save(update_fields=["confirmation"])

    def is_confirmed(self):
        """Whether a confirmation stands for exactly this record and this account's sign-in."""
        return bool(self.confirmation) and signatures.holds(self.confirmation, self._signed_text())

    def why_not_valid(self):
        """Why nobody may approve with these credentials today, or None."""
        if not self.confirmation:
            return gettext("Your credentials are not confirmed yet. Ask an editor in chief to confirm them.")
        if not self.is_confirmed():
            return gettext(
                "Your credentials are suspended: the record, or the e-mail address or password of your account, "
                "was changed by somebody else since they were confirmed. Set a password of your own, then ask "
                "an editor in chief to confirm them again."
            )
        if self.valid_until < timezone.now().date():
            return gettext("Your credentials were valid until {date}. Ask an editor in chief to renew them.").format(
                date=date_format(self.valid_until, "j F Y")
            )
        return None

    def _signed_text(self):
        fields = {name: getattr(self, name) for name in self.SIGNED}
        fields["sign_in"] = signatures.sha256(f"{self.user.email}\n{self.user.password}")
        return signatures.canonical("stage4 credentials 1", fields)
