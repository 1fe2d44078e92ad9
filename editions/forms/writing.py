"""The author's moves."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.forms.base import Move
from editions.models import Status


class Submit(Move):
    name, button = "submit", _("Submit for review")
    saved = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def starting_values(subject):
        return {"saved": subject.saved}

    def is_offered(self):
        return self.subject.status == Status.DRAFT and self.subject.author_id == self.person.pk

    def will(self):
        return gettext(
            "The words are frozen and sealed as you see them here, and the clinical reviewers are told. "
            "Until one of them decides you can take the edition back."
        )

    def apply(self):
        self.told = self.subject.submit(by=self.person, saved=self.cleaned_data["saved"])

    @property
    def done(self):
        if self.told:
            return gettext("Submitted. The reviewers have been told.")
        return gettext(
            "Submitted, but nobody can review it now: there is no other clinical reviewer with confirmed credentials. "
            "Ask an editor in chief."
        )


class Discard(Move):
    name, button, final = "discard", _("Discard this draft"), True
    done = _("Discarded. The words are kept in the history of the page.")
    is_offered = Submit.is_offered

    def will(self):
        return gettext("The draft is closed. Its words stay in the history; nobody can edit or submit them again.")

    def apply(self):
        self.subject.discard(by=self.person)


class TakeBack(Move):
    name, button = "take-back", _("Take it back")
    done = _("Taken back. Start a new draft to go on; it begins as a copy.")

    def is_offered(self):
        return self.subject.status == Status.IN_REVIEW and self.subject.author_id == self.person.pk

    def will(self):
        return gettext("The review ends without a decision. A new draft begins as a copy of this edition.")

    def apply(self):
        self.subject.take_back(by=self.person)
