"""What readers get: a live edition that a second clinician signed, or an honest word about why not."""

import logging

from django.db.models import Exists, F, Func, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.http import Http404
from django.shortcuts import redirect, render

from editions import profiles
from editions.context_processors import demonstrations
from editions.models import Address, Edition, Status, Topic
from editions.reading import framing
from editions.serving import annotated, served
from markup import outline
from markup.questions import by_heading, questions

logger = logging.getLogger(__name__)

# How many earlier editions a page tells of. All of them are in its record.
MOST_EARLIER = 12


def show(request, model, template, context=None, below="", around=None):
    """The live edition of the page at this path: 404 for none, 410 once withdrawn, never an unsigned word.

    One query finds the page, its topics and the editions that readers saw. ``context(edition)`` gives what else
    the template needs. Another view of a page has its address ``below`` the page's own, and says by
    ``around(request, edition)`` which of its words it shows.
    """
    path = request.path_info.removesuffix(below)
    editions = list(_once_public(model, path))
    edition = next((one for one in editions if one.status == Status.PUBLISHED), None)
    if edition is None:
        return _absent(request, path)
    if not edition.may_be_served():
        logger.critical("Not serving edition %s: its seal or countersignature does not hold. Run verify.", edition.pk)
        return render(request, "public/held_back.html", {"list_of_all": model.list_of_all()}, status=503)
    if not edition.at_canonical:
        return redirect(edition.page.path + below, permanent=True)
    edition.page.path = path
    earlier = [one for one in editions if one is not edition and one.is_what_was_signed()]
    found = {"edition": edition, "page": edition.page, **(around or _around)(request, edition), "earlier": earlier}
    response = render(request, template, {**found, **(context(edition) if context else {})})
    return framing(response, found.get("framed", ()))


def _once_public(model, path):
    """The page's editions that readers saw, newest first, each with what its page is called and gathered under."""
    return (
        model.objects.filter(page__addresses__path=path, published_at__isnull=False)
        .select_related("page")
        .annotate(
            at_canonical=F("page__addresses__canonical"),
            topic_lines=topic_lines(),
            is_demonstration=Exists(demonstrations()),
            **profiles.paths(),
            **annotated(),
        )
        .order_by("-number")[: MOST_EARLIER + 1]
    )


def _around(request, edition):
    """What is made of an edition for readers beside its words."""
    html = edition.served_html
    return {
        **served(request, edition, html),
        "contents": outline.contents(html, without=("in-short",)),
        "links": outline.links(html),
        "minutes": outline.minutes(edition.text),
        "questions": by_heading(questions(html)),
        "topics": topics_of(edition),
        "is_demonstration": edition.is_demonstration,
    }


class Lines(Func):
    """The values of all rows of a subquery, one a line. No aggregate for Django, which would group by row."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="STRING_AGG", **context)


def topic_lines():
    """An annotation of editions: the topics of the page, each as a line ``slug name``; ``topics_of`` reads it."""
    each = Lines(Concat("slug", Value(" "), "name", output_field=TextField()), Value("\n", output_field=TextField()))
    topics = Topic.objects.filter(pages=OuterRef("page_id")).order_by().annotate(lines=each)
    return Subquery(topics.values("lines"))


def topics_of(edition):
    pairs = (line.split(" ", 1) for line in (edition.topic_lines or "").split("\n") if line)
    return sorted((Topic(slug=slug, name=name) for slug, name in pairs), key=lambda topic: topic.name)


def live_with_path():
    """Live editions, each with its ``path``."""
    return Edition.objects.live().filter(page__addresses__canonical=True).annotate(path=F("page__addresses__path"))


def listed(*kinds):
    """Live editions of these kinds for a list, newest review first, each with its ``path``: one query."""
    return live_with_path().filter(page__kind__in=kinds).order_by("-reviewed_at", "-pk")


def only_signed(editions):
    """The editions whose title and summary are those that a reviewer signed."""
    return [edition for edition in editions if edition.is_countersigned()]


def _absent(request, path):
    """A page that is withdrawn says so; of any other there is nothing to say."""
    address = Address.objects.select_related("page").filter(path=path).first()
    withdrawal = address and address.page.withdrawal
    if withdrawal is None:
        raise Http404
    instead = only_signed(Edition.objects.live().filter(page_id=withdrawal.successor_id).select_related("page"))
    context = {"withdrawal": withdrawal, "instead": instead, "list_of_all": address.page.kind_model.list_of_all()}
    return render(request, "public/gone.html", context, status=410)
