from django.db import models
from django.utils import translation
from django.utils.translation import gettext

from editions.models.edition import Edition
from editions.models.notice import Notice
from editions.models.status import Status, Why
from editions.models.transition import transition
from people import roles
from people.refused import Refused


class Drafting:
    """How a page's next edition begins. Mixed into Page."""

    @transition
    def start_draft(self, *, by, source=None, **words):
        """A draft by this person: a copy of ``source``, else of the newest edition that was not discarded.

        Words given by name replace those that were copied. Refused while another edition is open.
        """
        self._refuse_writing(by)
        if (open_edition := self.open_edition) is not None:
            raise Refused(
                gettext("This page has an open edition already. {state}").format(state=open_edition.in_words()),
                "open",
            )
        said_anew = dict.fromkeys(self.kind_model.said_anew, "")
        return self._draft(by, source or self._newest_source(), {**said_anew, **words})

    @transition
    def take_over(self, *, by):
        """An editor in chief closes the draft of an author who is away; returns their own copy of it."""
        if not by.has_role(roles.EDITOR_IN_CHIEF):
            raise Refused(gettext("Only an editor in chief takes over a draft."), "role")
        draft = self.open_edition
        if draft is None or draft.status != Status.DRAFT:
            raise Refused(gettext("There is no draft to take over on this page."), "status")
        if draft.author_id == by.pk:
            raise Refused(gettext("This draft is your own already."), "own")
        draft.close(by=by, why=Why.TAKEN_OVER)
        draft.tell(Notice.Event.TAKEN_OVER, draft.author)
        return self._draft(by, draft, {})

    @transition
    def submit_unchanged(self, *, by):
        """“Checked, nothing to change”: a copy of the live edition, submitted at once for a second clinician."""
        live = self.live_edition
        if live is None:
            raise Refused(gettext("Nothing of this page is live, so there is nothing to confirm."), "status")
        with translation.override(self.language):
            note = gettext("Checked: nothing to change.")
        draft = self.start_draft(by=by, source=live, change_note=note, **self.kind_model.said_when_unchanged)
        draft.submit(by=by, saved=draft.saved)
        return draft

    def _refuse_writing(self, by):
        if not by.writes():
            raise Refused(gettext("Only a writer starts a draft. Ask an editor in chief for that role."), "role")
        if reason := self.kind_model.why_not_begun_by(by, self):
            raise Refused(reason, "role")

    def _refuse_source(self, source):
        """Older words whose approval does not stand stay behind: their author would be a reviewer unseen."""
        if source is None:
            return
        if source.erased_at:
            raise Refused(gettext("The words of this page are erased. Nothing begins as their copy."), "source")
        if source.page_id != self.pk:
            raise Refused(gettext("A draft begins as a copy of an edition of the same page."), "source")
        standing = Edition.objects.standing().filter(page_id=self.pk)
        if standing.filter(number__gt=source.number).exists() and not standing.filter(pk=source.pk).exists():
            raise Refused(
                gettext("No approval of these words stands, and later ones are approved. Begin from those."),
                "source",
            )

    def _newest_source(self):
        editions = self.kind_model.objects.filter(page_id=self.pk).order_by("-number")
        return editions.exclude(closed_why=Why.DISCARDED).first() or editions.first()

    def _draft(self, author, source, words):
        self._refuse_source(source)
        copied = {name: getattr(source, name) for name in self.kind_model.word_names()} if source else {}
        last = Edition.objects.filter(page_id=self.pk).aggregate(last=models.Max("number"))["last"] or 0
        draft = self.kind_model(
            page=self, number=last + 1, author=author, based_on_id=source and source.pk, **{**copied, **words}
        )
        draft.normalise()
        draft.save(force_insert=True)
        return draft
