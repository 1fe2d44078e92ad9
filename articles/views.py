from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from articles.models import ArticleEdition
from articles.schema import article_schema
from editions.reading import public
from editions.schema import address
from editions.serving import served
from editions.views import listed, only_signed, show
from markup import outline, shortening
from markup.sanitise import plain_text

PER_PAGE = 20
# Where the short version of a page is, below the page's own address.
SHORT = "short/"


@public
def index(request):
    part = Paginator(listed(ArticleEdition.kind), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "articles/index.html", {"part": part, "editions": only_signed(part)})


@public
def detail(request, slug):
    return show(request, ArticleEdition, "articles/detail.html", _beside)


@public
def short(request, slug):
    """Summary and "In short" of the live edition, cut out of its frozen words, for those who have little strength."""
    return show(request, ArticleEdition, "articles/short.html", below=SHORT, around=_in_short)


def _beside(edition):
    """``short``: where the short version is, and how many minutes it takes."""
    cut = shortening.short(edition.html)
    link = {"path": edition.page.path + SHORT, "minutes": outline.minutes(plain_text(cut.html))} if cut else None
    return {**article_schema(edition), "short": link}


def _in_short(request, edition):
    cut = shortening.short(edition.served_html)
    if cut is None:
        raise Http404
    return {
        **served(request, edition, cut.html),
        "sources": cut.sources,
        "minutes": outline.minutes(plain_text(cut.html)),
        "whole": outline.minutes(edition.text),
        "canonical": address(edition.page.path),
        "is_demonstration": edition.is_demonstration,
    }
