"""The moves of the questions' desk, by the last part of their address."""

from questions.forms.answering import StartAnswer
from questions.forms.claiming import Claim, PassOn, Release, TakeOver
from questions.forms.deciding import AskForMore, Assign, Decline, Merge, NotSpam, Spam
from questions.forms.redacting import Confirm, Redact

CLAIMING = (Claim, TakeOver, Release, PassOn, NotSpam)
DECIDING = (Assign, AskForMore, Merge, Spam)
MOVES = {form.name: form for form in (*CLAIMING, *DECIDING, Redact, Confirm, Decline, StartAnswer)}

__all__ = ["CLAIMING", "DECIDING", "MOVES", "Confirm", "Decline", "Redact", "StartAnswer"]
