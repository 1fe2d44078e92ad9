"""Whether what somebody holds in their hands is still what we say: told of editions that readers saw, by seal."""

import re
from dataclasses import dataclass

from editions.models import Edition, Status, Withdrawal
from editions.views import live_with_path, only_signed
from printouts.addresses import SHORT

MOST = 20  # pages that are told of at once
# No seal has these letters: they were digits on the paper.
_MISREAD = str.maketrans("oil", "011")
_TYPED = re.compile(rf"[0-9a-f]{{{SHORT},64}}")


@dataclass(frozen=True)
class Fate:
    """What became of an edition. ``now``: the live edition of its page, ``instead``: that of the page's successor."""

    edition: Edition
    is_current: bool
    replaced_at: object = None
    withdrawal: Withdrawal | None = None
    now: Edition | None = None
    instead: Edition | None = None


def typed(text):
    """The seal, or its beginning, as somebody typed it; "" for what cannot be one.

    People copy what stands around it, too: “edition 1, seal …”, or the whole address.
    """
    text = "".join(text[:200].split()).lower().rstrip("/.)")
    text = text.rpartition("/")[2].rpartition("seal")[2].lstrip(":").translate(_MISREAD)
    return text if _TYPED.fullmatch(text) else ""


def fates(seal):
    """What became of each edition whose seal is this, or begins with it; newest publication first."""
    return [fate(edition) for edition in _once_public(seal) if edition.is_what_was_signed()]


def _once_public(seal):
    # Between two words, for the index: no character of a seal comes after "f".
    begins = Edition.objects.filter(seal__gte=seal, seal__lt=f"{seal}g", seal__startswith=seal)
    found = begins.filter(published_at__isnull=False).select_related("page").order_by("-published_at", "-pk")[:MOST]
    for one in found:
        edition = one.specific
        edition.page = one.page
        yield edition


def fate(edition):
    """A row says when it ended beside its state: whichever says that it did is believed."""
    if edition.status == Status.PUBLISHED and edition.may_be_served():
        return Fate(edition, is_current=True, now=_live(edition.page_id))
    withdrawal = _took_down(edition)
    successor = withdrawal and withdrawal.successor_id
    return Fate(
        edition,
        is_current=False,
        replaced_at=edition.superseded_at,
        withdrawal=withdrawal,
        now=_live(edition.page_id),
        instead=_live(successor) if successor else None,
    )


def _took_down(edition):
    """The withdrawal that took this edition, or the page's last live one after it, down; None while a page is live.

    Not the newest withdrawal: that may be of an edition which no reader ever saw, and would not be counted.
    """
    if edition.superseded_at and _live(edition.page_id):
        return None
    withdrawn = Edition.objects.filter(page_id=edition.page_id, published_at__isnull=False, closed_at__isnull=False)
    ended = edition.closed_at or withdrawn.order_by("-closed_at").values_list("closed_at", flat=True).first()
    since = Withdrawal.objects.filter(page_id=edition.page_id, withdrawn_at__gte=ended) if ended else None
    return since.order_by("pk").first() if since else None


def _live(page_id):
    """The live edition of a page, with its ``path``, when its title is what a reviewer signed."""
    return next(iter(only_signed(live_with_path().filter(page_id=page_id).select_related("page"))), None)
