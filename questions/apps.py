from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    """What people ask in private, and a kind: the answers."""

    name = "questions"
    verbose_name = _("Questions")
