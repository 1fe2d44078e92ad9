"""From approved to live, or not: early, at its time, cancelled."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from editions import alongside, following
from editions.models.moving import Moving
from editions.models.notice import Notice
from editions.models.status import Status, Why
from editions.models.transition import transition
from people import roles
from people.refused import Refused


class Publishing(Moving):
    """The verbs of publication. Mixed into Edition."""

    @transition
    def publish_early(self, *, by):
        """Put a scheduled edition live before its time."""
        self._refuse_unless(Status.APPROVED)
        self._refuse_unconcerned(by)
        self._publish(timezone.now(), by)

    @transition
    def cancel(self, *, by):
        """Close a scheduled edition: it will not go live."""
        self._refuse_unless(Status.APPROVED)
        self._refuse_unconcerned(by)
        if self.publish_at is None:
            self.specific.is_taken_down()
        self.close(by=by, why=Why.CANCELLED)
        self.tell(Notice.Event.CANCELLED, self.author, self.reviewer)

    def publish_if_due(self, *, now):
        """Put an approved edition live whose time has come; run by ``publish_due``, so without a person."""
        with transaction.atomic():
            self.lock()
            self._refuse_unless(Status.APPROVED)
            if self.publish_at is None or self.publish_at > now:
                raise Refused(gettext("Its time of publication has not come."), "publish_at")
            self._publish(now)

    def _publish(self, now, by=None):
        if not self.may_be_served():
            raise Refused(
                gettext(
                    "The words or the signature are not those that were approved. Tell the operator to run verify."
                ),
                "tampered",
            )
        if reason := self.specific.why_not_published():
            raise Refused(reason, "publish")
        self.specific.goes_live()  # before the generation is raised: others wait for that row
        live = self.page.live_edition
        if live is not None:
            live._move(Status.PUBLISHED, Status.SUPERSEDED, superseded_at=now)
            alongside.goes_down(live)
        self._move(Status.APPROVED, Status.PUBLISHED, published_at=now, published_by=by)
        alongside.goes_live(self)
        self.tell(Notice.Event.PUBLISHED, self.author, self.page.owner)
        following.went_live(self)

    def concerns(self, person):
        """Whether this person may publish or cancel it: author, reviewer, the page's owner, an editor in chief."""
        near = {self.author_id, self.reviewer_id, self.page.owner_id}
        return (person.is_active and person.pk in near) or person.has_role(roles.EDITOR_IN_CHIEF)

    def _refuse_unconcerned(self, by):
        if not self.concerns(by):
            raise Refused(
                gettext("Only its author, its reviewer, the page's owner or an editor in chief does this."), "role"
            )
