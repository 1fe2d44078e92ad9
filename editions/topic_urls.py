from django.urls import path

from editions import topics

app_name = "topics"
urlpatterns = [
    path("", topics.index, name="index"),
    path("<slug:slug>/", topics.detail, name="detail"),
]
