"""The form of a video's draft: its words, and beside them the files from which some of them are read."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markdownx.widgets import AdminMarkdownxWidget

from editions.models import Picture
from editions.models.writing import normal
from editions.writing_admin import WIDGETS, DraftForm
from experts.models import Expert, ExpertEdition
from markup import films, pictures, uploads
from people.refused import Refused
from videos import webvtt

FROM_CAPTIONS = "_from_captions"
MAX_CAPTIONS_BYTES = 1_000_000
# What an uploaded film says of itself, beside how long it is. It comes back with a form that has a mistake elsewhere.
READ = ("film", "film_bytes", "film_width", "film_height")


class ProfileField(forms.ModelChoiceField):
    """Who speaks: a profile is chosen, and the id of its page is kept."""

    def label_from_instance(self, page):
        return page.name

    def clean(self, value):
        page = super().clean(value)
        return page and page.pk


def _profiles():
    newest = ExpertEdition.objects.filter(page_id=OuterRef("pk")).order_by("-number")
    return Expert.objects.annotate(name=Subquery(newest.values("title")[:1])).order_by("name")


class VideoDraftForm(DraftForm):
    film_upload = forms.FileField(
        label=_("Film to upload"),
        required=False,
        help_text=_("MP4 (H.264) or WebM. It takes the place of the film that is there. Save: it is on its way then."),
        widget=forms.FileInput(attrs={"accept": "video/mp4,video/webm,.mp4,.webm"}),
    )
    without_film = forms.BooleanField(label=_("Take the film out of this draft"), required=False)
    captions_upload = forms.FileField(
        label=_("Captions to upload"),
        required=False,
        help_text=_("A WebVTT file (.vtt). Its words take the place of the captions below."),
        widget=forms.FileInput(attrs={"accept": "text/vtt,.vtt"}),
    )
    expert = ProfileField(
        queryset=Expert.objects.none(),
        required=False,
        label=_("Profile"),
        help_text=_(
            "Credentials and declared interests are shown from there. Write a profile first, if there is none."
        ),
        empty_label=_("no profile on this site"),
    )

    class Meta:
        widgets = {
            **WIDGETS,
            **{name: forms.TextInput(attrs={"size": 80}) for name in ("speaker", "film_address", "licence")},
            "in_short": forms.Textarea(attrs={"rows": 5, "cols": 90, "data-markdown": "lines"}),
            # One picture: the bar of buttons has nothing else (static/editions/editor-toolbar.js).
            "poster": AdminMarkdownxWidget(attrs={"rows": 2, "cols": 90, "data-markdown": "picture"}),
            "captions": forms.Textarea(attrs={"rows": 10, "cols": 90}),
            "transcript": forms.Textarea(attrs={"rows": 20, "cols": 90, "data-markdown": "lines"}),
            "chapters": forms.Textarea(attrs={"rows": 4, "cols": 90}),
            "corrections": forms.Textarea(attrs={"rows": 3, "cols": 90, "data-markdown": "lines"}),
            "sources": forms.Textarea(attrs={"rows": 6, "cols": 90}),
            "recorded_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            **dict.fromkeys(READ, forms.HiddenInput),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "expert" in self.fields:  # not for somebody who may only look
            self.fields["expert"].queryset = _profiles()

    def clean_film(self):
        """The name of a film that was uploaded before; nobody writes another."""
        name = self.cleaned_data["film"]
        return name if name in {"", self.instance.film} or uploads.is_film(name) else self.instance.film

    def clean_film_upload(self):
        """What is known of the film, once it is stored; {} without one."""
        if "film_upload" in getattr(self.request, "too_large", ()):
            raise ValidationError(films.too_large())
        upload = self.cleaned_data["film_upload"]
        if upload is None:
            return {}
        known = films.keep(upload)
        return {**known, "poster": _poster_of(known.pop("picture"), self.person)}

    def clean_captions_upload(self):
        upload, left_out = self.cleaned_data["captions_upload"], getattr(self.request, "too_large", ())
        if "captions_upload" in left_out or (upload and upload.size > MAX_CAPTIONS_BYTES):
            raise ValidationError(_("The file is larger than 1 MB. Are these captions?"))
        if upload is None:
            return ""
        try:
            return normal(upload.read().decode("utf-8-sig"))
        except Refused as refused:
            raise ValidationError(refused.message) from refused
        except UnicodeDecodeError as error:
            raise ValidationError(_("The file is no text in UTF-8. Export the captions again as WebVTT.")) from error

    def clean(self):
        # First, so that no file has to be uploaded again when the draft was saved elsewhere.
        self._take(self._of_files(self.cleaned_data))
        cleaned = super().clean()
        if FROM_CAPTIONS in self.data:
            self._make_transcript(cleaned)
        return cleaned

    def _of_files(self, cleaned):
        """Words that the files give, by the names of their columns."""
        given = {}
        if cleaned.get("without_film"):
            given = {**dict.fromkeys(READ), "film": "", "seconds": None}
        film = {name: value for name, value in (cleaned.get("film_upload") or {}).items() if value is not None}
        poster = film.pop("poster", "")
        # Of another film nothing stays but what was just typed.
        given |= {**dict.fromkeys(READ[1:]), **film, "without_film": False} if film else {}
        if given and _has_no_words_yet(cleaned.get("poster", "")):
            given["poster"] = poster
        if captions := cleaned.get("captions_upload"):
            given["captions"] = captions
        return given

    def _take(self, given):
        """Among the words; also where the form comes back, so that nobody has to upload a file twice."""
        self.cleaned_data |= given
        if given:
            self.data = self.data.copy()
            for name, value in given.items():
                self.data[self.add_prefix(name)] = "" if value is None else value

    def _make_transcript(self, cleaned):
        cues, problems = webvtt.parse(cleaned.get("captions", ""))
        if problems:
            message = gettext("The captions have a mistake in line {line}: {what}")
            self.add_error("captions", message.format(line=problems[0].line or 1, what=problems[0].message))
        elif cleaned.get("transcript") and not self.data.get("replace_transcript"):
            self.add_error("transcript", gettext("There is a transcript already. Tick “replace it”, if it may go."))
        else:
            self._take({"transcript": webvtt.transcript_of(cues)})
            self.cleaned_data["transcript_sort"] = cleaned.get("transcript_sort") or "verbatim"


def _has_no_words_yet(poster):
    """None, or one as it was taken from a film: nobody has said yet what it shows."""
    return not poster or poster.startswith(f"![{pictures.placeholder()}](")


def _poster_of(content, person):
    """A picture from within the film (a PNG, or None) as Markdown, still without words; "" without one.

    It may be shown where the film may, and why that is, the film's own words have to say.
    """
    if content is None:
        return ""
    name = pictures.keep(SimpleUploadedFile("poster.png", content))
    picture = Picture.objects.about(name, by=person)
    picture.licence = picture.licence or gettext("a picture of a film: that of the film")
    picture.save(update_fields=["licence"])
    return f"![{pictures.placeholder()}]({uploads.address_of(name)})"
