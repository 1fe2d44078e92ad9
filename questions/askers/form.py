"""The form of a question. It asks what somebody needs who answers, and nothing else."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.models import Topic
from questions import wordings
from questions.models import COUNTRIES, LONGEST, Asker, Sort

# What travels beside the fields: the ticket, the text and whether pages were shown, whether a danger was found.
CARRIED = ("ticket", "seen", "seen_pages", "flagged")
# Fields of several choices: the id of the first one.
TARGETS = {"country": "country-GB", "asker": "asker-living"}


def tidied(posted):
    """{name: text} of all that we ask for, as it can be kept: one kind of line end, no sign that nobody can see."""
    return {name: tidy(posted.get(name, "")) for name in (*AskForm.base_fields, *CARRIED) if name in posted}


def tidy(text):
    """Pasted text may hold signs that no database keeps: NUL, halves of a sign, control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in text if (sign >= " " and not "\ud800" <= sign <= "\udfff") or sign in "\n\t")


class AskForm(forms.Form):
    """One question. ``website`` is a field that nobody sees; what fills in every field fills in this one."""

    country = forms.ChoiceField(
        choices=COUNTRIES,
        error_messages={
            "required": _("Choose your country, or “another country”."),
            "invalid_choice": _("Choose your country, or “another country”."),
        },
    )
    question = forms.CharField(required=False)
    topic = forms.ModelChoiceField(
        queryset=Topic.objects.order_by("name"),
        to_field_name="slug",
        required=False,
        error_messages={"invalid_choice": _("Choose a topic from the list, or leave it at “I am not sure”.")},
    )
    asker = forms.ChoiceField(
        choices=Asker,
        error_messages={
            "required": _("Say whether you live with it, are close to someone, or neither."),
            "invalid_choice": _("Say whether you live with it, are close to someone, or neither."),
        },
    )
    private = forms.BooleanField(required=False)
    publish = forms.BooleanField(required=False)
    versions = forms.CharField(required=False, max_length=20)
    reply = forms.EmailField(
        required=False,
        max_length=254,
        error_messages={
            "invalid": _("This is no whole e-mail address. Correct it, or leave the field empty."),
            "max_length": _("This e-mail address is too long. Correct it, or leave the field empty."),
        },
    )
    of_age = forms.BooleanField(error_messages={"required": _("You have to be 16 or older to ask here.")})
    website = forms.CharField(required=False)

    def clean_question(self):
        text = self.cleaned_data["question"]
        if not text:
            raise forms.ValidationError(gettext("Write your question first."))
        if len(text) > LONGEST:
            raise forms.ValidationError(
                gettext("Your question has {number} characters, and {most} fit. Please shorten it.").format(
                    number=f"{len(text):,}", most=f"{LONGEST:,}"
                )
            )
        return text

    def clean(self):
        given = super().clean()
        if (given.get("private") or given.get("publish")) and given.get("versions") != versions():
            # What was on the screen is not what would be kept as agreed to.
            self.data = {**self.data, "private": "", "publish": ""}
            self.add_error("private", gettext("The wording has changed since you opened this page. Choose again."))
        elif not (given.get("private") or given.get("publish")):
            self.add_error("private", gettext("Choose at least one: a private answer, or a published one."))
        return given


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with a field, in words; ``target`` is the id of the field that it leads to."""

    target: str
    words: str


def problems(form):
    """One ``FieldProblem`` for each field with an error, in the order of the page."""
    found = form.errors if form.is_bound else {}
    return [FieldProblem(TARGETS.get(name, name), found[name][0]) for name in form.fields if name in found]


def versions():
    """The wordings of the consents that are on the screen, by their versions."""
    return "-".join(str(wordings.newest(sort)) for sort in Sort.values)
