"""A site of the size that the desk is measured on: by default 10,000 pages and 100,000 editions, all signed.

The rows are written in bulk with the guards lifted, and signed as the life cycle signs them, so that what a
screen verifies is verified here too.
"""

import datetime

from django.db import connection
from django.utils import timezone

from articles.models import Article, ArticleEdition
from editions import guards
from editions.models import Address, Edition, Page, Status
from people import roles, signatures
from people.models import User
from stage4site import demo

PAGES, EDITIONS_EACH = 10_000, 10
CHUNK = 500  # pages at once: what is written stays in memory until then


def build(pages=PAGES, each=EDITIONS_EACH, words=lambda number: {}):
    """Fill an empty, migrated database; prints progress. ``words(number)`` gives what a page has of its own."""
    demo.load()
    author, reviewer, editor = (
        User.objects.filter(groups__name=role, email__endswith="demo.example").order_by("pk").first()
        for role in (roles.WRITER, roles.CLINICAL_REVIEWER, roles.EDITOR_IN_CHIEF)
    )
    model = ArticleEdition.objects.get(page__addresses__path="/articles/bone-pain/", number=1)
    guards.lift()
    try:
        for first in range(0, pages, CHUNK):
            _chunk(range(first, min(first + CHUNK, pages)), each, words, model, author, reviewer, editor)
            print(f"{min(first + CHUNK, pages)} of {pages} pages", flush=True)
    finally:
        guards.install()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _chunk(numbers, each, words, model, author, reviewer, editor):
    pages = Page.objects.bulk_create(
        Page(kind=Article.edition_model.kind, owner=author, review_every=12) for _number in numbers
    )
    Address.objects.bulk_create(
        Address(path=f"/articles/page-{number}/", page=page) for number, page in zip(numbers, pages, strict=True)
    )
    own = {page.pk: words(number) for number, page in zip(numbers, pages, strict=True)}
    editions = Edition.objects.bulk_create(
        _edition(page, number, each, own[page.pk], model, author, reviewer, editor)
        for page in pages
        for number in range(1, each + 1)
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO articles_articleedition (edition_ptr_id, in_short, body, sources) VALUES (%s, %s, %s, %s)",
            [(one.pk, model.in_short, model.body, model.sources) for one in editions],
        )


def _edition(page, number, each, own, model, author, reviewer, editor):
    """One edition of the page: all but the last two were replaced, then one is live, the last in some open state."""
    last, live = number == each, number == each - 1
    at = timezone.now() - datetime.timedelta(days=40 * (each - number) + page.pk % 400)
    one = ArticleEdition(
        page=page, number=number, author=author, title=f"{model.title} {page.pk}", summary=model.summary,
        in_short=model.in_short, body=model.body, sources=model.sources, created_at=at, saved_at=at,
    )  # fmt: skip
    if last and page.pk % 10 == 0:
        return _plain(one)
    for name in ("html", "text", "files", "renderer", "author_name", "author_credit"):
        setattr(one, name, getattr(model, name))
    for name, value in own.items():
        setattr(one, name, value)
    one.submitted_at, one.status = at, Status.IN_REVIEW
    one.seal = one.computed_seal()
    one.submission = signatures.sign(one.submitted_text())
    if last:
        return _plain(one)
    for name, value in _decision(page, at, reviewer, editor).items():
        setattr(one, name, value)
    one.countersign = signatures.sign(one.countersigned_text())
    one.published_at = at
    one.status = Status.PUBLISHED if live else Status.SUPERSEDED
    one.superseded_at = None if live else at + datetime.timedelta(days=40)
    return _plain(one)


def _decision(page, at, reviewer, editor):
    credentials = reviewer.credentials
    return {
        "reviewer": reviewer, "reviewed_at": at, "reviewer_name": credentials.name,
        "reviewer_letters": credentials.letters, "reviewer_role": credentials.role,
        "reviewer_organisation": credentials.organisation, "credentials_until": credentials.valid_until,
        "credentials_confirmed_by": editor, "publish_at": at, "review_due_on": page.next_review_after(at),
    }  # fmt: skip


def _plain(one):
    """The row of the editions' table alone."""
    return Edition(**{field.attname: getattr(one, field.attname) for field in Edition._meta.local_fields})
