"""Topics for readers: each gathers the live pages of every kind that stands in lists."""

from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Case, Count, F, Q, TextField, Value, When, Window
from django.db.models.functions import Lower, RowNumber
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from editions.kinds import edition_model, edition_models
from editions.models import Status, Topic
from editions.reading import public
from editions.views import listed, only_signed

PER_PAGE = 40
# Of what a topic gathers, how many titles stand in the list of topics.
TITLES = 3


def kinds_in_topics():
    """The kinds that readers find by topic, in the order in which a topic shows them."""
    found = [model for model in edition_models().values() if model.in_topics]
    return [model.kind for model in sorted(found, key=lambda model: model.in_topics)]


def kinds_in_newest():
    """The kinds of which readers are told what was reviewed last."""
    return [kind for kind, model in edition_models().items() if model.in_newest]


def kinds_to_read_next():
    """The kinds of which pages are offered after another page."""
    return [kind for kind in kinds_in_newest() if edition_model(kind).is_read_next]


def with_pages():
    """The topics under which something is live, by name, each with its ``count``."""
    live = Q(pages__editions__status=Status.PUBLISHED, pages__kind__in=kinds_in_topics())
    return Topic.objects.annotate(count=Count("pages", filter=live)).filter(count__gt=0).order_by("name")


def _gathered():
    """(live editions of all these kinds, how they are ordered): kind by kind; the newest review first, or by name."""
    kinds = kinds_in_topics()
    by_name = [kind for kind in kinds if edition_model(kind).by_name]
    place = Case(*(When(page__kind=kind, then=Value(number)) for number, kind in enumerate(kinds)))
    name = Case(When(page__kind__in=by_name, then=Lower("title")), default=Value(""), output_field=TextField())
    # Thousands are sorted, so without their long columns.
    return listed(*kinds).defer("html", "text"), [place, name, F("reviewed_at").desc(), F("pk").desc()]


@public
def index(request):
    return render(request, "topics/index.html", {"topics": with_titles(with_pages())})


def with_titles(topics):
    """These topics, each with ``first``: the first few editions that it gathers. One query more for all of them."""
    editions, order = _gathered()
    number = Window(RowNumber(), partition_by="page__topics", order_by=order)
    first = editions.annotate(topic=F("page__topics"), number_in_topic=number).filter(number_in_topic__lte=TITLES)
    by_topic = {}
    for edition in only_signed(first.order_by("number_in_topic")):
        by_topic.setdefault(edition.topic, []).append(edition)
    topics = list(topics)
    for topic in topics:
        topic.first = by_topic.get(topic.pk, [])
    return topics


@public
def detail(request, slug):
    topic = get_object_or_404(Topic, slug=slug)
    editions, order = _gathered()
    gathered = editions.filter(page__topics=topic)
    counts = dict(gathered.order_by().values_list("page__kind").annotate(Count("pk")))
    if not counts:
        raise Http404
    paginator = Paginator(gathered.select_related("page").order_by(*order), PER_PAGE)
    paginator.count = sum(counts.values())
    part = paginator.get_page(request.GET.get("page"))
    context = {"topic": topic, "part": part, "groups": _groups(only_signed(part)), "with_headings": len(counts) > 1}
    return render(request, "topics/detail.html", context)


def _groups(editions):
    """What stands under the heading of each kind that is among these, kind by kind."""
    by_kind = groupby(editions, key=lambda edition: edition.page.kind)
    models = [(edition_model(kind), list(group)) for kind, group in by_kind]
    return [{"heading": one.heading, "by_name": one.by_name, "editions": group} for one, group in models]
