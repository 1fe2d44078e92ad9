from django.urls import include, path

from editions.reading import public
from editions.views import show
from stage4site.urls import handler404  # noqa: F401
from tests.leaflets.models import LeafletEdition


@public
def detail(request, slug):
    return show(request, LeafletEdition, "leaflets/detail.html")


urlpatterns = [path("leaflets/<slug:slug>/", detail), path("", include("stage4site.urls"))]
