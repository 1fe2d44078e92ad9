"""Erasing a question: what identifies goes first, then every text and what was said of whoever asked.

What stays are ids, moments, and what was done: who worked on it, how it ended.

Each erasure is noted (``Erasure``), so that a restore does it again. Erased is erased: there is no way back.
"""

from functools import partial

from django.db import transaction
from django.utils import timezone

from printouts import files
from printouts.models import Printout
from questions import noted
from questions.models.choices import State, What
from questions.models.records import Erasure
from questions.models.reply import ReplyAddress, Word
from questions.models.step import step


class Erasing:
    """Mixed into Submission. Each verb may be called again, and does nothing then."""

    @step
    def erase(self, *, by=None):
        """Everything: reply address, question, wording, messages, answer. A live answer is withdrawn first."""
        if self.erased_at:
            return
        self._erase_address()
        self.take_down()
        if self.answer_page_id:
            _remove_printouts(self.answer_page_id)
            self.answer_page.erase_editions()
        now = timezone.now()
        self._change(
            state=State.ERASED, erased_at=now, original="", original_erased_at=self.original_erased_at or now,
            topic=None, country="", asker="", danger=False, wording="", confirmed_by=None, confirmed_at=None,
            decline_text="", claimed_by=None, claimed_at=None, ended_at=self.ended_at or now,
        )  # fmt: skip
        self.messages.exclude(text="").update(text="")  # its guard looks whether the question is erased
        self._give_merged_back()
        self._noted(Erasure.Of.ALL, What.ERASED, by)

    @step
    def erase_original(self, *, by=None):
        """The text as it was asked, and what was added to it; the edited wording and the answer stay."""
        if self.original_erased_at:
            return
        self._change(original="", original_erased_at=timezone.now())
        self.messages.exclude(text="").update(text="")
        self._noted(Erasure.Of.ORIGINAL, What.ORIGINAL_ERASED, by)

    @step
    def erase_address(self, *, by=None):
        """The reply address, and what waits to be sent to it."""
        if self._erase_address():
            self._noted(Erasure.Of.ADDRESS, What.ADDRESS_ERASED, by)

    def _erase_address(self):
        Word.objects.filter(submission=self).delete()
        return ReplyAddress.objects.filter(submission=self).delete()[0]

    def _noted(self, of, what, by):
        Erasure.objects.create(submission=self, receipt=self.receipt, of=of, by=by)
        noted.ERASURES.soon(self.receipt, of)
        self.note(what, by)


def _remove_printouts(page_id):
    """The PDFs of the answer: the rows now, the files once that is committed."""
    printouts = Printout.objects.filter(edition__page_id=page_id)
    for seal in printouts.values_list("edition__seal", flat=True):
        transaction.on_commit(partial(files.remove, f"{seal}.pdf"), robust=True)
    printouts.delete()
