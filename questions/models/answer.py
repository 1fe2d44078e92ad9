"""A kind: the answer to a question. It goes through what every text here goes through, and two rules are added.

It is published only while whoever asked agrees to that, and only once somebody who did not write it has confirmed that
the question identifies nobody; the database insists on both (``questions.guards``). Without that agreement it is
approved without a time of publication, and whoever asked reads it at their private address.
"""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editions.models import Edition, KindManager, Page, Status
from markup import citations, sources
from markup.citations import Numbering
from markup.pictures import wordless_pictures
from markup.render import is_renderable, parse, render
from markup.sources import Problem
from people.refused import Refused
from questions.models.choices import Purpose, Sort, Text
from questions.models.reading import OVERSEERS
from questions.models.submission import Submission
from wording.checks import STANDARD
from wording.findings import Text as Checked

LONGEST_SHORT_ANSWER = 600
# What stands below /questions/ and is no answer.
RESERVED = frozenset({"ask", "mine", "receipt", "search", "thanks", "yours"})


class AnswerEdition(Edition):
    """One version of an answer's words; its ``title`` is the question in short."""

    kind = "answer"
    words_template = "questions/words.html"
    in_topics, in_newest = 3, True
    called, heading = _("Question"), _("Questions")
    erasable = True
    previewed_by_link = False
    discreet = True

    submission_number = models.BigIntegerField(_("number of the question"), null=True, editable=False, db_index=True)
    question = models.TextField(
        _("question as published"), blank=True, editable=False, help_text=_("The edited wording, taken over by itself.")
    )
    short_answer = models.TextField(
        _("short answer"),
        blank=True,
        max_length=LONGEST_SHORT_ANSWER,
        help_text=_(
            "Two or three plain sentences: a reader who stops here has the answer. Cite a source as [@its-key]."
        ),
    )
    body = models.TextField(
        _("answer"),
        blank=True,
        help_text=_(
            "Markdown. Headings begin with ## ; cite a source as [@its-key]. Answer what many people could ask, not "
            "one person's treatment. Care cards are written as in articles."
        ),
    )
    sources = models.TextField(
        _("sources"),
        blank=True,
        help_text=_(
            "One a line: key | reference | web address. Readers see numbers, in the order in which you cite them."
        ),
    )

    checks = STANDARD

    class Meta:
        verbose_name = _("edition of an answer")
        verbose_name_plural = _("editions of answers")

    def __str__(self):
        """Without the title: it stands in titles and logs of the admin."""
        return gettext("Answer to question {question} (edition {number})").format(
            question=self.submission_number, number=self.number
        )

    @classmethod
    def page_model(cls):
        return Answer

    @classmethod
    def discreet_names(cls, pages):
        """By the number of the question."""
        rows = cls.objects.filter(page__in=pages, submission_number__isnull=False)
        numbers = dict(rows.values_list("page_id", "submission_number"))
        called = {pk: gettext("Question {number}").format(number=number) for pk, number in numbers.items()}
        return super().discreet_names(pages) | called

    @classmethod
    def own_guards(cls):
        from questions.guards import guards

        return guards()

    @property
    def inquiry(self):
        """The question that this answers; None for words that were put here round ``start_answer``."""
        return Submission.objects.filter(pk=self.submission_number).first()

    @property
    def is_private(self):
        """Whether it was approved to be sent privately: then it has no time of publication."""
        return bool(self.countersign) and self.publish_at is None

    def normalise(self):
        """The question is never typed here: each save takes the edited wording over."""
        inquiry = self.inquiry
        self.question = inquiry.wording if inquiry else ""
        super().normalise()

    def words_context(self):
        listed, _problems = sources.parse(self.sources)
        numbering = Numbering(known=listed)
        short = render(self.short_answer, doc="short", numbering=numbering)
        body = render(self.body, doc="text", numbering=numbering)
        cited = [(listed[key], places) for key, places in numbering.places.items()]
        return {"short": short, "body": body, "cited": cited}

    def checked_texts(self):
        """Not the question: those are the words of whoever asked."""
        return [
            *super().checked_texts(),
            Checked("short_answer", self.short_answer),
            Checked("body", self.body),
            Checked("sources", self.sources, "lines"),
        ]

    def statements(self):
        """What the reviewer has to know of the question beside the words."""
        if reason := self.why_not_published():
            return [gettext("This answer cannot be published now. {reason}").format(reason=reason)]
        agreed = gettext("Whoever asked agrees to publication; {name} confirmed that the question identifies nobody.")
        return [agreed.format(name=self.inquiry.confirmed_by)]

    def problems(self):
        listed, wrong_lines = sources.parse(self.sources)
        found = [*super().problems(), *self._missing(listed), *self._of_the_question(), *wrong_lines]
        texts = {"short_answer": self.short_answer, "body": self.body}
        if not all(is_renderable(text) for text in texts.values()):
            return [*found, Problem("body", None, gettext("The text is too long for one page. Shorten it."))]
        parsed = {name: parse(text) for name, text in texts.items()}
        return [*found, *citations.problems(listed, parsed), *wordless_pictures("body", parsed["body"])]

    def _missing(self, listed):
        if self.title == str(self.inquiry):
            yield Problem("title", None, gettext("Write the question in short, as a reader would look for it."))
        messages = {
            "short_answer": gettext("Write the short answer."),
            "body": gettext("The answer is empty."),
        }
        yield from (Problem(name, None, message) for name, message in messages.items() if not getattr(self, name))
        if not listed:
            yield Problem("sources", None, gettext("Name at least one source, and cite it in the text."))

    def _of_the_question(self):
        inquiry = self.inquiry
        if inquiry is None:
            yield Problem("question", None, gettext("This answers no question. Begin from the question itself."))
        elif not self.question:
            yield Problem("question", None, gettext("The question has no edited wording yet. Ask a moderator for it."))
        elif self.question != inquiry.wording:
            message = gettext("The edited wording of the question has changed. Save the draft: it is taken over.")
            yield Problem("question", None, message)
        elif not inquiry.agreed():
            yield Problem("question", None, gettext("Whoever asked has taken the question back."))

    @classmethod
    def why_not_begun_by(cls, person, page):
        """What is for readers, every writer goes on with; what only whoever asked reads, the clinician who answers.

        An answer that nobody waits for any longer, nobody goes on with.
        """
        inquiry = Submission.objects.filter(answer_page_id=page.pk).first()
        if inquiry is None:
            return None
        if inquiry.has_ended:
            return inquiry.why_ended()
        if inquiry.assigned_to_id == person.pk or Sort.PUBLISH in inquiry.agreed():
            return None
        return gettext("Only the clinician to whom this question is assigned goes on with an answer that is private.")

    def why_not_published(self):
        """Why a second clinician cannot publish it now, or None (``Edition.why_not_published``)."""
        inquiry = self.inquiry
        if inquiry is None or self.question != inquiry.wording:
            return gettext("The edited wording of the question has changed since. Ask the author to submit it anew.")
        return inquiry.why_not_published(self.author_id)

    def why_not_sent_privately(self):
        """Why it cannot be approved without being published, or None."""
        if self.page.live_edition is not None:
            return gettext("This answer is published already: its next edition is, too.")
        if self.inquiry is None or Sort.PRIVATE not in self.inquiry.agreed():
            return gettext("Whoever asked has not agreed to a private answer.")
        return None

    def purpose_of(self, person):
        """Why this person reads these words on the desk: a ``Purpose``; None for those whose business it is not."""
        if not person.is_active:
            return None
        if person.pk == self.author_id:
            return Purpose.ANSWER
        if not person.why_not_credentialed():
            return Purpose.REVIEW
        return Purpose.OVERSEE if person.has_role(*OVERSEERS) else None

    def may_be_seen_by(self, person):
        return self.status == Status.PUBLISHED or self.purpose_of(person) is not None

    def is_read(self, *, by):
        """What is live, everybody reads; all else is a question's text, and its reading is written down."""
        if self.question and self.status != Status.PUBLISHED and (inquiry := self.inquiry):
            inquiry.note_reading(by=by, why=self.purpose_of(by), text=Text.WORDING)

    def goes_live(self):
        self._asked_locked().was_answered(published=True)

    def is_kept_private(self):
        self._asked_locked().was_answered(published=False)

    def is_taken_down(self):
        self._asked_locked().was_taken_down()

    def _asked_locked(self):
        """The page is locked already."""
        return Submission.objects.select_for_update(no_key=True).get(pk=self.submission_number)


class Answer(Page):
    """The answer to a question: a page whose words are in its ``AnswerEdition`` rows."""

    edition_model = AnswerEdition
    prefix = "questions"
    objects = KindManager()

    class Meta:
        proxy = True
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    @classmethod
    def refuse_address(cls, slug, page):
        """As for every page; and below /questions/ some addresses are forms."""
        if slug in RESERVED:
            raise Refused(
                gettext("The address {path} is a form of the site. Choose another.").format(path=slug), "address"
            )
        return super().refuse_address(slug, page)
