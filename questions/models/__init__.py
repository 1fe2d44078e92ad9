from questions.models.answer import Answer, AnswerEdition
from questions.models.choices import (
    COUNTRIES,
    ENDED,
    UNANSWERED,
    UNDECIDED,
    WAITING,
    Act,
    Asker,
    DeclineKind,
    Purpose,
    Reason,
    Sort,
    State,
    Text,
    What,
)
from questions.models.records import Consent, Erasure, Event, Message, Reading
from questions.models.reply import ReplyAddress, Sending, Word
from questions.models.submission import LONGEST, Submission
from questions.models.told import Told

__all__ = [
    "COUNTRIES",
    "ENDED",
    "LONGEST",
    "UNANSWERED",
    "UNDECIDED",
    "WAITING",
    "Act",
    "Answer",
    "AnswerEdition",
    "Asker",
    "Consent",
    "DeclineKind",
    "Erasure",
    "Event",
    "Message",
    "Purpose",
    "Reading",
    "Reason",
    "ReplyAddress",
    "Sending",
    "Sort",
    "State",
    "Submission",
    "Text",
    "Told",
    "What",
    "Word",
]
