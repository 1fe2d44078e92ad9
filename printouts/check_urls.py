from django.urls import path

from printouts import views

app_name = "check"
urlpatterns = [path("", views.ask, name="ask"), path("<str:seal>/", views.told, name="seal")]
