"""My work: what waits for this person, in a constant number of queries, and finding a page by its address."""

import datetime
import re
from dataclasses import dataclass

from django.db.models import Exists, IntegerField, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editions import naming
from editions.models import Address, Claim, Edition, Notice, Page, ReviewRequest, Status, Why
from people import roles

SHOWN = 20
DUE_WITHIN = datetime.timedelta(days=60)


@dataclass(frozen=True)
class Queue:
    """One list on the first screen: its editions (``SHOWN`` at most), and what to say when there are none.

    ``more`` is where all of it is shown, as (address, label).
    """

    name: str
    label: str
    editions: list
    empty: str
    more: tuple = ()

    @property
    def shown(self):
        return self.editions[:SHOWN]

    @property
    def is_longer(self):
        return len(self.editions) > SHOWN


_registered = []


def register_queue(queue):
    """``queue(person)`` gives more lists, as (name, label, rows, what to say when there are none[, ``Queue.more``]).

    Its rows have what a list shows of an edition (title, path, number, author), or all of that in words (``about``);
    and where they lead: ``url``, ``when``. What is ``urgent`` says so first.
    """
    if queue not in _registered:
        _registered.append(queue)
    return queue


def queues(person):
    """The lists of this person's first screen; those that do not concern their roles are left out."""
    found = []
    if person.writes():
        found += [
            ("changes", _("Changes requested of you"), changes_requested(person),
             _("Nobody has asked you for changes.")),
            ("drafts", _("Your drafts"), drafts(person),
             _("You have no draft. Open a page below and start one, or add a new page.")),
            ("submitted", _("Your editions in review"), submitted(person),
             _("Nothing of yours waits for a decision.")),
        ]  # fmt: skip
    if person.has_role(roles.CLINICAL_REVIEWER):
        waiting = [(name, label, editions, empty) for name, label, editions, empty in _reviews(person)]
        found = [*waiting, *found]
    if person.has_role(roles.WRITER, roles.CLINICAL_REVIEWER, roles.EDITOR_IN_CHIEF):
        found += [
            ("scheduled", _("Going live soon"), scheduled(person), _("Nothing is scheduled.")),
            ("due", _("Due for review"), due(person),
             _("None of your pages is due for review within 60 days.")),
        ]  # fmt: skip
    found += [queue for more in _registered for queue in more(person)]
    return [Queue(name, label, list(rows[: SHOWN + 1]), *rest) for name, label, rows, *rest in found]


def _reviews(person):
    mine = reviewable(person)
    asked = ReviewRequest.objects.filter(edition_id=OuterRef("pk"), reviewer=person)
    yield (
        "asked", _("Asked of you by name"), mine.filter(review_requests__reviewer=person),
        _("Nobody has asked you by name for a review."),
    )  # fmt: skip
    yield (
        "reviews", _("Waiting for a review that you may do"), mine.exclude(Exists(asked)),
        _("No edition waits for you. You are told by e-mail when one is submitted."),
    )  # fmt: skip


def _listed(editions):
    path = Address.objects.filter(page_id=OuterRef("page_id"), canonical=True).values("path")[:1]
    return editions.select_related("page", "author").annotate(path=Subquery(path))


def drafts(person):
    return _listed(Edition.objects.filter(status=Status.DRAFT, author=person)).order_by("-saved_at")


def submitted(person):
    return _listed(Edition.objects.filter(status=Status.IN_REVIEW, author=person)).order_by("submitted_at")


def changes_requested(person):
    """This person's editions that came back and were not continued by anybody."""
    later = Edition.objects.filter(page_id=OuterRef("page_id"), number__gt=OuterRef("number"))
    later = later.exclude(closed_why=Why.DISCARDED)
    came_back = Edition.objects.filter(author=person, closed_why=Why.CHANGES_REQUESTED).exclude(Exists(later))
    return _listed(came_back).order_by("-closed_at")


def reviewable(person):
    """Editions in review that this person may decide on, longest waiting first.

    The same rule as ``why_not_reviewed_by`` in one query; signatures are checked at the decision itself.
    """
    if person.why_not_credentialed():
        return Edition.objects.none()
    approved = (
        Edition.objects.standing()
        .filter(page_id=OuterRef("page_id"), number__lt=OuterRef("number"))
        .values("page_id")
        .annotate(last=Max("number"))
        .values("last")
    )
    own = Edition.objects.filter(
        page_id=OuterRef("page_id"),
        number__lte=OuterRef("number"),
        number__gt=OuterRef("last_approved"),
        author_id__in=[person.pk, person.credentials.confirmed_by_id],
    )
    last = Coalesce(Subquery(approved, output_field=IntegerField()), Value(0))
    waiting = Edition.objects.in_review().annotate(last_approved=last).exclude(Exists(own))
    claims = Claim.objects.running().filter(edition_id=OuterRef("pk")).exclude(reviewer=person)
    return _listed(waiting.annotate(claimed_by=Subquery(claims.values("reviewer__name")[:1]))).order_by("submitted_at")


def scheduled(person):
    """Approved editions with a time ahead that this person wrote, reviewed or owns; an editor in chief sees all."""
    approved = Edition.objects.filter(status=Status.APPROVED, publish_at__isnull=False)
    if not person.has_role(roles.EDITOR_IN_CHIEF):
        approved = approved.filter(Q(author=person) | Q(reviewer=person) | Q(page__owner=person))
    return _listed(approved).order_by("publish_at")


def due(person):
    """Live editions of this person's pages whose next review is near or past."""
    soon = timezone.localdate() + DUE_WITHIN
    live = Edition.objects.live().filter(page__owner=person, review_due_on__lte=soon)
    return _listed(live).order_by("review_due_on")


def notices(person):
    return Notice.objects.filter(recipient=person).select_related("edition__page").order_by("-pk")[:10]


def path_in(text):
    """The path of a page in a pasted address, with or without scheme, host, query or fragment: its last two parts."""
    parts = re.split(r"[?#]", text, maxsplit=1)[0].strip("/ ").split("/")
    return f"/{'/'.join(parts[-2:])}/"


def find(text):
    """Pages by a pasted public address, a part of one, or words of a title; the exact address alone if it is one."""
    text = text.replace("\x00", "").strip()
    if not text.strip("/"):
        return []
    path = path_in(text)
    address = Address.objects.filter(path=path).select_related("page").first()
    if address is not None:
        return [address.page]
    words = text.split()[:6]
    kept = Q(page__kind__in=naming.discreet_kinds()) & ~Q(status=Status.PUBLISHED)
    titled = Edition.objects.exclude(status=Status.SUPERSEDED).exclude(kept)
    for word in words:
        titled = titled.filter(title__icontains=word)
    open_pages = ~Q(kind__in=naming.discreet_kinds()) | Q(pk__in=Edition.objects.live().values("page_id"))
    matches = Q(pk__in=titled.values("page_id")) | Q(addresses__path__icontains=text.strip("/")) & open_pages
    return list(Page.objects.filter(matches).distinct().order_by("pk")[: SHOWN + 1])


def newest_by_page(pages):
    """The live edition of each page, else its newest; and each page gets its path. Two queries."""
    paths = dict(Address.objects.filter(page__in=pages, canonical=True).values_list("page_id", "path"))
    for page in pages:
        page.path = paths.get(page.pk, "")
    found = {}
    editions = Edition.objects.filter(page__in=pages).select_related("page", "author", "reviewer", "closed_by")
    for one in editions.order_by("number"):
        if one.status == Status.PUBLISHED or one.page_id not in found or found[one.page_id].status != Status.PUBLISHED:
            found[one.page_id] = one
    return found
