"""The questions that our pages offer to take to an appointment: all of them on one page, which can be printed.

Each is read from the frozen words of a live edition, whose seal and countersignature hold. Which editions have
questions is found once for each, for frozen words do not change; what is shown is checked again in each generation.
"""

from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404
from django.shortcuts import render

from editions.kinds import edition_model
from editions.models import Address, Edition, Topic, Withdrawal
from editions.reading import by_generation, public
from editions.topics import kinds_in_topics, with_pages
from editions.views import listed
from markup.questions import by_heading, questions

PER_PAGE = 100
# Seal of an edition: whether its words hold a question. Few bytes for each live edition.
_asks = {}


class Asking(NamedTuple):
    """A page and its questions: (heading, the questions under it)."""

    title: str
    path: str
    reviewer_name: str
    reviewed_at: object
    questions: list


@public
def page(request):
    topic = _topic(request.GET.get("topic"))
    slug = topic.slug if topic else ""
    part = Paginator(_editions(request, slug), PER_PAGE).get_page(request.GET.get("page"))
    context = {"topic": topic, "topics": _topics(request), "part": part, "query": f"topic={slug}&" if slug else ""}
    context |= {"pages": _shown(request, slug, part.number), "taken_down": _taken_down(request)}
    return render(request, "site/take_along.html", context)


@by_generation
def _taken_down(request):
    """Addresses of pages that readers had and have no longer: told to all, for we see nobody’s list.

    Not of what somebody wished to be gone who had asked: the address says what it was about, and nothing was wrong.
    """
    of_page = {"page_id": OuterRef("page_id")}
    editions = Edition.objects.filter(**of_page)
    was_live = editions.filter(published_at__isnull=False, erased_at=None)
    reason = Withdrawal.objects.filter(**of_page).order_by("-pk").values("reason")[:1]
    had = Address.objects.filter(Exists(was_live), ~Exists(editions.live())).annotate(reason=Subquery(reason))
    told = had.exclude(reason=Withdrawal.Reason.CONSENT)
    return " ".join(told.order_by("path").values_list("path", flat=True))


def _topic(slug):
    if not slug:
        return None
    topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        raise Http404
    return topic


@by_generation
def _topics(request):
    return list(with_pages())


@by_generation
def _editions(request, slug):
    """Primary keys of the live editions with questions, those reviewed last first; of one topic or of all."""
    live = listed(*kinds_in_topics())
    live = live.filter(page__topics__slug=slug) if slug else live
    sealed = list(live.values_list("pk", "seal"))
    _look_into([pk for pk, seal in sealed if seal not in _asks])
    return [pk for pk, seal in sealed if _asks.get(seal)]


def _look_into(keys):
    for seal, html in Edition.objects.filter(pk__in=keys).values_list("seal", "html").iterator():
        _asks[seal] = bool(questions(html))


@by_generation
def _shown(request, slug, number):
    """One part of them, as ``Asking``: only of editions every word of which is what its reviewer signed."""
    keys = Paginator(_editions(request, slug), PER_PAGE).page(number).object_list
    found = {one.pk: one for one in _whole(keys) if one.may_be_served()}
    asking = (_asking(found[pk]) for pk in keys if pk in found)
    return [one for one in asking if one.questions]


def _whole(keys):
    """These editions, each with the words of its kind and its path: one query for each kind."""
    of_kind = {}
    for one in listed(*kinds_in_topics()).filter(pk__in=keys).values("pk", "path", "page__kind"):
        of_kind.setdefault(one["page__kind"], {})[one["pk"]] = one["path"]
    for kind, paths in of_kind.items():
        for edition in edition_model(kind).objects.filter(pk__in=paths).select_related("page"):
            edition.page.path = paths[edition.pk]
            yield edition


def _asking(edition):
    asked = by_heading(questions(edition.served_html))
    return Asking(edition.title, edition.page.path, edition.reviewer_name, edition.reviewed_at, asked)
