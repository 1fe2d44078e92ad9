"""Every part of the public design on one page, with invented words. Served in development only."""

import datetime
from types import SimpleNamespace

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from editions.models import Edition, Topic
from markup.outline import Place, contents, links
from markup.render import render as markdown
from markup.sources import Source
from videos.holders import held
from videos.models import VideoEdition

BODY = """
## Text

A paragraph with **strong words**, *stressed words*, [a link](https://example.org/), and a note[^1]. Lines have 62 to
66 characters, so that tired eyes find the next one.

### A heading of the second rank

1. one
2. two

| Medicine | How it is given |
|---|---|
| an invented one | by mouth |
| another | by a drip |

> A quotation stands like this.

[^1]: The words of the note.

## Care cards

::: emergency Call 112, 999 or 911 now for
- the first sign
- the second sign
:::

::: urgent Call your 24-hour line now for
- a sign
:::

::: non-urgent Call your team in the next days for
- a lesser sign
:::

## Do and do not

::: do
- drink small sips often
:::

::: dont
- stop a medicine before you have asked
:::
"""


@require_safe
def parts(request):
    body = markdown(BODY, doc="text")
    return render(request, "design.html", {"body": mark_safe(body), "contents": contents(body), **_page(), **_later()})


def _page():
    now = timezone.now()
    past = now - datetime.timedelta(days=400)
    signed = {"reviewer_name": "Invented Reviewer", "reviewer_letters": "MB BS", "reviewer_role": "invented role",
              "reviewer_organisation": "nobody's hospital", "author_name": "Invented Writer"}  # fmt: skip
    edition = Edition(
        title="Every part", number=3, reviewed_at=past, review_due_on=past.date(), seal="0123456789abcdef",
        change_note="What changed for readers stands here.", **signed,
    )  # fmt: skip
    before = Edition(number=2, reviewed_at=past, change_note="The first mend.", **signed)
    listed = SimpleNamespace(path="#top", title="A page in a list", summary="Its summary.", reviewed_at=now, **signed)
    return {
        "edition": edition,
        "earlier": [before],
        "minutes": 4,
        "points": ["The first thing to know.", "The second.", "The third."],
        "cited": [(Source("a", "A source. A journal 2024.", "https://example.org/a", 1), ["cite-a-1"])],
        "links": links(markdown(BODY)),
        "topics": [_topic("Treatment", 4), _topic("Living with it", 1)],
        "editions": [listed],
        "part": Paginator(range(30), 10).page(2),
    }


def _later():
    """Parts that wait for the kinds that use them."""
    passage = mark_safe("… the words that were <mark>found</mark> are marked …")
    term = SimpleNamespace(
        path="#top",
        name="fulvestrant",
        say="ful-VES-trant",
        definition="A definition in plain words.",
    )
    return {
        "film": VideoEdition(title="A film", seconds=65, film_bytes=5_000_000, recorded_on=timezone.now().date()),
        "held": held("https://vimeo.com/123456789"),
        "term": term,
        "questions": [("Questions to ask", ["What is the aim of this treatment?", "What should make me call you?"])],
        "letters": [(letter, index % 3) for index, letter in enumerate("ABCDEFGHIJ")],
        "result": SimpleNamespace(
            edition=SimpleNamespace(path="#top", title="A page that was found"), passage=passage, sort="Article"
        ),
        "problems": [Place("name", "Write your name.")],
    }


def _topic(name, count):
    topic = Topic(name=name, slug="invented")
    topic.count = count
    return topic
