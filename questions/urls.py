from django.urls import path, re_path

from questions import receipts, views
from questions.askers import receipt
from questions.askers import views as askers

app_name = "questions"
urlpatterns = [
    path("", views.index, name="index"),
    path("ask/", askers.ask, name="ask"),
    path("ask/pages.json", askers.suggest, name="suggest"),
    re_path(rf"^mine/(?P<token>{receipts.PATTERN})/$", receipt.mine, name="mine"),
    re_path(r"^mine/(?P<token>(?s:.*))$", receipt.unknown, name="unknown"),
    path("<slug:slug>/", views.detail, name="detail"),
]
