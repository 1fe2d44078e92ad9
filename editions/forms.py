"""The forms behind the buttons of the desk. Each says to whom it is offered, what it will do, and does it."""

from django import forms
from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.models import Page, Status, Withdrawal
from people import roles


class Move(forms.Form):
    """One thing that a person may do with an edition or a page. ``name`` is the last part of its address."""

    name = button = done = None
    # A second click is asked for where something cannot be undone.
    final = False

    def __init__(self, subject, person, data=None):
        super().__init__(data, auto_id=f"{self.name}-%s", initial=self.starting_values(subject))
        self.subject = subject
        self.person = person

    @staticmethod
    def starting_values(subject):
        return {}

    def is_offered(self):
        raise NotImplementedError

    def will(self):
        """What will happen, in words, before it happens."""
        raise NotImplementedError

    def apply(self):
        """Do it; raises Refused. Returns where to go next, or None for the edition's own page."""
        raise NotImplementedError


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


class Decide(Move):
    """The reviewer's decision: bound to the seal of the words that were on the screen."""

    NOW, LATER, CHANGES = "now", "later", "changes"
    name, button = "decide", _("Record my decision")
    done = _("Your decision is recorded.")

    seal = forms.CharField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("Your decision"),
        widget=forms.RadioSelect,
        choices=[
            (NOW, _("Approve these words, and publish them now")),
            (LATER, _("Approve these words, and publish them at the time below")),
            (CHANGES, _("Ask the author for changes")),
        ],
    )
    publish_at = forms.DateTimeField(
        label=_("Time of publication"),
        help_text=format_lazy(_("In the time zone {zone}."), zone=settings.TIME_ZONE),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For colleagues, never for readers. Needed when you ask for changes."),
    )

    @staticmethod
    def starting_values(subject):
        return {"seal": subject.seal}

    def is_offered(self):
        return self.subject.status == Status.IN_REVIEW and not self.subject.why_not_reviewed_by(self.person)

    def will(self):
        live = self.subject.page.live_edition
        place = (
            gettext("in the place of edition {number}").format(number=live.number) if live else gettext("as the first")
        )
        return gettext(
            "If you approve, edition {number} goes live {place}, exactly as you see it here, with your name and "
            "credentials ({credentials}), today's date, and {due} as the day of the next review. If you ask for "
            "changes, the author is told, and readers see no difference."
        ).format(
            number=self.subject.number,
            place=place,
            credentials=self.person.credentials,
            due=date_format(self.subject.page.next_review_after(timezone.now()), "j F Y"),
        )

    def clean(self):
        cleaned = super().clean()
        decision = cleaned.get("decision")
        if decision == self.LATER and not cleaned.get("publish_at") and "publish_at" not in self.errors:
            self.add_error("publish_at", _("Choose the day and the time."))
        if decision == self.CHANGES and not cleaned.get("note", "").strip():
            self.add_error("note", _("Write what the author should change."))
        return cleaned

    def apply(self):
        data = self.cleaned_data
        if data["decision"] == self.CHANGES:
            self.subject.request_changes(by=self.person, note=data["note"])
            return
        publish_at = data["publish_at"] if data["decision"] == self.LATER else None
        self.subject.approve(by=self.person, seal=data["seal"], publish_at=publish_at, note=data["note"])


class PublishEarly(Move):
    name, button = "publish-early", _("Publish now")
    done = _("The edition is live.")

    def is_offered(self):
        return self.subject.status == Status.APPROVED and self.subject.concerns(self.person)

    def will(self):
        return gettext("Readers see the approved words at once, instead of at the planned time.")

    def apply(self):
        self.subject.publish_early(by=self.person)


class Cancel(Move):
    name, button, final = "cancel", _("Cancel the publication"), True
    done = _("Cancelled. The edition will not go live.")
    is_offered = PublishEarly.is_offered

    def will(self):
        return gettext("The approved edition is closed and will not go live. What readers see now stays.")

    def apply(self):
        self.subject.cancel(by=self.person)


class StartDraft(Move):
    name, button = "start", _("Start a new draft")
    done = _(
        "Your draft. Save as often as you like; nobody else sees it go live before a second clinician approves it."
    )

    def is_offered(self):
        return self.person.writes() and self.subject.open_edition is None

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


class LivePageField(forms.ModelChoiceField):
    """Live pages, each with its ``title`` and ``path``."""

    def label_from_instance(self, page):
        return f"{page.title} – {page.path}"


class Withdraw(Move):
    name, button, final = "withdraw", _("Withdraw this page now"), True
    done = _("Withdrawn. Readers get a page that says so, from their next request on.")
    reason = forms.ChoiceField(
        label=_("Reason"), choices=Withdrawal.Reason.choices, widget=forms.RadioSelect, help_text=_("Readers see it.")
    )
    successor = LivePageField(
        label=_("Where to send readers instead"),
        queryset=Page.objects.none(),
        required=False,
        empty_label=_("nowhere"),
        help_text=_("A live page; readers get a link to it."),
    )
    note = forms.CharField(
        label=_("Note for colleagues"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, subject, person, data=None):
        super().__init__(subject, person, data)
        live = Page.objects.filter(editions__status=Status.PUBLISHED, addresses__canonical=True)
        named = live.annotate(title=F("editions__title"), path=F("addresses__path")).order_by("title")
        self.fields["successor"].queryset = named.exclude(pk=subject.pk)

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
        self.subject.withdraw(by=self.person, reason=data["reason"], note=data["note"], successor=data["successor"])


EDITION_MOVES = {form.name: form for form in (Submit, Discard, TakeBack, Decide, PublishEarly, Cancel)}
PAGE_MOVES = {form.name: form for form in (StartDraft, SubmitUnchanged, TakeOver, Withdraw)}
