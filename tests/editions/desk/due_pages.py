"""Live pages that are due on a day of a test's choice, on 15 June 2027."""

import datetime

import time_machine
from django.utils import timezone

from editions.models import Page
from tests.conftest import KINDS

DUE = "/admin/editions/page/due/"
OWNER = "/admin/editions/page/due/owner/"
TODAY = datetime.datetime(2027, 6, 15, 9, tzinfo=datetime.UTC)


def maker(writer, reviewer):
    """``make(title, days)``: a live page of the writer's that is due in so many days (late when below 0)."""
    made = []

    def make(title, days, owner=None, kind="article"):
        made.append(title)
        reviewed = timezone.now().replace(hour=12) + datetime.timedelta(days=days - 365)
        with time_machine.travel(reviewed):
            draft = KINDS[kind].begin(writer, slug=f"page-{len(made)}", title=title, owner=owner)
            draft.submit(by=writer, saved=0)
            draft.approve(by=reviewer, seal=draft.seal)
        return KINDS[kind].get(draft)

    return make


def titles(response):
    return [edition.title for edition in response.context["part"].object_list]


def chosen(owner, *editions, **more):
    return {"owner": owner.pk, "pages": [edition.page_id for edition in editions], **more}


def confirmed(owner, *editions):
    """What the confirmation sends."""
    seen = [f"{page.pk}:{page.owner_id}" for page in Page.objects.filter(editions__in=editions)]
    return chosen(owner, *editions, seen=seen, confirmed="1")


def owners(*editions):
    return [Page.objects.get(pk=edition.page_id).owner for edition in editions]
