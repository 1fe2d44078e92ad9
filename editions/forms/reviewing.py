"""The reviewer's decision, and what follows an approval."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.forms.base import Move
from editions.models import Status

ANSWER = "answer-"  # the names of the fields that answer a warning begin so


def _answered_before(answer):
    """What a colleague wrote when they accepted the same words; a new decision needs words of its own."""
    if answer is None:
        return ""
    return gettext("{name} wrote in edition {number}, {date}: “{answer}”").format(
        name=answer.answered_by,
        number=answer.edition.number,
        date=date_format(timezone.localtime(answer.answered_at), "j F Y"),
        answer=answer.answer,
    )


class Decide(Move):
    """The reviewer's decision: bound to the seal of the words that were on the screen."""

    NOW, LATER, PRIVATELY, CHANGES = "now", "later", "privately", "changes"
    name, button = "decide", _("Record my decision")
    done = _("Your decision is recorded.")

    seal = forms.CharField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("Your decision"),
        widget=forms.RadioSelect,
        choices=[],  # said in words for each edition
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

    def __init__(self, subject, person, data=None):
        super().__init__(subject, person, data)
        self.warnings = subject.warnings() if subject.status == Status.IN_REVIEW else []
        earlier = subject.earlier_answers() if self.warnings else {}
        for finding in self.warnings:
            name = f"{ANSWER}{finding.key}"
            self.fields[name] = forms.CharField(
                label=_("Accepted because"),
                required=False,
                max_length=1000,
                help_text=_answered_before(earlier.get(finding.key)),
                widget=forms.TextInput(attrs={"aria-describedby": f"{self.name}-{name}-why"}),
            )
        self.fields["decision"].choices = decisions = list(self._decisions())
        if self.LATER not in dict(decisions):
            self.fields["publish_at"].widget = forms.HiddenInput()

    def _decisions(self):
        """What may be decided, in words; what the kind's rules refuse today is not offered."""
        approve = gettext("Approve these words: {result}")
        if not self.subject.why_not_published():
            yield self.NOW, approve.format(result=self._result(gettext("at once")))
            yield self.LATER, approve.format(result=self._result(self._time_in_words()))
        if not self.subject.why_not_sent_privately():
            told = gettext("whoever asked reads them at their private address, and nobody else does")
            yield self.PRIVATELY, approve.format(result=told)
        yield self.CHANGES, gettext("Ask the author for changes: readers see no difference, the author is told")

    @property
    def answers(self):
        """Each warning with the field of its answer."""
        return [(finding, self[f"{ANSWER}{finding.key}"]) for finding in self.warnings]

    @property
    def own_fields(self):
        """The visible fields that are not answers."""
        return [field for field in self.visible_fields() if not field.name.startswith(ANSWER)]

    @property
    def result_at(self):
        """What happens at a chosen time; the page puts the time for the braces."""
        return self._result(gettext("on {}"))

    zone = settings.TIME_ZONE

    def _result(self, when):
        live = self.subject.page.live_edition
        if live is None:
            return gettext("edition {number} goes live {when}, the first that readers see").format(
                number=self.subject.number, when=when
            )
        return gettext("edition {number} goes live {when} and replaces edition {live}").format(
            number=self.subject.number, when=when, live=live.number
        )

    def _time_in_words(self):
        """The time that was typed, in words, where it can be read; else where it is to be typed."""
        try:
            chosen = self.fields["publish_at"].clean(self.data.get("publish_at"))
        except forms.ValidationError:
            chosen = None
        if chosen is None:
            return gettext("at the time below")
        return gettext("on {when}").format(when=date_format(timezone.localtime(chosen), gettext("l j F Y \\a\\t H:i")))

    def will(self):
        if self.subject.why_not_published():
            return gettext(
                "What you approve is sent exactly as you see it here, with your name and credentials ({credentials}). "
                "Nothing is published."
            ).format(credentials=self.person.credentials)
        return gettext(
            "What you approve goes live exactly as you see it here, with your name and credentials ({credentials}), "
            "today's date, and {due} as the day of the next review."
        ).format(
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
        if decision in {self.NOW, self.LATER, self.PRIVATELY}:
            for _finding, field in self.answers:
                if not cleaned.get(field.name, "").strip():
                    self.add_error(field.name, _("Write why you accept this, or ask for changes."))
        return cleaned

    def apply(self):
        data = self.cleaned_data
        if data["decision"] == self.CHANGES:
            self.subject.request_changes(by=self.person, note=data["note"])
            return
        publish_at = data["publish_at"] if data["decision"] == self.LATER else None
        answers = {name.removeprefix(ANSWER): text for name, text in data.items() if name.startswith(ANSWER)}
        self.subject.approve(
            by=self.person,
            seal=data["seal"],
            publish_at=publish_at,
            note=data["note"],
            answers=answers,
            publish=data["decision"] != self.PRIVATELY,
        )


class PublishEarly(Move):
    name, button = "publish-early", _("Publish now")
    done = _("The edition is live.")

    def is_offered(self):
        subject = self.subject
        may = subject.status == Status.APPROVED and subject.concerns(self.person)
        return may and not subject.why_not_published()

    def will(self):
        if self.subject.publish_at is None:
            return gettext("Readers see the approved words at once. Until now whoever asked alone reads them.")
        return gettext("Readers see the approved words at once, instead of at the planned time.")

    def apply(self):
        self.subject.publish_early(by=self.person)


class Cancel(Move):
    name, button, final = "cancel", _("Cancel the publication"), True
    done = _("Cancelled. The edition will not go live.")

    def is_offered(self):
        return self.subject.status == Status.APPROVED and self.subject.concerns(self.person)

    def will(self):
        if self.subject.publish_at is None:
            return gettext("Whoever asked can read this answer no longer; the question waits for another one.")
        return gettext("The approved edition is closed and will not go live. What readers see now stays.")

    def apply(self):
        self.subject.cancel(by=self.person)
