"""What the forms of the questions' desk have in common: most are for whoever has claimed the question."""

from django import forms

from editions.forms.base import Move
from people.models import User
from questions.models import UNANSWERED
from questions.models.reading import MODERATORS


def moderators():
    """Everybody who may claim a question, by name."""
    return User.objects.filter(is_active=True, groups__name__in=MODERATORS).distinct().order_by("name", "pk")


def keep_claim(question, person):
    """Somebody who wrote for longer than a claim lasts goes on, as long as nobody else has claimed it since."""
    lapsed = question.claimed_by_id == person.pk and question.claimer is None
    if lapsed and question.state in UNANSWERED and person.has_role(*MODERATORS):
        question.claim(by=person)


class LinesField(forms.CharField):
    """Text whose line ends count as one character, as where it is kept."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class QuestionMove(Move):
    """One thing to do with a question. ``leaves``: it is done with then, and the queue comes next."""

    leaves = False
    states = UNANSWERED

    def will(self):
        return ""

    def is_moderator(self):
        return self.person.has_role(*MODERATORS)


class OfClaimer(QuestionMove):
    """What only whoever has claimed the question does."""

    def is_offered(self):
        return self.is_moderator() and self.subject.state in self.states and self.subject.is_claimed_by(self.person)

    def apply(self):
        keep_claim(self.subject, self.person)
        return self.act()

    def act(self):
        raise NotImplementedError
