from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from stage4site import design, taking_along, views

handler404 = "stage4site.views.not_found"

urlpatterns = [
    path("", views.home, name="home"),
    path("articles/", include("articles.urls")),
    path("videos/", include("videos.urls")),
    path("topics/", include("editions.topic_urls")),
    path("glossary/", include("glossary.urls")),
    path("questions/", include("questions.urls")),
    path("experts/", include("experts.urls")),
    path("search/", include("search.urls")),
    path("urgent/", include("urgent.urls")),
    path("check/", include("printouts.check_urls")),
    path("print/", include("printouts.urls")),
    path("take-along/", taking_along.page, name="take_along"),
    path("how-we-review/", views.plain("how_we_review"), name="how_we_review"),
    path("about/", views.plain("about"), name="about"),
    path("privacy/", views.plain("privacy"), name="privacy"),
    path("accessibility/", views.plain("accessibility"), name="accessibility"),
    path("contact/", views.plain("contact"), name="contact"),
    path("robots.txt", views.robots, name="robots"),
    path("", include("editions.urls")),
    path("accounts/email/", views.no_own_email, name="no_own_email"),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]
if settings.DEBUG:
    urlpatterns.append(path("design/", design.parts, name="design"))
