"""The moves of a page."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.forms.base import Move
from editions.models import Page, Status, Withdrawal
from editions.work import path_in
from people import roles


class StartDraft(Move):
    name, button = "start", _("Start a new draft")
    done = _(
        "Your draft. Save as often as you like; nobody else sees it go live before a second clinician approves it."
    )

    def is_offered(self):
        may = self.person.writes() and not self.subject.kind_model.why_not_begun_by(self.person, self.subject)
        return may and self.subject.open_edition is None

    def will(self):
        return gettext("A draft of your own begins as a copy of the newest edition that was not discarded.")

    def apply(self):
        return self.subject.start_draft(by=self.person)


class SubmitUnchanged(Move):
    name, button = "unchanged", _("Checked, nothing to change")
    done = _("Submitted. A second clinician now confirms that nothing has to change.")

    def is_offered(self):
        return self.person.writes() and self.subject.open_edition is None and self.subject.live_edition is not None

    def will(self):
        return gettext(
            "You have read the live edition and nothing has to change. A copy of it is submitted to a second "
            "clinician; when it is approved the page has a new date of review."
        )

    def apply(self):
        return self.subject.submit_unchanged(by=self.person)


class TakeOver(Move):
    name, button, final = "take-over", _("Take over the draft"), True
    done = _("The draft is yours now; the author has been told.")

    def is_offered(self):
        draft = self.subject.open_edition
        mine = draft is not None and draft.author_id == self.person.pk
        return (
            self.person.has_role(roles.EDITOR_IN_CHIEF)
            and draft is not None
            and draft.status == Status.DRAFT
            and not mine
        )

    def will(self):
        return gettext("The author's draft is closed and kept; a draft of your own begins as its copy.")

    def apply(self):
        return self.subject.take_over(by=self.person)


class LivePageField(forms.CharField):
    """The public address of a live page, as it is copied from a browser; gives the page, or None."""

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        live = Page.objects.filter(editions__status=Status.PUBLISHED, addresses__path=path_in(text)).first()
        if live is None:
            raise forms.ValidationError(_("No live page stands at this address. Copy it from the page itself."))
        return live


def _reasons():
    return [(value, Withdrawal.Reason(value).label) for value in Withdrawal.Reason.for_colleagues()]


class Withdraw(Move):
    name, button, final = "withdraw", _("Withdraw this page now"), True
    withdrawal = None
    reason = forms.ChoiceField(
        label=_("Reason"), choices=_reasons, widget=forms.RadioSelect, help_text=_("Readers see it.")
    )
    successor = LivePageField(
        label=_("Where to send readers instead"),
        required=False,
        max_length=300,
        help_text=_("The address of a live page, such as /articles/bone-pain/; readers get a link to it. Or nothing."),
    )
    note = forms.CharField(
        label=_("Note for colleagues"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def is_offered(self):
        up = self.subject.editions.filter(status__in=[Status.PUBLISHED, Status.APPROVED])
        return up.exists() and self.subject.may_be_withdrawn_by(self.person)

    def will(self):
        return gettext(
            "The page is gone for readers from their next request on; its address says why and since when. What is "
            "scheduled or in review is closed too. Only a newly submitted and approved edition brings it back."
        )

    def apply(self):
        data = self.cleaned_data
        self.withdrawal = self.subject.withdraw(
            by=self.person, reason=data["reason"], note=data["note"], successor=data["successor"]
        )

    @property
    def done(self):
        said = gettext("Withdrawn. Readers get a page that says so, from their next request on.")
        if self.withdrawal and not self.withdrawal.proxy_was_told:
            said += " " + gettext(
                "But the web server in front could not be told: ask the operator to empty its cache now. While this "
                "site is down, it may still show the page."
            )
        return said
