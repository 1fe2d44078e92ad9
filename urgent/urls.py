from django.urls import path

from urgent import views

app_name = "urgent"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.detail, name="detail"),
]
