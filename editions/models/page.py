"""What lasts while its words change: the page, its addresses, its topics."""

import re

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.kinds import edition_model, edition_models
from editions.models.drafting import Drafting
from editions.models.erasing import Erasable
from editions.models.withdrawal import Withdrawable
from people.refused import Refused

LONGEST_INTERVAL = 60  # months
ADDRESS = r"/[a-z0-9-]+/[a-z0-9-]+/"


class Topic(models.Model):
    """A subject under which pages are gathered. It carries a name only: readers see no other word of it."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def path(self):
        return reverse("topics:detail", args=[self.slug])


class KindManager(models.Manager):
    """Pages of one kind: the manager of a proxy of Page that names its ``edition_model`` and ``prefix``."""

    def get_queryset(self):
        return super().get_queryset().filter(kind=self.model.edition_model.kind)

    @transaction.atomic
    def begin(self, *, by, slug, owner=None, topics=(), language="en", review_every=12, **words):
        """A new page at ``/<prefix>/<slug>/`` with its first draft, which is returned."""
        page = self.create(
            kind=self.model.edition_model.kind, language=language, owner=owner or by, review_every=review_every
        )
        page.topics.set(topics)
        page.move_to(slug)
        return page.start_draft(by=by, **words)


class Page(Drafting, Withdrawable, Erasable, models.Model):
    """One page of any kind. It holds no words: those are in its editions."""

    kind = models.CharField(_("kind"), max_length=20, editable=False)
    language = models.CharField(_("language"), max_length=10, default="en", editable=False)
    translation_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="pages",
        verbose_name=_("owner"),
        help_text=_("Who is told when this page is published, withdrawn or due for review."),
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="pages", verbose_name=_("topics"))
    review_every = models.PositiveSmallIntegerField(
        _("months between reviews"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_INTERVAL)],
        help_text=_("How long after its clinical review the page is due for the next one."),
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    # The proxy of each kind says which edition model its pages have and below which path they stand.
    edition_model = None
    prefix = None

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(review_every__range=(1, LONGEST_INTERVAL)), name="a_review_within_five_years"
            )
        ]

    def __str__(self):
        """Its address, except where that says what nobody is to read in a title or in a log (``OfAKind.discreet``)."""
        if self.is_kept:
            return self.kind_model.discreet_names([self])[self.pk]
        return self.path or f"{self.kind} {self.pk}"

    def get_absolute_url(self):
        return self.path

    @property
    def is_kept(self):
        """Of a discreet kind, and readers do not see it."""
        model = edition_models().get(self.kind)
        return model is not None and model.discreet and not self.editions.filter(status="published").exists()

    def next_review_after(self, moment):
        """The day on which a page that is reviewed at this moment is due for the next review."""
        return timezone.localdate(moment) + relativedelta(months=self.review_every)

    @property
    def kind_model(self):
        """The edition model of this page's kind."""
        return edition_model(self.kind)

    @cached_property
    def path(self):
        """The path of the page's present address; "" while it has none."""
        return self.addresses.filter(canonical=True).values_list("path", flat=True).first() or ""

    @property
    def live_edition(self):
        """The live edition with its kind's words, or None."""
        return self.kind_model.objects.live().filter(page_id=self.pk).first()

    @property
    def open_edition(self):
        """The draft, submitted or approved edition with its kind's words, or None."""
        return self.kind_model.objects.open().filter(page_id=self.pk).first()

    def lock(self):
        """Lock this page's row until the transaction ends; returns it as it stands."""
        return Page.objects.select_for_update(no_key=True).get(pk=self.pk)

    @classmethod
    def refuse_address(cls, slug, page):
        """Raises Refused when a page cannot stand at this address; returns its path."""
        path = f"/{cls.prefix}/{slug}/"
        if not re.fullmatch(ADDRESS, path):
            raise Refused(gettext("Write the address in lower-case letters, digits and hyphens."), "address")
        if Address.objects.filter(path=path).exclude(page_id=page.pk).exists():
            raise Refused(gettext("The address {path} is taken. Choose another.").format(path=path), "address")
        return path

    @transaction.atomic
    def move_to(self, slug):
        """Give the page a new address; the old one leads to it for good."""
        self.lock()
        path = self.kind_model.page_model().refuse_address(slug, self)
        self.addresses.filter(canonical=True).update(canonical=False)
        try:
            with transaction.atomic():
                self.addresses.update_or_create(path=path, defaults={"canonical": True})
        except IntegrityError as error:  # another page took it a moment ago
            raise Refused(
                gettext("The address {path} is taken. Choose another.").format(path=path), "address"
            ) from error
        self.__dict__.pop("path", None)


class Address(models.Model):
    """A present or former address of a page; a former one leads to the present one."""

    path = models.CharField(
        _("path"),
        max_length=200,
        unique=True,
        validators=[RegexValidator(rf"^{ADDRESS}$", _("Write it like /articles/bone-pain/."))],
    )
    page = models.ForeignKey(Page, models.PROTECT, related_name="addresses", verbose_name=_("page"))
    canonical = models.BooleanField(_("present address"), default=True)

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(canonical=True), name="one_present_address_for_each_page"
            )
        ]

    def __str__(self):
        return self.path
