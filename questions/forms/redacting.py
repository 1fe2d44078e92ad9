"""The edited wording: what a moderator takes out, and what a second person confirms.

Each personal detail that is found is decided on by somebody; none is taken out, or left in, by itself.
"""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from questions.details import details, without_details
from questions.forms.base import LinesField, OfClaimer, QuestionMove
from questions.models import LONGEST, Purpose, Text

DETAIL = "detail-"  # the names of the fields that decide on a detail begin so
OUT, KEEP = "out", "keep"


def _typed(data):
    """The wording as it was sent, to look for details in; whether it may be kept is decided later."""
    return data.get("wording", "").replace("\r\n", "\n")[:LONGEST]


class Redact(OfClaimer):
    """The wording beside the original; what is found in either is listed, each with its decision."""

    name, button = "redact", _("Keep this wording")
    done = _("Kept. Now a second person confirms that it identifies nobody.")
    wording = LinesField(
        label=_("What readers get"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Take out names, places, dates and numbers. Keep the voice. Mend spelling only where it misleads."),
    )

    def __init__(self, subject, person, data=None, original="", added=(), wording=""):
        """``original`` and ``added`` are what whoever asked wrote, ``wording`` what a moderator did."""
        super().__init__(subject, person, data)
        self.initial["wording"] = wording or without_details(original)
        self.details = details(original, *added, wording if data is None else _typed(data))
        for detail in self.details:
            self.fields[f"{DETAIL}{detail.key}"] = forms.ChoiceField(
                label=detail.text,
                choices=[(OUT, _("it is taken out")), (KEEP, _("it stays: it identifies nobody"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Decide: is it taken out, or does it stay?")},
            )

    @property
    def own_fields(self):
        return [self["wording"]]

    @property
    def decisions(self):
        """Each detail with the field that decides on it."""
        return [(detail, self[f"{DETAIL}{detail.key}"]) for detail in self.details]

    def clean(self):
        cleaned = super().clean()
        wording = cleaned.get("wording", "")
        for detail, field in self.decisions:
            if cleaned.get(field.name) == OUT and detail.stands_in(wording):
                self.add_error(field.name, _("It still stands in the edited wording. Take it out there."))
        return cleaned

    def act(self):
        self.subject.redact(by=self.person, wording=self.cleaned_data["wording"])


class Confirm(QuestionMove):
    """A second person has read the original beside the wording. Bound to the wording that was on the screen."""

    name, button = "confirm", _("I confirm: this wording identifies nobody")
    done = _("Confirmed, in your name.")
    leaves = True
    wording = LinesField(widget=forms.HiddenInput, max_length=LONGEST)

    def __init__(self, subject, person, data=None, wording=""):
        super().__init__(subject, person, data)
        self.initial["wording"] = wording
        self.details = details(wording if data is None else _typed(data))
        for detail in self.details:
            self.fields[f"{DETAIL}{detail.key}"] = forms.BooleanField(
                label=gettext("“{text}” ({label}) may stay: it identifies nobody").format(
                    text=detail.text, label=detail.label
                ),
                error_messages={"required": _("Tick this if it may stay; if not, do not confirm.")},
            )

    def is_offered(self):
        return not self.subject.why_not_confirmed_by(self.person)

    def will(self):
        return gettext(
            "Without this nothing is published. Ask yourself: would a neighbour, a colleague or somebody on the ward "
            "know who this is? If they might, do not confirm: tell {name} what has to go."
        ).format(name=self.subject.prepared_by)

    def apply(self):
        self.subject.confirm(by=self.person, wording=self.cleaned_data["wording"])


def texts_to_confirm(question, person):
    """The original and the wording, for somebody who confirms; both readings are written down."""
    return [question.read(by=person, why=Purpose.CONFIRM, text=text) for text in (Text.ORIGINAL, Text.WORDING)]
