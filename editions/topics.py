"""Topics for readers: each gathers the live pages of every kind that stands in lists."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import render

from editions.kinds import edition_models
from editions.models import Status, Topic
from editions.reading import public
from editions.views import listed, only_signed

PER_PAGE = 20


def listed_kinds():
    """The kinds that readers find by topic."""
    return [kind for kind, model in edition_models().items() if model.in_topics]


def with_pages():
    """The topics under which something is live, by name, each with its ``count``."""
    live = Q(pages__editions__status=Status.PUBLISHED, pages__kind__in=listed_kinds())
    return Topic.objects.annotate(count=Count("pages", filter=live)).filter(count__gt=0)


@public
def index(request):
    return render(request, "topics/index.html", {"topics": with_pages()})


@public
def detail(request, slug):
    topic = Topic.objects.filter(slug=slug).first()
    part = Paginator(listed(*listed_kinds()).filter(page__topics=topic), PER_PAGE).get_page(request.GET.get("page"))
    if topic is None or not part.object_list:
        raise Http404
    return render(request, "topics/detail.html", {"topic": topic, "part": part, "editions": only_signed(part)})
