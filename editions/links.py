"""Dead links: the web addresses in the words of live and open editions, and what the background check knows of them.

Nothing waits for this check, and it keeps nobody from anything. A link is dead only when its page or its host did
not exist in two checks at least a day apart, with none in between that found it; every other trouble (busy, asks
to sign in, slow) is “cannot tell”.
"""

import logging
import time
from dataclasses import dataclass
from datetime import timedelta
from html.parser import HTMLParser
from itertools import islice
from urllib.parse import urldefrag, urlsplit

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from editions import kinds
from editions.asking import PORTS, Asker
from editions.models import OPEN, Edition, LinkState, Status
from markup import sources

logger = logging.getLogger(__name__)

MOST_IN_AN_EDITION = 500
LONGEST = 2000  # bytes of an address: a longer one would not fit into PostgreSQL's index
DEAD_AFTER = timedelta(days=1)
ASKED_AGAIN_AFTER = timedelta(hours=12)  # so that a run by hand, or two at once, ask nobody twice
LONGEST_RUN = 60 * 60  # seconds; what is not asked in this run is the first of the next
BATCH = 500


@dataclass
class Run:
    """What a run of the check did."""

    works: int = 0
    dead: int = 0
    unknown: int = 0

    @property
    def asked(self):
        return self.works + self.dead + self.unknown


def dead_links(edition):
    """The dead links of an edition, in the order of its words: (address, LinkState). One query."""
    found = addresses(edition.specific)
    states = LinkState.objects.filter(address__in={_key(one) for one in found}, works=False)
    dead = {state.address: state for state in states} if found else {}
    return [(one, dead[_key(one)]) for one in found if _key(one) in dead]


def why_dead(state):
    """What a person reads of a dead link."""
    since = date_format(timezone.localtime(state.failing_since), "j F Y")
    if state.status:
        return gettext("The server says that there is no such page ({status}), since {date}.").format(
            status=state.status, date=since
        )
    return gettext("There is no such server, since {date}.").format(date=since)


def addresses(edition):
    """The web addresses in an edition's words, each once: links of the words area, then those of its sources."""
    return _addresses(edition.html or edition.render(), getattr(edition, "sources", ""))


def collect():
    """Every address in the words of live and open editions, without its fragment."""
    found = set()
    frozen = Edition.objects.filter(status__in=[*OPEN, Status.PUBLISHED])
    for html in frozen.exclude(html="").values_list("html", flat=True).iterator(chunk_size=BATCH):
        found.update(map(_key, _addresses(html)))
    for model in kinds.edition_models().values():
        for draft in model.objects.open().filter(html="").select_related("page").iterator(chunk_size=BATCH):
            try:
                found.update(map(_key, addresses(draft)))
            except Exception:  # a draft that cannot be rendered must not hold up the others
                logger.exception("check_links: edition %s", draft.pk)
    return found


def next_to_ask(wanted, limit, now):
    """The addresses that a run would ask: new ones first, then those that were asked longest ago."""
    known = set(LinkState.objects.exclude(checked_at=None).values_list("address", flat=True))
    earlier = _to_ask(now).exclude(checked_at=None).values_list("address", flat=True)
    return [*sorted(wanted - known), *(one for one in earlier if one in wanted)][:limit]


def check(limit, *, asker=None, clock=timezone.now, tell=lambda state: None):
    """Ask at most so many addresses, those first that were asked longest ago; returns the Run."""
    asker, run, no_host, stop_at = asker or Asker(), Run(), [], time.monotonic() + LONGEST_RUN
    _keep_rows_for(collect())
    for state in _to_ask(clock())[:limit]:
        if time.monotonic() > stop_at:
            break
        if not _claim(state, clock()):
            continue
        answer = asker.ask(state.address)
        if answer.no_host:
            no_host.append((state, answer))
        else:
            _record(state, answer, clock(), run, tell)
    for state, answer in no_host:
        # Where not one host was found, it is our own network that is down.
        _record(state, answer, clock(), run, tell, believed=asker.found_a_host)
    return run


def _record(state, answer, now, run, tell, believed=True):
    """Write an answer down: works, dead, or nothing known."""
    state.status, state.error, state.works = answer.status, answer.error[:200], None
    if answer.works:
        state.works, state.failing_since = True, None
    elif answer.is_gone and believed:
        state.failing_since = min(state.failing_since or now, now)  # a clock may have gone back
        state.works = False if now - state.failing_since >= DEAD_AFTER else None
    columns = {name: getattr(state, name) for name in ("status", "error", "works", "failing_since")}
    LinkState.objects.filter(pk=state.pk).update(**columns)
    run.works += state.works is True
    run.dead += state.works is False
    run.unknown += state.works is None
    tell(state)


def _claim(state, now):
    """Whether this run asks for it: another one may have done so in the meantime."""
    return LinkState.objects.filter(pk=state.pk, checked_at=state.checked_at).update(checked_at=now)


def _to_ask(now):
    """Oldest first, without those that were asked just now."""
    states = LinkState.objects.order_by(F("checked_at").asc(nulls_first=True), "address")
    return states.exclude(checked_at__gt=now - ASKED_AGAIN_AFTER, checked_at__lte=now)


def _keep_rows_for(wanted):
    """A row for each address in use; those of addresses that no live or open edition names are dropped."""
    known = dict(LinkState.objects.values_list("address", "pk"))
    new = iter(sorted(wanted - known.keys()))
    while batch := list(islice(new, BATCH)):
        LinkState.objects.bulk_create([LinkState(address=one) for one in batch], ignore_conflicts=True)
    unused = iter([pk for address, pk in known.items() if address not in wanted])
    while batch := list(islice(unused, BATCH)):
        LinkState.objects.filter(pk__in=batch).delete()


def _addresses(html, source_lines=""):
    parser = _Links()
    parser.feed(html)
    listed, _problems = sources.parse(source_lines)
    found = dict.fromkeys([*parser.found, *(source.address for source in listed.values() if source.address)])
    return list(islice(filter(_is_asked, found), MOST_IN_AN_EDITION))


def _is_asked(address):
    try:
        is_web = urlsplit(address).scheme in PORTS
    except ValueError:  # brackets that hold no IPv6 address
        return False
    return is_web and "\x00" not in address and len(address.encode(errors="replace")) <= LONGEST


def _key(address):
    """A place within a page is no page of its own."""
    return urldefrag(address).url


class _Links(HTMLParser):
    """Gathers where the links of (cleaned) HTML lead."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        if tag == "a" and (address := dict(attrs).get("href")):
            self.found.append(address.strip())
