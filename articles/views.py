from django.core.paginator import Paginator
from django.shortcuts import render

from articles.models import ArticleEdition
from articles.schema import article_schema
from editions.reading import public
from editions.views import listed, only_signed, show

PER_PAGE = 20


@public
def index(request):
    part = Paginator(listed(ArticleEdition.kind), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "articles/index.html", {"part": part, "editions": only_signed(part)})


@public
def detail(request, slug):
    return show(request, ArticleEdition, "articles/detail.html", article_schema)
