"""Videos: an expert explains. A reviewed text with a moving picture beside it: what is said, its captions, chapters and
corrections go through the same review as every other word.

A film is either one of our files, named by its content, or an address at YouTube or Vimeo; or there is none, and the
page gives an account of it.
"""

import re
from dataclasses import replace

from django.core.files.base import ContentFile
from django.db import models
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from editions.models import Edition, KindManager, Page
from editions.models.edition import EditionQuerySet
from markup import pictures, sources, uploads
from markup.citations import Numbering
from markup.points import points
from markup.render import parse, render_inline
from videos import corrected, speech, webvtt
from videos.holders import held
from videos.problems import problems_of
from videos.profiles import profile_in_words
from videos.times import written
from videos.transcript import in_order, read_chapters, read_corrections, read_transcript, words_of_corrections
from wording.checks import STANDARD
from wording.evidence import uncited
from wording.findings import WARNING, Text

# Where frozen words name the captions' file: beneath the picture (templates/videos/words.html).
_CAPTIONS = re.compile(rf'<figcaption>(?:(?!</figcaption>).)*href="{uploads.FOLDER}([0-9a-f]{{64}}\.vtt)"', re.DOTALL)


def uncited_beside_speech(document):
    """Who speaks cites nothing while speaking: what needs a source gets a correction, or is said in our own words."""
    return () if document.field == "transcript" else uncited(document)


class Sort(models.TextChoices):
    VERBATIM = "verbatim", _("verbatim: word for word what is said")
    ACCOUNT = "account", _("account in our words")


class VideoQuerySet(EditionQuerySet):
    def with_path(self):
        return self.filter(page__addresses__canonical=True).annotate(path=F("page__addresses__path"))


class VideoEdition(Edition):
    """One version of the words of a video."""

    kind = "video"
    words_template = "videos/words.html"
    review_template = "videos/review.html"
    style_template, head_template = "videos/style.html", "videos/head.html"
    open_graph = "video.other"
    in_topics, in_newest = 2, True
    called, heading = _("Video"), _("Videos")
    # Beside other pages videos have a place of their own (videos/beside.py).
    is_read_next = False

    in_short = models.TextField(
        _("in short"), blank=True, help_text=_("The 3 to 5 things to know, one a line, for who does not watch.")
    )
    speaker = models.CharField(
        _("who speaks"), max_length=160, blank=True, help_text=_("As printed, with letters: Jane Doe, MB BS, FRCP.")
    )
    expert = models.BigIntegerField(
        _("profile"), null=True, blank=True, db_index=True, help_text=_("The page of the profile of who speaks.")
    )
    recorded_on = models.DateField(
        _("recorded on"), null=True, blank=True, help_text=_("Readers see how old it is. Empty when nobody knows.")
    )
    film = models.CharField(_("film"), max_length=80, blank=True)
    film_bytes = models.PositiveBigIntegerField(_("size of the film in bytes"), null=True, blank=True)
    film_width = models.PositiveIntegerField(_("width in pixels"), null=True, blank=True)
    film_height = models.PositiveIntegerField(_("height in pixels"), null=True, blank=True)
    film_address = models.CharField(
        _("address at YouTube or Vimeo"),
        max_length=200,
        blank=True,
        help_text=_("If the film is held there. Readers are told who will see that they watch, before they do."),
    )
    seconds = models.PositiveIntegerField(_("length in seconds"), null=True, blank=True)
    poster = models.TextField(
        _("picture before it plays"),
        blank=True,
        help_text=_("One picture, and what it shows in words: ![What it shows](/media/….webp). Or nothing."),
    )
    captions = models.TextField(_("captions"), blank=True, help_text=_("WebVTT, in the language of the page."))
    transcript_sort = models.CharField(_("sort of transcript"), max_length=10, choices=Sort, blank=True)
    transcript = models.TextField(
        _("transcript"),
        blank=True,
        help_text=_(
            "A passage a line: “0:42 | Name | Words”; time and name may be left out. Name who speaks at each change. "
            "“## Heading” parts a long one."
        ),
    )
    chapters = models.TextField(_("chapters"), blank=True, help_text=_("One a line: “0:42 | Title”. Or nothing."))
    corrections = models.TextField(
        _("dated corrections"),
        blank=True,
        help_text=_(
            "What is no longer so: “0:42 | 2026-03-01 | Since this was recorded … [@its-key]”, over the passage that "
            "begins at 0:42. Where passages have no times, count them: “3 | 2026-03-01 | …”."
        ),
    )
    licence = models.CharField(
        _("why we may show it"),
        max_length=240,
        blank=True,
        help_text=_(
            "Licence or permission: “own film”, “CC BY 4.0”, “by permission of …, 3 May 2026”. Readers see it."
        ),
    )
    sources = models.TextField(
        _("sources"),
        blank=True,
        help_text=_("One a line: key | reference | web address. Cite them as [@its-key]."),
    )

    objects = VideoQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of a video")
        verbose_name_plural = _("editions of videos")

    @classmethod
    def page_model(cls):
        return Video

    @classmethod
    def readable(cls, name, value):
        if name == "expert" and value:
            return profile_in_words(value) or str(value)
        return written(value) if name == "seconds" and value else super().readable(name, value)

    @property
    def points(self):
        return points(self.in_short)

    @property
    def held(self):
        """Where the film is held, when it is not one of our files (``videos.holders.Held``), or None."""
        return held(self.film_address) if self.film_address else None

    @property
    def has_film(self):
        return bool(self.film or self.held)

    @property
    def is_verbatim(self):
        return self.transcript_sort == Sort.VERBATIM

    @property
    def length(self):
        """As it is written, such as 1:05."""
        return written(self.seconds) if self.seconds else ""

    @property
    def captions_address(self):
        return uploads.address_of(self.captions_file) if self.captions else ""

    @property
    def film_path(self):
        """Where our file stands on this site; "" without one."""
        return uploads.address_of(self.film) if self.film else ""

    @property
    def poster_address(self):
        """Where the picture before it plays stands on this site; "" without one."""
        name = next((name for name, _line in pictures.shown_in(parse(self.poster))), "")
        return uploads.address_of(name) if name else ""

    @property
    def captions_file(self):
        """The name of the file that players read, once frozen that which the frozen words name; "" without captions.

        They name it beside the film; what else they lead to may be the captions of another one.
        """
        named = _CAPTIONS.search(self.html)
        return named[1] if named else self.captions_made()[0]

    def captions_made(self):
        """(name, content) of that file, made of the words alone: the captions, and over them what is no longer so."""
        if not self.captions:
            return "", b""
        with translation.override(self.page.language):
            content = f"{corrected.with_corrections(self.captions, self.laid_over())}\n".encode()
        return f"{uploads.digest([content])}.vtt", content

    def laid_over(self):
        """Corrections as they are seen in the picture (``videos.corrected.Laid``)."""
        return corrected.laid(*self._corrected(), self.seconds)

    def _corrected(self):
        """(transcript, corrections)"""
        transcript = self.read_transcript()
        return transcript, read_corrections(self.corrections, transcript)[0]

    # What the reading of the texts gives, anew whenever it is asked for: words of a draft change.

    def read_transcript(self):
        return read_transcript(self.transcript, self.seconds)

    def read_chapters(self):
        return read_chapters(self.chapters, self.seconds)

    def cues(self):
        return webvtt.parse(self.captions)[0] if self.captions else []

    def speech(self):
        return speech.measured(self.cues())

    def words_context(self):
        listed, _problems = sources.parse(self.sources)
        numbering = Numbering(known=listed)

        def inline(text):
            return render_inline(text, numbering=numbering)

        transcript, corrections = self._corrected()
        chapters, _problems = self.read_chapters()
        beneath = [(one, transcript.at_place(one.place), inline(one.words)) for one in corrections]
        in_short = [inline(point) for point in self.points]
        parts = in_order(transcript, chapters, beneath, inline)
        placed = {part["chapter"].id for part in parts if "chapter" in part}
        context = {
            "holder": self.held and self.held.holder,
            "captions": self.captions and uploads.address_of(self.captions_made()[0]),
            "poster": render_inline(self.poster),
            "beneath": beneath,
            "points": in_short,
            # A chapter that begins after the last passage leads to the transcript.
            "chapters": [(one, one.id if one.id in placed else "transcript") for one in chapters],
            "parts": parts,
        }
        cited = [(listed[key], places) for key, places in numbering.places.items()]
        return context | {"cited": cited}

    checks = tuple(uncited_beside_speech if check is uncited else check for check in STANDARD)

    def checked_texts(self):
        return [
            *super().checked_texts(),
            Text("in_short", self.in_short, "lines"),
            Text("transcript", self.read_transcript().prose(), "lines"),
            Text("chapters", "\n".join(line.partition("|")[2].strip() for line in self.chapters.split("\n")), "lines"),
            Text("corrections", words_of_corrections(self.corrections), "lines"),
            Text("poster", self.poster),
            Text("sources", self.sources, "lines"),
        ]

    def compared_texts(self):
        """Who cannot hear reads the captions, and not what is made of them."""
        return [*super().compared_texts(), Text("captions", webvtt.prose(self.cues()), "lines")]

    def findings(self):
        """What somebody said cannot be mended: there, an error becomes a warning, which the reviewer answers."""
        found = super().findings()
        if self.is_verbatim:
            found = [replace(one, level=WARNING) if one.field == "transcript" else one for one in found]
            found += speech.differences(self.cues(), self.read_transcript().prose())
        if self.film:
            found += corrected.findings(*self._corrected())
        return [*found, *speech.findings(self.cues())]

    def problems(self):
        return [*super().problems(), *problems_of(self)]

    def save_draft(self, **words):
        super().save_draft(**words)
        self.keep_captions()

    def freeze(self, **printed):
        self.keep_captions()
        return super().freeze(**printed)

    def keep_captions(self):
        """The file that players read: named by its content, so that the sealed words say what is in it."""
        name, content = self.captions_made()
        if name:
            uploads.keep(name, ContentFile(content))


class Video(Page):
    """A video: a page whose words are in its ``VideoEdition`` rows."""

    edition_model = VideoEdition
    prefix = "videos"
    objects = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("video")
        verbose_name_plural = _("videos")
