"""What the database itself insists on for questions and answers, beside what it does for every kind of text.

An answer is published only while whoever asked agrees, and only with the wording that somebody has confirmed who
neither edited it nor wrote the answer. What was asked, agreed to, read and done is written once; the only exception is
erasing, for good, and it takes the texts and what was said of whoever asked.
"""

from editions.guards.guard import POSTGRESQL, SQLITE, Guard, changed, entering, filled, record_guards
from editions.guards.rules import EDITION

QUESTION, WORDS, CONSENT = "questions_submission", "questions_answeredition", "questions_consent"
READING, EVENT, MESSAGE, ERASURE = (f"questions_{name}" for name in ("reading", "event", "message", "erasure"))

# What never changes once a question is there.
_BORN_WITH = ("id", "receipt", "sent_key", "received_at")
# What was said of whoever asked: it goes when the question is erased (a constraint wants it empty then), never before.
_SAID = ("country", "asker")
_TEXTS = ("original", "wording", "decline_text")
_CONFIRMED = ("confirmed_by_id", "confirmed_at")


def guards():
    yield from _publication()
    yield from _questions()
    yield from record_guards(CONSENT, "consent")
    yield from record_guards(READING, "reading")
    yield from record_guards(EVENT, "event")
    yield from record_guards(ERASURE, "erasure")
    yield from record_guards(MESSAGE, "message", erased=("text",), when=_original_is_erased())


def _publication():
    """Of answers. Publication locks the question, so that no withdrawal of a consent can cross it."""
    of_edition = f"SELECT w.submission_number FROM {WORDS} w WHERE w.edition_ptr_id = NEW.id"
    lock = (
        f"PERFORM 1 FROM {QUESTION} s WHERE NEW.status = 'published' AND OLD.status <> 'published' "
        f"AND s.id = ({of_edition}) FOR NO KEY UPDATE;"
    )
    answer = f"FROM {WORDS} w LEFT JOIN {QUESTION} s ON s.id = w.submission_number WHERE w.edition_ptr_id = NEW.id"

    def unless(name, condition):
        refuses = f"{entering('published')} AND EXISTS (SELECT 1 {answer} AND NOT COALESCE({condition}, FALSE))"
        return Guard(name, EDITION, "UPDATE", refuses, lock=lock)

    yield unless("published_with_consent", f"EXISTS ({_standing_consent('s.id')})")
    yield unless(
        "published_once_confirmed",
        "(s.confirmed_by_id NOT IN (NEW.author_id, s.prepared_by_id) AND s.wording <> '')",
    )
    yield unless("published_as_confirmed", "(w.question = s.wording AND s.answer_page_id = NEW.page_id)")
    of_question = f"PERFORM 1 FROM {QUESTION} WHERE id = NEW.submission_id FOR NO KEY UPDATE;"
    yield Guard(
        "taken_down_before_consent_ends",
        CONSENT,
        "INSERT",
        f"NEW.sort = 'publish' AND NEW.act <> 'given' AND {_is_live('NEW.submission_id')}",
        lock=of_question,
    )
    yield Guard("answers_its_question", WORDS, "UPDATE", changed("submission_number"))


def _standing_consent(question):
    """The last word on publication, where that is a yes."""
    return (
        f"SELECT 1 FROM {CONSENT} c WHERE c.submission_id = {question} AND c.sort = 'publish' AND c.act = 'given' "
        f"AND NOT EXISTS (SELECT 1 FROM {CONSENT} l WHERE l.submission_id = c.submission_id "
        "AND l.sort = 'publish' AND l.id > c.id)"
    )


def _is_live(question):
    return (
        f"EXISTS (SELECT 1 FROM {WORDS} w JOIN {EDITION} e ON e.id = w.edition_ptr_id "
        f"WHERE w.submission_number = {question} AND e.status = 'published')"
    )


def _questions():
    def guard(name, event, refuses, **options):
        return Guard(name, QUESTION, event, refuses, **options)

    yield guard(
        "keeps_what_was_sent", "UPDATE", f"{changed(*_BORN_WITH)} OR ({changed(*_SAID)}) AND NEW.erased_at IS NULL"
    )
    yield guard("stays_flagged", "UPDATE", "OLD.danger AND NOT NEW.danger AND NEW.erased_at IS NULL")
    yield guard(
        "keeps_the_original",
        "UPDATE",
        f"({changed('original')}) AND NOT (NEW.original = '' AND NEW.original_erased_at IS NOT NULL)",
    )
    yield guard(
        "confirmed_anew",
        "UPDATE",
        f"({changed('wording')}) AND NEW.confirmed_by_id IS NOT NULL AND NOT ({changed('confirmed_at')})",
    )
    yield guard(
        "keeps_what_is_published",
        "UPDATE",
        f"({changed('wording', *_CONFIRMED, 'answer_page_id')}) AND {_is_live('NEW.id')}",
    )
    yield guard(
        "stays_erased",
        "UPDATE",
        "(OLD.original_erased_at IS NOT NULL AND NEW.original_erased_at IS NULL) OR (OLD.erased_at IS NOT NULL "
        f"AND (NEW.erased_at IS NULL OR NEW.state <> 'erased' OR {filled(*_TEXTS)}))",
    )
    yield guard("erased_when_down", "UPDATE", f"({changed('erased_at')}) AND {_is_live('NEW.id')}")
    yield guard("question_stays", "DELETE", "1 = 1")
    yield guard("questions_not_emptied", "TRUNCATE", f"EXISTS (SELECT 1 FROM {QUESTION})", engines=POSTGRESQL)
    same = "o.id = NEW.id OR o.receipt = NEW.receipt OR o.sent_key = NEW.sent_key"
    yield guard(
        "question_replaces_nothing", "INSERT", f"EXISTS (SELECT 1 FROM {QUESTION} o WHERE {same})", engines=SQLITE
    )


def _original_is_erased():
    """A message is emptied only when the text as it was asked is erased, too, or the whole question."""
    return f"EXISTS (SELECT 1 FROM {QUESTION} s WHERE s.id = NEW.submission_id AND s.original_erased_at IS NOT NULL)"
