"""What readers get of questions: the list, and each published answer."""

from http import HTTPStatus

from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, Subquery
from django.http import Http404
from django.shortcuts import render
from django.utils.http import urlencode

from editions.models import Edition, Topic
from editions.reading import public
from editions.views import listed, only_signed, show
from markup import outline
from questions.models import AnswerEdition, Submission
from questions.schema import question_schema

PER_PAGE = 20
NEWEST, ASKED_OFTEN = "newest", "asked"
# What stands on each page of an answer is no place to jump to.
_NOT_IN_CONTENTS = ("in-short", "asked")


@public
def index(request):
    """All of them, or those of one topic; the newest review first, or what was asked most often."""
    topic = _topic(request.GET.get("topic", ""))
    order = ASKED_OFTEN if request.GET.get("order") == ASKED_OFTEN else NEWEST
    editions = listed(AnswerEdition.kind).filter(**({"page__topics": topic} if topic else {}))
    part = Paginator(_ordered(editions, order), PER_PAGE).get_page(request.GET.get("page"))
    context = {"part": part, "editions": only_signed(part), "topic": topic, "order": order, "topics": _topics()}
    return render(request, "questions/index.html", {**context, "keep": _kept(topic, order)})


@public
def detail(request, slug):
    """A published answer. Of one that was only ever sent privately there is nothing to say to anybody."""
    response = show(request, AnswerEdition, "questions/detail.html", _beside)
    if response.status_code == HTTPStatus.GONE and not _was_published(request.path_info):
        raise Http404
    return response


def _was_published(path):
    editions = Edition.objects.filter(page__addresses__path=path, published_at__isnull=False, erased_at=None)
    return editions.exists()


def _beside(edition):
    contents = outline.contents(edition.served_html, without=_NOT_IN_CONTENTS)
    return {"contents": contents, **question_schema(edition)}


def _topic(slug):
    return Topic.objects.filter(slug=slug).first() if slug.isprintable() else None


def _topics():
    """The topics that gather a published answer, by name, each with its ``count``."""
    live = listed(AnswerEdition.kind).order_by().values("page__topics").annotate(n=Count("pk"))
    counts = {pk: count for pk, count in live.values_list("page__topics", "n") if pk}
    topics = list(Topic.objects.filter(pk__in=counts).order_by("name"))
    for topic in topics:
        topic.count = counts[topic.pk]
    return topics


def _ordered(editions, order):
    """Asked most often: how many questions were answered by pointing to this one. The number itself is told nobody."""
    if order == NEWEST:
        return editions
    merged = Submission.objects.filter(merged_into__answer_page=OuterRef("page_id")).order_by()
    times = merged.values("merged_into").annotate(n=Count("pk")).values("n")
    return editions.annotate(times=Subquery(times)).order_by(F("times").desc(nulls_last=True), "-reviewed_at", "-pk")


def _kept(topic, order):
    """What is chosen, as the beginning of the address of another part of the list."""
    chosen = {**({"topic": topic.slug} if topic else {}), **({"order": order} if order != NEWEST else {})}
    return f"{urlencode(chosen)}&" if chosen else ""
