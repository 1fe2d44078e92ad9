"""Who works on a question."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from questions.forms.base import OfClaimer, QuestionMove, moderators
from questions.models import Reason


class Claim(QuestionMove):
    name, button = "claim", _("Claim it, and read it")
    done = _("You have claimed this question. Nobody else works on it while you do.")

    def is_offered(self):
        return self.is_moderator() and self.subject.state in self.states and self.subject.claimer is None

    def will(self):
        return gettext(
            "Then you see the question. It is written down that you read it. The claim ends {minutes} minutes after "
            "the last thing that you did."
        ).format(minutes=settings.QUESTIONS_CLAIM_MINUTES)

    def apply(self):
        self.subject.claim(by=self.person)


class Release(OfClaimer):
    name, button = "release", _("Give it back")
    done = _("Given back: any moderator can claim it now.")

    def act(self):
        self.subject.release(by=self.person)


class PassOn(OfClaimer):
    name, button = "pass-on", _("Pass it on")
    done = _("Passed on.")
    to = forms.ModelChoiceField(label=_("To which colleague"), queryset=None, empty_label=_("choose …"))

    def __init__(self, subject, person, data=None):
        super().__init__(subject, person, data)
        self.fields["to"].queryset = moderators().exclude(pk=person.pk)

    def will(self):
        return gettext("Your colleague has the claim then, and you can read the question no longer.")

    def act(self):
        self.subject.pass_on(by=self.person, to=self.cleaned_data["to"])


class TakeOver(QuestionMove):
    name, button = "take-over", _("Take it over")
    done = _("You have taken this question over. Your colleague can read it no longer.")
    reason = forms.ChoiceField(label=_("Why"), choices=Reason, widget=forms.RadioSelect)

    def is_offered(self):
        held = self.subject.claimer
        return self.is_moderator() and self.subject.state in self.states and held not in {None, self.person}

    def will(self):
        return gettext("What {name} has typed and not saved is lost to them only if they close their page.").format(
            name=self.subject.claimer
        )

    def apply(self):
        self.subject.take_over(by=self.person, reason=self.cleaned_data["reason"])
