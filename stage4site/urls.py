from django.contrib import admin
from django.urls import include, path

from stage4site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("articles/", include("articles.urls")),
    path("", include("editions.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]
