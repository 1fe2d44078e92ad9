from django.shortcuts import render

from editions.reading import public
from editions.views import listed, only_signed, show
from experts.models import ExpertEdition
from experts.schema import profile_schema


@public
def index(request):
    editions = only_signed(listed(ExpertEdition.kind).order_by("title", "pk"))
    return render(request, "experts/index.html", {"editions": editions})


@public
def detail(request, slug):
    return show(request, ExpertEdition, "experts/detail.html", profile_schema)
