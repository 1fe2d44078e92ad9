"""What becomes of a form that is sent: shown again, looked at once more, or kept. Nothing is kept before that."""

from http import HTTPStatus

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from people.refused import Refused
from questions import limits, receipts
from questions.askers import cards, checking, pages, showing, spam, tickets
from questions.askers.form import AskForm, tidied, versions
from questions.models import Submission


class SentForm:
    """One form that came. ``data`` is what was typed, as it can be kept; ``ticket`` None where it is none of ours."""

    def __init__(self, request):
        self.request = request
        self.data = tidied(request.POST)
        self.form = AskForm(self.data)
        self.ticket = tickets.read(self.data.get("ticket", ""))
        self.do = request.POST.get("do", "")
        self.taken_out = checking.taken_out(request)

    def answer(self):
        if _is_from_elsewhere(self.request):
            return self._refused_to_others()
        if self.ticket and (asked := self._asked()):
            return self._again(asked)
        if limits.is_closed():
            return showing.closed(self.request, self.data.get("question", ""))
        return self._looked_at() if self._is_current() and self.do != "edit" else self._shown()

    def _refused_to_others(self):
        """Nothing of what another page posts is repeated."""
        notice = gettext("This did not come from our own page, so nothing was sent. You can write your question here.")
        return showing.form(self.request, AskForm(), notice=notice, status=HTTPStatus.FORBIDDEN)

    def _asked(self):
        return Submission.objects.filter(sent_key=receipts.digest(self.ticket.key)).first()

    def _is_current(self):
        return self.ticket is not None and self.ticket.holds

    def _shown(self):
        """To be changed; or to be sent again, with a ticket that holds."""
        if self._is_current():
            return showing.form(self.request, self._as_it_was(), self.data)
        notice = gettext(
            "This page was open for a long time, so your question is not sent yet. Nothing is lost: please send it "
            "once more."
        )
        # Who sends it again at once has not been too fast.
        ticket = tickets.issue(age=spam.FEWEST_SECONDS + 1) if self.ticket else ""
        return showing.form(self.request, self._as_it_was(), {**self.data, "ticket": ticket}, notice=notice)

    def _as_it_was(self):
        """The form with what was typed; without a yes to a wording that has changed since."""
        is_same = self.data.get("versions") == versions()
        return AskForm(initial=self.data if is_same else {**self.data, "private": "", "publish": ""})

    def _looked_at(self):
        """Shown once more where there is something to show, and kept otherwise."""
        if not self.form.is_valid():
            return showing.form(self.request, self.form, self.data)
        danger = checking.names_danger(self.request, self.text, self.data["country"])
        if self.do == "send" and self.data.get("seen") == checking.digest(self.text):
            return self._kept(danger)
        skip_pages = danger or self.data.get("seen_pages")
        found = {
            "text": self.text,
            "danger": danger,
            "details": checking.details(self.text),
            "pages": [] if skip_pages else pages.that_may_answer(self.request, self.text, cards.language()),
        }
        shown = danger or found["details"] or found["pages"]
        return showing.once_more(self.request, self.data, found) if shown else self._kept(danger)

    @cached_property
    def text(self):
        """The question of a valid form."""
        return self.form.cleaned_data["question"]

    def _kept(self, danger):
        """Committed first; then the address of the receipt. Who was shown the card once is looked at the same day."""
        given, text = self.form.cleaned_data, checking.without(self.text, self.taken_out)
        try:
            made, _token = Submission.objects.ask(
                key=self.ticket.key, original=text, topic=given["topic"], country=given["country"],
                asker=given["asker"], private=given["private"], publish=given["publish"], of_age=given["of_age"],
                danger=danger or bool(self.data.get("flagged")), reply_address=given["reply"],
                held=spam.is_held(self.request, self.ticket, given),
            )  # fmt: skip
        except Refused as refused:
            self.form.add_error("question", refused.message)
            return showing.form(self.request, self.form, self.data)
        return self._see() if _says(made, text) else self._another()

    def _again(self, asked):
        """The form was sent already: twice is once. Another text in it is another question, and is not lost."""
        text = self.text if self.form.is_valid() else ""
        same = not text or _says(asked, text) or _says(asked, checking.without(text, self.taken_out))
        return self._see() if same else self._another()

    def _see(self):
        return HttpResponseRedirect(self._receipt(), status=HTTPStatus.SEE_OTHER)

    def _another(self):
        """Of one ticket there is one question, so that this one gets a ticket of its own."""
        notice = gettext("Your first question is safe with us. The text below is another one, and is not sent yet.")
        return showing.form(self.request, self._as_it_was(), notice=notice, first=self._receipt())

    def _receipt(self):
        return reverse("questions:mine", args=[receipts.token(self.ticket.key)])


def _says(asked, text):
    """Whether this was what somebody asked. It is compared in the database: nobody reads it."""
    return Submission.objects.filter(pk=asked.pk, original=text.strip()).exists()


def _is_from_elsewhere(request):
    """Whether a page of somebody else posted this. Browsers that say neither need a ticket all the same."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site not in {"same-origin", "none"}
    return request.headers.get("Origin", "null") not in {"null", f"{request.scheme}://{request.get_host()}"}
