"""What whoever asked adds on the private page: looked at like a question, and nothing is kept before that."""

from functools import cached_property

from django.shortcuts import render

from people.refused import Refused
from questions.askers import checking
from questions.askers.form import tidy
from questions.askers.telling import told
from questions.models import LONGEST, State


class Addition:
    """One text that came, to be added to this question."""

    def __init__(self, request, question):
        self.request, self.question = request, question
        self.text = tidy(request.POST.get("text", ""))
        self.is_seen = request.POST.get("seen") == checking.digest(self.text)

    def answer(self):
        """The page that comes then; None once it is added, or was by the same form before."""
        if self.request.POST.get("do") == "edit":
            return self._page("questions/mine.html")
        if not self.is_seen and (found := self._found()):
            return self._page("questions/added.html", **found)
        try:
            self.question.add(text=self.kept, danger=self.is_flagged)
        except Refused as refused:
            return None if self._is_added() else self._refused(refused)

    @cached_property
    def kept(self):
        """The text without what is to be taken out, by whoever saw it marked."""
        return checking.without(self.text, checking.taken_out(self.request)) if self.is_seen else self.text

    @cached_property
    def names_danger(self):
        return checking.names_danger(self.request, self.text, self.question.country)

    @property
    def is_flagged(self):
        """Who was shown the card once is flagged, whatever they write then."""
        return self.names_danger or bool(self.request.POST.get("flagged"))

    def _found(self):
        """What has to be looked at before it is sent, for the template; nothing where there is nothing."""
        details = checking.details(self.text)
        if not (self._may_be_added() and (self.names_danger or details)):
            return {}
        marked, seen = checking.marked(self.text), checking.digest(self.text)
        return {"danger": self.names_danger, "details": details, "marked": marked, "seen": seen}

    def _may_be_added(self):
        """What is too long, or no longer asked for, is refused; the card comes with the refusal."""
        return self.question.state == State.ASKED and len(self.text) <= LONGEST

    def _is_added(self):
        """Whether this is the last that was added: the same form sent twice is sent once."""
        last = self.question.messages.filter(by=None).last()
        return last is not None and last.text == self.kept.strip()

    def _refused(self, refused):
        self.question.refresh_from_db()
        return self._page("questions/mine.html", refused=refused.message, danger=self.names_danger)

    def _page(self, template, **context):
        context |= {"text": self.text, "flagged": self.is_flagged}
        return render(self.request, template, {**told(self.request, self.question), **context})
