"""What becomes of a question: more is asked for, it is declined, answered elsewhere, spam, or with a clinician."""

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.forms.pages import LivePageField
from people import roles
from people.models import User
from questions.declining import LINK, beginning
from questions.forms.base import LinesField, OfClaimer, QuestionMove
from questions.models import LONGEST, DeclineKind, State, Submission


def told(label):
    return LinesField(
        label=label,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Whoever asked reads this at their private address. Sign it with no name of your own."),
    )


class Assign(OfClaimer):
    name, button = "assign", _("Give it to this clinician")
    heading = _("Give it to a clinician")
    done = _("Assigned. It is on the first screen of the clinician now.")
    leaves = True
    to = forms.ModelChoiceField(label=_("Who answers"), queryset=None, empty_label=_("choose …"))

    def __init__(self, subject, person, data=None):
        super().__init__(subject, person, data)
        writing = Q(groups__name__in=[roles.WRITER, roles.EDITOR_IN_CHIEF])
        people = User.objects.filter(writing, is_active=True).exclude(pk=subject.confirmed_by_id or 0)
        self.fields["to"].queryset = people.distinct().order_by("name", "pk")

    def will(self):
        return gettext(
            "They read the question as it was asked, and write the answer beside it. A second clinician reviews it. "
            "Whoever confirms the wording cannot be the one who answers."
        )

    def act(self):
        self.subject.assign(by=self.person, to=self.cleaned_data["to"])


class AskForMore(OfClaimer):
    name, button = "more", _("Send this")
    heading = _("Ask for more")
    done = _("Sent. The question waits for whoever asked.")
    text = told(_("What you need to know"))

    def will(self):
        return gettext("Ask for what the answer needs, and for nothing that identifies anybody.")

    def act(self):
        self.subject.ask_for_more(by=self.person, text=self.cleaned_data["text"])


class Decline(OfClaimer):
    """On a screen of its own for each kind, where its text is there to be edited."""

    name, button = "decline", _("Decline it")
    done = _("Declined. Whoever asked reads what you wrote.")
    leaves = True
    kind = forms.ChoiceField(choices=DeclineKind, widget=forms.HiddenInput)
    page = LivePageField(
        label=_("The page that answers it"),
        required=False,
        max_length=300,
        help_text=_("Its public address, such as /articles/bone-pain/. It takes the place of {link} in the text."),
    )
    text = told(_("What whoever asked will read"))

    def __init__(self, subject, person, data=None, kind=None):
        super().__init__(subject, person, data)
        kind = (data or {}).get("kind") or kind
        self.chosen = DeclineKind(kind) if kind in DeclineKind.values else None
        if self.chosen:
            self.initial |= {"kind": self.chosen, "text": beginning(self.chosen)}
        if self.chosen != DeclineKind.DUPLICATE:
            del self.fields["page"]

    def clean(self):
        cleaned = super().clean()
        page, text = cleaned.get("page"), cleaned.get("text", "")
        if LINK in text and page:
            cleaned["text"] = text.replace(LINK, settings.SITE_URL + page.path)
        elif LINK in text:
            field = "page" if "page" in self.fields else "text"
            self.add_error(field, _("Name the page, or take {link} out of the text."))
        return cleaned

    def act(self):
        self.subject.decline(by=self.person, kind=self.cleaned_data["kind"], text=self.cleaned_data["text"])


class Merge(OfClaimer):
    name, button = "merge", _("Answer it there")
    heading = _("It is answered elsewhere")
    done = _("Merged. Whoever asked finds the way to the answer.")
    leaves = True
    into = forms.IntegerField(
        label=_("Number of the other question"),
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        help_text=_(
            "As the queue shows it. When its answer is published, whoever asked this one finds it. If that one gets no "
            "public answer, this one comes back into the queue."
        ),
    )
    page = LivePageField(
        label=_("Or the address of a live page"),
        required=False,
        max_length=300,
        help_text=_("Such as /articles/bone-pain/."),
    )

    def clean_into(self):
        number = self.cleaned_data["into"]
        if number is None:
            return None
        other = Submission.objects.filter(pk=number).first()
        if other is None:
            raise forms.ValidationError(_("There is no question with this number."))
        return other

    def act(self):
        self.subject.merge(by=self.person, into=self.cleaned_data.get("into"), page=self.cleaned_data.get("page"))


class Spam(OfClaimer):
    name, button = "spam", _("Mark it as spam")
    heading = _("It is spam")
    done = _("Marked as spam.")
    leaves = True
    states = (State.RECEIVED, State.HELD)

    def will(self):
        return gettext("It leaves the queue. Whoever sent it is told nothing. You can undo this.")

    def act(self):
        self.subject.mark_spam(by=self.person)


class NotSpam(QuestionMove):
    name, button = "not-spam", _("It is no spam")
    done = _("Back in the queue.")
    states = (State.HELD, State.SPAM)

    def is_offered(self):
        return self.is_moderator() and self.subject.state in self.states

    def will(self):
        return gettext("It goes into the queue like any other question.")

    def apply(self):
        self.subject.not_spam(by=self.person)
