"""What is known of uploaded pictures, and which of them a draft shows.

The file itself is named by the SHA-256 of its content, so one row stands for one picture, in however many pages
it is shown. Licence and credit are for colleagues: readers get what is written in the words.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from markup import pictures, uploads
from markup.render import parse
from markup.sources import Problem


class PictureQuerySet(models.QuerySet):
    def about(self, name, *, by=None):
        """The row of this picture, begun by ``by`` if there is none; None when there is no such file."""
        measured = pictures.measure(name)
        if measured is None:
            return None
        return self.get_or_create(name=name, defaults={**measured, "uploaded_by": by})[0]

    def shown_in(self, edition):
        """The pictures of an edition; one that was uploaded before rows were kept is unsaved, and so without licence.

        A name without a file is left out: the checks of the text do not know it, and readers would see nothing.
        """
        names = list(places_of_pictures(edition))
        known = {picture.name: picture for picture in self.filter(name__in=names)}
        measured = {name: pictures.measure(name) for name in names if name not in known}
        return [known.get(name) or Picture(name=name, **measured[name]) for name in names
                if name in known or measured[name]]  # fmt: skip


class Picture(models.Model):
    """One uploaded picture."""

    name = models.CharField(max_length=80, unique=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    licence = models.CharField(
        _("licence"), max_length=200, blank=True, help_text=_("Why we may show it: “own work”, “CC BY 4.0”.")
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made it."))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now, editable=False)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-pk"]

    def __str__(self):
        return self.name

    @property
    def address(self):
        return uploads.address_of(self.name)


def places_of_pictures(edition):
    """The uploaded pictures that these words show: name → the field and line (from 1) in which it stands first.

    The words are parsed, because a picture's Markdown in an example is none; but only where there can be one.
    """
    places = {}
    for field in edition.word_names():
        text = getattr(edition, field)
        if isinstance(text, str) and uploads.FOLDER in text:
            for name, line in pictures.shown_in(parse(text)):
                places.setdefault(name, (field, line))
    return places


def pictures_without_licence(edition):
    """A problem for each picture of these words of which nobody wrote why we may show it."""
    message = gettext("Nobody wrote why we may show this picture. Give its licence in the list of pictures.")
    places = places_of_pictures(edition)
    shown = Picture.objects.shown_in(edition) if places else []
    return [Problem(*places[picture.name], message) for picture in shown if not picture.licence]
