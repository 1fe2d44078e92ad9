from django.shortcuts import render

from editions.reading import public
from editions.views import show
from urgent.models import UrgentEdition
from urgent.schema import card_schema


@public
def index(request):
    return render(request, "urgent/index.html")


@public
def detail(request, slug):
    return show(request, UrgentEdition, "urgent/detail.html", card_schema)
