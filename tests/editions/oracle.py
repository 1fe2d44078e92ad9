"""What the life cycle ought to allow and to show, in plain Python.

Written from the rules in words (four eyes, credentials, freshness, one open and one live edition, withdrawal
until a new submission) and not from the code: it asks no ``why_not_…`` and reads no database.
"""

import datetime
from dataclasses import dataclass, field

from people.roles import CLINICAL_REVIEWER, EDITOR_IN_CHIEF, WRITER

OPEN = ("draft", "in review", "approved")


@dataclass
class Confirmed:
    """Credentials: who confirmed them, until when, and whether nobody has meddled since."""

    by: str
    until: datetime.date
    holds: bool = True


@dataclass
class Person:
    name: str
    pk: int
    roles: set
    active: bool = True
    credentials: Confirmed | None = None

    def is_one_of(self, *roles):
        return self.active and bool(self.roles & set(roles))

    def writes(self):
        return self.is_one_of(WRITER, EDITOR_IN_CHIEF)

    def may_confirm(self, whose, until, today):
        return self.is_one_of(EDITOR_IN_CHIEF) and self is not whose and until >= today

    def has_credentials(self, today):
        held = self.credentials
        return self.is_one_of(CLINICAL_REVIEWER) and held is not None and held.holds and held.until >= today


@dataclass
class Version:
    """An edition as the oracle knows it; ``words`` are those that its author last saved."""

    pk: int
    number: int
    author: str
    words: dict
    status: str = "draft"
    why: str = ""
    saved: int = 0
    seal: str = ""
    html: str = ""
    reviewer: str | None = None
    publish_at: datetime.datetime | None = None

    @property
    def was_approved(self):
        return self.publish_at is not None

    @property
    def stands(self):
        """Approved, and neither withdrawn nor cancelled since."""
        return self.was_approved and self.status != "closed"


@dataclass
class Sheet:
    """A page as the oracle knows it."""

    pk: int
    path: str
    kind: str
    owner: str
    versions: list = field(default_factory=list)
    withdrawn_at: datetime.datetime | None = None

    def only(self, *statuses):
        found = [version for version in self.versions if version.status in statuses]
        assert len(found) <= 1
        return found[0] if found else None

    @property
    def open(self):
        return self.only(*OPEN)

    @property
    def live(self):
        return self.only("published")

    @property
    def newest(self):
        return self.versions[-1]

    @property
    def answer(self):
        """The status that a reader gets."""
        return 200 if self.live else 410 if self.withdrawn_at else 404

    def copied(self):
        """The words with which the next draft begins: of the newest edition that was not discarded."""
        kept = [version for version in self.versions if version.why != "discarded"]
        return dict((kept or self.versions)[-1].words)

    def may_begin_from(self, version):
        """Of this page; approved, or later than every approved one: words of others do not come back unseen."""
        return version in self.versions and (
            version.stands or not any(one.stands and one.number > version.number for one in self.versions)
        )

    def hands(self, version):
        """Everybody who wrote an edition since the last approval that stands, up to this one."""
        before = [one.number for one in self.versions if one.stands and one.number < version.number]
        since = max(before, default=0)
        return {one.author for one in self.versions if since < one.number <= version.number}

    def may_decide(self, version, person, today):
        """Four eyes: the decision, and the confirmation behind it, by nobody who had a hand in the words."""
        hands = self.hands(version)
        return (
            version.status == "in review"
            and person.has_credentials(today)
            and person.name not in hands
            and person.credentials.by not in hands
        )

    def may_submit(self, version, person, saved, now):
        told = version.words["change_note"] or not any(one.was_approved for one in self.versions)
        return (
            version.status == "draft"
            and person.name == version.author
            and person.writes()
            and saved == version.saved
            and bool(version.words["summary"] and told)
            and self.is_after_withdrawal(now)
        )

    def is_after_withdrawal(self, now):
        """A clock that went back brings nothing back."""
        return self.withdrawn_at is None or now > self.withdrawn_at

    def is_concerned(self, version, person):
        concerned = {version.author, version.reviewer, self.owner}
        return (person.active and person.name in concerned) or person.is_one_of(EDITOR_IN_CHIEF)

    def may_withdraw(self, person):
        up = [version for version in self.versions if version.status in ("approved", "published")]
        its_own = person.name in {self.owner, *(version.author for version in up)}
        return bool(up) and (person.is_one_of(CLINICAL_REVIEWER, EDITOR_IN_CHIEF) or (person.active and its_own))

    def publish(self, version):
        if self.live:
            self.live.status = "superseded"
        version.status = "published"
