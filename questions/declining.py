"""What whoever asked is told when a question is declined: a beginning for each kind, which the moderator edits."""

from django.utils.translation import gettext_lazy as _

from questions.models import DeclineKind

BEGINNINGS = {
    DeclineKind.INDIVIDUAL: _(
        "Thank you for your question. It asks what is right for one person, and only a team that knows the medical "
        "history can say that. Please ask your own team.\n\n"
        "How to ask: ring the number that you were given for questions, and say that you have a question about "
        "your treatment. Write it down in one or two sentences before you ring, and have your list of medicines at "
        "hand. If nobody can answer at once, ask by when somebody will call you back.\n\n"
        "If something gets worse, do not wait for an answer: the numbers to call are at the top of this page."
    ),
    DeclineKind.OFF_TOPIC: _(
        "Thank you for writing. On this site clinicians answer questions about stage 4 breast cancer only, so we "
        "cannot answer this one well. Your own team, your doctor or your pharmacist can tell you who can."
    ),
    DeclineKind.ABUSE: _(
        "We do not answer this message because of how it is written. If you have a question about stage 4 breast "
        "cancer, you are welcome to ask it."
    ),
    DeclineKind.DUPLICATE: _(
        "Thank you for your question. This page answers it:\n\n{link}\n\n"
        "If something stays open after you have read it, please ask again and say what."
    ),
}
LINK = "{link}"


def beginning(kind):
    """The text with which a moderator begins; of a duplicate, ``LINK`` stands where the address of the page belongs."""
    return str(BEGINNINGS[kind])
