"""The clinician's move: from the question to the draft of its answer."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from questions.forms.base import QuestionMove
from questions.models import State


class StartAnswer(QuestionMove):
    name, button = "answer", _("Start the answer")
    done = _("Your draft. The question stands beside it; nobody sees the answer before a second clinician approves it.")

    def is_offered(self):
        subject = self.subject
        mine = subject.state == State.ASSIGNED and subject.assigned_to_id == self.person.pk
        return mine and (subject.answer_page is None or subject.answer_page.open_edition is None)

    def will(self):
        return gettext(
            "The draft has the question beside it. Its address has the number of the question only; you can choose "
            "another one on the answer's own page before it is published."
        )

    def apply(self):
        return self.subject.start_answer(by=self.person)
