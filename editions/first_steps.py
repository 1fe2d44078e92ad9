"""The path for somebody who was told just now, as readers see it: on the home page, and at the end of each step."""

from django.db.models import Subquery, TextField, Value
from django.db.models.functions import Concat

from editions import serving
from editions.models import FirstStep, Status
from editions.views import Lines, live_with_path, only_signed


def shown():
    """Live editions of the pages on the path, in its order, each with its ``path``: one query."""
    on_the_path = live_with_path().filter(page__first_step__isnull=False)
    order = (f"page__first_step__{name}" for name in FirstStep._meta.ordering)
    return only_signed(on_the_path.order_by(*order))


@serving.annotate
def path_lines():
    """``first_step_lines``: all live steps, each as a line ``position pk page path``; ``_place`` reads it."""
    text, space = TextField(), Value(" ")
    each = Concat("position", space, "pk", space, "page_id", space, "page__addresses__path", output_field=text)
    live = FirstStep.objects.filter(page__editions__status=Status.PUBLISHED, page__addresses__canonical=True)
    lines = live.order_by().annotate(lines=Lines(each, Value("\n", output_field=text)))
    return {"first_step_lines": Subquery(lines.values("lines"))}


@serving.register
def say_which_step(request, edition, html):
    """``step``: which of the first steps this page is. Its words are ours: no title of another page is shown."""
    return html, {"step": _place(edition.page_id, getattr(edition, "first_step_lines", None))}


def _place(page, lines):
    """The number of a page on the path, of how many, and the next one's path or ""; None beside the path, or alone."""
    rows = map(str.split, (lines or "").splitlines())
    steps = sorted((int(position), int(pk), int(of), path) for position, pk, of, path in rows)
    pages = [of for _position, _pk, of, _path in steps]
    if page not in pages or len(pages) == 1:
        return None
    number = pages.index(page) + 1
    return {"number": number, "total": len(pages), "next": steps[number][-1] if number < len(pages) else ""}
