"""From a version that kept what was said of whoever asked when a question was erased."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from editions import guards
from editions.models import Topic
from questions.models import State, Submission
from tests.conftest import ask


@pytest.mark.django_db(transaction=True)
def test_what_was_said_of_whoever_asked_goes_from_questions_that_were_erased_before():
    topic = Topic.objects.create(name="Pain", slug="pain")
    kept, erased = ask(topic=topic, danger=True), ask(topic=topic, danger=True)
    call_command("migrate", "questions", "0003", verbosity=0)
    try:
        now = timezone.now()
        gone = {"original": "", "original_erased_at": now, "erased_at": now, "state": State.ERASED}
        Submission.objects.filter(pk=erased.pk).update(**gone)
    finally:
        call_command("migrate", "questions", verbosity=0)
    said = Submission.objects.order_by("pk").values_list("pk", "topic", "country", "asker", "danger")
    assert list(said) == [(kept.pk, topic.pk, "GB", "living", True), (erased.pk, None, "", "", False)]
    assert guards.differences() == []
