"""The moves of the desk, by the last part of their address."""

from editions.forms.discussion import Ask, Claim, Release, WriteNote
from editions.forms.pages import StartDraft, SubmitUnchanged, TakeOver, Withdraw
from editions.forms.reviewing import Cancel, Decide, PublishEarly
from editions.forms.writing import Discard, Submit, TakeBack

# Those that decide what becomes of an edition, and those around it.
EDITION_MOVES = {form.name: form for form in (Submit, Discard, TakeBack, Decide, PublishEarly, Cancel)}
DISCUSSION = {form.name: form for form in (Claim, Release, Ask, WriteNote)}
PAGE_MOVES = {form.name: form for form in (StartDraft, SubmitUnchanged, TakeOver, Withdraw)}

__all__ = ["DISCUSSION", "EDITION_MOVES", "PAGE_MOVES", "Decide", "Withdraw"]
