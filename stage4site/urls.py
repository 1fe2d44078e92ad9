from django.contrib import admin
from django.urls import include, path

from stage4site import views

handler404 = "stage4site.views.not_found"

urlpatterns = [
    path("", views.home, name="home"),
    path("articles/", include("articles.urls")),
    path("", include("editions.urls")),
    path("accounts/email/", views.no_own_email, name="no_own_email"),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]
