from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.models import ArticleEdition
from editions.views import listed, only_signed, show

PER_PAGE = 20


@require_safe
@cache_control(no_cache=True)
def index(request):
    part = Paginator(listed(ArticleEdition.kind), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "articles/index.html", {"part": part, "editions": only_signed(part)})


@require_safe
@cache_control(no_cache=True)
def detail(request, slug):
    return show(request, request.path_info, "articles/detail.html")
