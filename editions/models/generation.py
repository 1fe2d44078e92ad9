import secrets

from django.db import connection, models
from django.utils.translation import gettext_lazy as _


class GenerationQuerySet(models.QuerySet):
    def now(self):
        """The generation as one word, in one raw query: each public request asks this first. None without a row."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT token, number FROM editions_generation ORDER BY id LIMIT 1")
            row = cursor.fetchone()
        return row and f"{row[0]}-{row[1]}"

    def renew(self):
        """Begin a new count under a new token, so that no cache takes a page of another database for ours."""
        self.update_or_create(pk=1, defaults={"token": secrets.token_hex(8), "number": 0})


class Generation(models.Model):
    """One row: how often what readers see has changed. Triggers count, in the transaction of the change itself.

    ``token`` is renewed by each ``migrate``, so after a restore too: counts of another past mean nothing then.
    """

    token = models.CharField(max_length=16)
    number = models.BigIntegerField(default=0)

    objects = GenerationQuerySet.as_manager()

    class Meta:
        verbose_name = _("generation")
        verbose_name_plural = _("generations")

    def __str__(self):
        return f"{self.token}-{self.number}"
