from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    """What people ask in private, and a kind: the answers."""

    name = "questions"
    verbose_name = _("Questions")

    def ready(self):
        from editions import verification, work
        from questions import private
        from questions import work as of_questions
        from questions.verification import problems

        work.register_queue(of_questions.queues)
        work.register_queue(private.queue)
        verification.register(problems)
