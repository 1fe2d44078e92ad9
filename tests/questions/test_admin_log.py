"""The admin's own log names what was changed: of an erased answer, the name goes."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from tests.questions.conftest import answered

pytestmark = pytest.mark.django_db


def test_what_a_page_was_called_goes_with_it(client, question, writer, reviewer):
    edition = answered(question, writer, reviewer, slug="a-zebrafinch-hurts")
    client.force_login(writer)
    form = {"slug": "a-zebrafinch-hurts-more", "owner": writer.pk, "review_every": 6}
    client.post(reverse("admin:questions_answer_change", args=[edition.page_id]), form)
    assert "zebrafinch" in LogEntry.objects.get().object_repr
    question.erase()
    entry = LogEntry.objects.get()
    assert (entry.object_repr, entry.change_message, entry.user) == ("", "", writer)
