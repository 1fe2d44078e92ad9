"""The search within a transcript (``?find=``), put above it when a page is served: it works without scripts, and no
letter of the words is changed by it. static/public/transcript.js takes it over.
"""

import re
from dataclasses import dataclass, field

from django.template.loader import render_to_string

from markup.found import folded, marked

# Shorter ones are read at a glance.
FEWEST = 5  # passages and corrections
SHORTEST, LONGEST = 2, 100  # characters that are looked for
_HEADING = re.compile(r'<h2 id="transcript">.*?</h2>', re.DOTALL)
_PASSAGE = re.compile(r'<p class="said" id="([a-z0-9-]+)">.*?</p>|<div class="correction notice">.*?</div>', re.DOTALL)
_TIME = re.compile(r'<a class="at"[^>]*>([^<]*)</a>')


@dataclass
class Found:
    """``places``: {id: its time, or "" where it has none} of the passages in which there is something."""

    html: str
    count: int = 0
    places: dict = field(default_factory=dict)


def put_search(request, edition, html):
    """``transcript_form``: whether there is one; ``is_search``: whether something is looked for."""
    heading = _HEADING.search(html) if edition.kind == "video" else None
    if heading is None or len(_PASSAGE.findall(html)) < FEWEST:
        return html, {}
    asked = " ".join(request.GET.get("find", "").split())[:LONGEST]
    found = _found(html[heading.end() :], folded(asked)) if len(asked) >= SHORTEST else Found(html[heading.end() :])
    told = {"asked": asked, "found": found, "shortest": SHORTEST}
    form = render_to_string("videos/find.html", {**told, "action": request.path})
    return html[: heading.end()] + form + found.html, {"transcript_form": True, "is_search": bool(asked)}


def _found(html, wanted):
    """In what follows the heading, all passages and their corrections with marks."""
    found, out, done, here = Found(html), [], 0, None
    for passage in _PASSAGE.finditer(html):
        here = passage if passage[1] else here
        words, count = marked(passage[0], wanted)
        out += [html[done : passage.start()], words]
        done = passage.end()
        if count and here:
            time = _TIME.search(here[0])
            found.places[here[1]] = time[1] if time else ""
        found.count += count
    found.html = "".join([*out, html[done:]])
    return found
