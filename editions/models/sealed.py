"""The seal over an edition's words, and the signatures over its submission and its approval.

The *seal* is a SHA-256 over everything that a reader sees of the words, frozen at submission. Two HMACs, by
a key outside the database, stand behind it: the *submission*, so that nobody submits in the name of another
author to approve words of their own; and the *countersignature* over all that the reviewer's decision
prints. A public view serves no row whose seal or countersignature does not hold: a person who has the
database alone can neither change approved words nor invent a reviewer's decision.
"""

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe

from markup.render import VERSION
from markup.sanitise import clean, files_in, plain_text
from people import signatures

_SIGNED = (
    "page_id", "number", "title", "summary", "author_name", "seal", "reviewer_id", "reviewed_at", "reviewer_name",
    "reviewer_letters", "reviewer_role", "reviewer_organisation", "credentials_until",
    "credentials_confirmed_by_id", "publish_at", "review_due_on",
)  # fmt: skip
_SUBMITTED = ("page_id", "number", "author_id", "submitted_at", "seal")
_FROZEN = (
    "submitted_at", "author_name", "author_credit", "html", "text", "files", "renderer", "seal", "submission",
)  # fmt: skip
_SEALED = ("page_id", "number", "author_id", "author_name", "author_credit", "html", "text", "files", "renderer")


class Sealed:
    """What freezes, signs and checks an edition. Mixed into Edition."""

    def words_context(self):
        """What the template of this kind's words area needs, beside ``edition``; kinds add to it."""
        return {}

    def render(self):
        """The whole words area as safe HTML, in the language of the page. The same words give the same HTML."""
        with translation.override(self.page.language):
            return clean(render_to_string(self.words_template, {"edition": self, **self.words_context()})).strip()

    def freeze(self, *, submitted_at, author_name, author_credit):
        """Render the words, seal them and sign the submission; returns all columns that submission writes."""
        self.submitted_at, self.author_name, self.author_credit = submitted_at, author_name, author_credit
        self.html = self.render()
        self.text = plain_text(self.html)
        self.files = "\n".join(files_in(self.html))
        self.renderer = VERSION
        self.seal = self.computed_seal()
        self.submission = signatures.sign(self.submitted_text())
        return {name: getattr(self, name) for name in _FROZEN}

    def computed_seal(self):
        """The seal that these words, as they stand in this row, ought to have."""
        fields = {name: getattr(self, name) for name in (*_SEALED, *self.word_names())}
        fields |= {"kind": self.kind, "language": self.page.language}
        return signatures.sha256(signatures.canonical("stage4 seal 1", fields))

    def submitted_text(self):
        return signatures.canonical("stage4 submission 1", {name: getattr(self, name) for name in _SUBMITTED})

    def countersigned_text(self):
        return signatures.canonical("stage4 countersign 1", {name: getattr(self, name) for name in _SIGNED})

    def is_sealed(self):
        return bool(self.seal) and self.seal == self.computed_seal()

    def is_submitted(self):
        """Whether its author submitted these words through the site."""
        return bool(self.submission) and signatures.holds(self.submission, self.submitted_text())

    def is_countersigned(self):
        """Whether the decision, and the title and summary in a list, are what a reviewer signed."""
        return bool(self.countersign) and signatures.holds(self.countersign, self.countersigned_text())

    def may_be_served(self):
        """Whether every word of this row is what a second clinician approved, and was not taken down since."""
        ended = self.closed_at or self.superseded_at
        return not ended and self.is_what_was_signed()

    def is_what_was_signed(self):
        """Whether every word of this row, of an earlier edition too, is what a second clinician approved."""
        return self.is_countersigned() and self.is_sealed()

    @property
    def served_html(self):
        """The frozen words area; today's allow-list may take something out of it."""
        return mark_safe(clean(self.html))
