from django.urls import path

from glossary import views

app_name = "glossary"
urlpatterns = [
    path("", views.index, name="index"),
    path("names.json", views.suggest, name="suggest"),
    path("classes/<slug:slug>/", views.drug_class, name="class"),
    path("<slug:slug>/", views.detail, name="detail"),
]
