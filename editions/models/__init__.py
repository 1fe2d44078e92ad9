from editions.models.checking import CheckAnswer, Unanswered
from editions.models.discussion import Claim, EditionNote, ReviewRequest
from editions.models.edition import Edition
from editions.models.first_step import FirstStep
from editions.models.generation import Generation
from editions.models.notice import Notice
from editions.models.page import Address, KindManager, Page, Topic
from editions.models.picture import Picture
from editions.models.preview import PreviewLink, PreviewOpening
from editions.models.reminder import LinkState, Reminder
from editions.models.status import OPEN, Status, Why
from editions.models.withdrawal import Withdrawal

__all__ = [
    "OPEN",
    "Address",
    "CheckAnswer",
    "Claim",
    "Edition",
    "EditionNote",
    "FirstStep",
    "Generation",
    "KindManager",
    "LinkState",
    "Notice",
    "Page",
    "Picture",
    "PreviewLink",
    "PreviewOpening",
    "Reminder",
    "ReviewRequest",
    "Status",
    "Topic",
    "Unanswered",
    "Why",
    "Withdrawal",
]
