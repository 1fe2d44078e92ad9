"""The index: what of each live edition can be found, as stems; and the words that found nothing.

The index is made of live editions and follows them in the transaction that puts one up or takes one down
(``search.entries``, called by ``editions.alongside``). Nothing of it is printed to readers: what they see is taken
from the signed edition.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_KEY = 200


class EntryQuerySet(models.QuerySet):
    def live(self):
        """Entries whose edition is live, whatever the index says."""
        return self.filter(edition__status="published")


class Entry(models.Model):
    """What can be found of one live edition, as stems. The engine keeps its full-text index beside it by itself."""

    edition = models.OneToOneField(
        "editions.Edition", models.CASCADE, primary_key=True, related_name="found_as", verbose_name=_("edition")
    )
    page = models.ForeignKey("editions.Page", models.CASCADE, related_name="+", verbose_name=_("page"))
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    # One name a line, the title first, then what editors foresaw; summary and headings; the text.
    names = models.TextField()
    points = models.TextField()
    body = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        # What facets are counted by, without a look at the long columns.
        indexes = [models.Index(fields=["edition", "page", "kind", "language"], name="search_entry_facets")]

    def __str__(self):
        return str(self.edition)


class NameQuerySet(models.QuerySet):
    def beginning(self, key):
        """Names, or words within names, that begin so; by an index on both engines."""
        if self.db_vendor == "postgresql":
            return self.filter(key__startswith=key)
        return self.filter(key__gte=key, key__lt=key + "\U0010ffff")

    @property
    def db_vendor(self):
        from django.db import connections

        return connections[self.db].vendor


class Name(models.Model):
    """A name of a live page from one of its words on: "bone pain" is kept as that, and as "pain"."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="called", verbose_name=_("entry"))
    key = models.CharField(max_length=LONGEST_KEY, db_index=True)
    whole = models.BooleanField()
    # Of a whole name alone.
    stems = models.CharField(max_length=LONGEST_KEY, db_index=True, blank=True)
    shown = models.BooleanField()

    objects = NameQuerySet.as_manager()

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")

    def __str__(self):
        return self.key


class Known(models.Model):
    """A word of live pages, and on how many of them it stands: what a misspelt word may have meant."""

    word = models.CharField(max_length=60, unique=True)
    pages = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("known word")
        verbose_name_plural = _("known words")

    def __str__(self):
        return self.word


class Unfound(models.Model):
    """A word that stands on no page, and on how many days somebody typed it (``search.unfound``)."""

    # Empty until it was typed on three days.
    word = models.CharField(_("word"), max_length=30, blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    days = models.PositiveIntegerField(_("on how many days"))
    last_on = models.DateField(_("last typed on"))

    class Meta:
        verbose_name = _("word that found nothing")
        verbose_name_plural = _("words that found nothing")
        ordering = ["-days", "word"]

    def __str__(self):
        return self.word
