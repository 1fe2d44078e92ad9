"""The site's addresses, and two views to measure it against. They pass through the same middleware."""

from django.db import connection
from django.http import HttpResponse
from django.urls import include, path

handler404 = "stage4site.views.not_found"


def bare(request):
    return HttpResponse("ok")


def one_query(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT token, number FROM editions_generation")
        token, number = cursor.fetchone()
    return HttpResponse(f"{token} {number}")


urlpatterns = [
    path("benchmark/bare/", bare),
    path("benchmark/query/", one_query),
    path("", include("stage4site.urls")),
]
