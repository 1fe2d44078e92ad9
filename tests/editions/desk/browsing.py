"""Addresses of the desk and of the admin of articles, what is read there, and the rows that could change."""

import datetime
import html
import re

from django.test import Client
from django.utils import timezone

from articles.models import ArticleEdition
from editions.models import (
    Address,
    CheckAnswer,
    Claim,
    Edition,
    EditionNote,
    Notice,
    Page,
    ReviewRequest,
    Withdrawal,
)

LIST = "/admin/articles/article/"
ADD = "/admin/articles/article/add/"
NOTE = "Please say <more> about pain at night."


def snapshot():
    """Every row that a move could change."""
    editions = (Edition, ArticleEdition, Notice, EditionNote, ReviewRequest, Claim, CheckAnswer)
    models = (*editions, Withdrawal, Page, Address, Page.topics.through)
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}


def move_address(edition, name):
    return f"/admin/editions/edition/{edition.pk}/{name}/"


def page_move_address(edition, name):
    return f"/admin/editions/page/{edition.page_id}/{name}/"


def draft_address(edition):
    return f"/admin/articles/articleedition/{edition.pk}/change/"


def page_address(edition):
    return f"/admin/articles/article/{edition.page_id}/change/"


def desk_address(edition):
    return f"/admin/editions/edition/{edition.pk}/"


def signed_in(person):
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def text_of(response):
    """What is said on a page, without its marks."""
    words = re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(words).split())


def value_of(response, name):
    """What a text area holds."""
    found = re.search(rf'<textarea name="{name}"[^>]*>(.*?)</textarea>', response.content.decode(), re.DOTALL)
    return html.unescape(found.group(1)).strip()


def typed_time(days):
    """So many days from now, as it is typed into the field for the time of publication."""
    return f"{timezone.localtime() + datetime.timedelta(days=days):%Y-%m-%dT%H:%M}"
