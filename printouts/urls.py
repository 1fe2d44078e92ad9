from django.urls import path

from printouts import views

app_name = "printouts"
urlpatterns = [path("<str:seal>.pdf", views.file, name="file")]
