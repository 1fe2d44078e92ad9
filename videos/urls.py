from django.urls import path

from videos import views

app_name = "videos"
urlpatterns = [
    path("", views.index, name="index"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("<slug:slug>/", views.detail, name="detail"),
]
