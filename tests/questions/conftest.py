"""Questions in the states that tests need, by the verbs of those who bring them there."""

import pytest

from tests.conftest import ANSWER_WORDS, KINDS, assigned


@pytest.fixture
def question(writer):
    """With the writer, who answers; its wording is confirmed; an answer may be published or sent."""
    return assigned(writer, reply_address="jane@example.org")


@pytest.fixture
def private_question(writer):
    """Whoever asked agrees to a private answer only; nobody has confirmed the wording."""
    return assigned(writer, confirmed=False, publish=False, reply_address="jane@example.org")


def answered(question, by, reviewer, publish=True, **words):
    """The answer to it, approved: live, or sent privately."""
    draft = question.start_answer(by=by, **{**ANSWER_WORDS, "slug": f"answer-{question.pk}", **words})
    draft.submit(by=by, saved=draft.saved)
    draft.approve(by=reviewer, seal=draft.seal, publish=publish)
    question.refresh_from_db()
    return KINDS["answer"].get(draft)


@pytest.fixture
def published(question, writer, reviewer):
    return answered(question, writer, reviewer)


@pytest.fixture
def sent(private_question, writer, reviewer):
    return answered(private_question, writer, reviewer, publish=False)
