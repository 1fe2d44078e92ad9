"""What colleagues do around an edition: notes, asking a reviewer, saying that they are reviewing it."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.forms.base import Move
from editions.models import Status
from people import roles
from people.models import User


class WriteNote(Move):
    name, button = "note", _("Add the note")
    done = _("Your note is kept with this edition.")
    text = forms.CharField(
        label=_("Note for colleagues"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers never see it. It cannot be changed later."),
    )

    def is_offered(self):
        return self.person.has_role(roles.WRITER, roles.CLINICAL_REVIEWER, roles.EDITOR_IN_CHIEF)

    def will(self):
        return ""

    def apply(self):
        self.subject.write_note(by=self.person, text=self.cleaned_data["text"])


class Ask(Move):
    name, button = "ask", _("Ask this reviewer")
    reviewer = forms.ModelChoiceField(
        label=_("Clinical reviewer"), queryset=User.objects.none(), empty_label=_("choose …")
    )

    def __init__(self, subject, person, data=None):
        super().__init__(subject, person, data)
        if data is not None:  # whoever was chosen: the model says why not
            self.fields["reviewer"].queryset = User.objects.with_role(roles.CLINICAL_REVIEWER)
        elif self.is_near():
            self._offer_reviewers()

    def _offer_reviewers(self):
        subject, person = self.subject, self.person
        asked = {one.reviewer_id for one in subject.asked()}
        possible = [one.pk for one in subject.possible_reviewers() if one.pk not in asked | {person.pk}]
        self.fields["reviewer"].queryset = User.objects.filter(pk__in=possible).order_by("name")
        self.has_somebody = bool(possible)

    def is_near(self):
        near = self.subject.author_id == self.person.pk
        chief = self.person.has_role(roles.EDITOR_IN_CHIEF, roles.CLINICAL_REVIEWER)
        return self.subject.status == Status.IN_REVIEW and (near or chief)

    def is_offered(self):
        return self.is_near() and self.has_somebody

    def will(self):
        return gettext("They get a message, and find this edition first among their reviews. Others may still decide.")

    def apply(self):
        self.subject.ask(by=self.person, reviewer=self.cleaned_data["reviewer"])

    @property
    def done(self):
        return gettext("{name} has been asked.").format(name=self.cleaned_data["reviewer"])


class Claim(Move):
    name, button = "claim", _("I am reviewing this")
    done = _("The others see that you are reviewing this, for the next 30 minutes.")

    def is_offered(self):
        subject = self.subject
        if subject.status != Status.IN_REVIEW or subject.claimed() is not None:
            return False
        return not subject.why_not_reviewed_by(self.person)

    def will(self):
        return gettext("Your colleagues see for 30 minutes that you are reading. It keeps nobody from deciding.")

    def apply(self):
        self.subject.claim(by=self.person)


class Release(Move):
    name, button = "release", _("I am not reviewing it any longer")
    done = _("Released: the others see that nobody is reviewing this now.")

    def is_offered(self):
        held = self.subject.claimed()
        return held is not None and held.reviewer_id == self.person.pk

    def will(self):
        return ""

    def apply(self):
        self.subject.release(by=self.person)
