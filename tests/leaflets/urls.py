from django.urls import include, path

from editions.views import show


def detail(request, slug):
    return show(request, request.path_info, "leaflets/detail.html")


urlpatterns = [path("leaflets/<slug:slug>/", detail), path("", include("stage4site.urls"))]
