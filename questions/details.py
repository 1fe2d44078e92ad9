"""Personal details in a text, as a moderator decides on them: each taken out, or kept because it identifies nobody."""

import hashlib
import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from questions import personal


@dataclass(frozen=True)
class Detail:
    """The same words are one detail, wherever they stand. ``key`` names it in a form, and tells nothing of it."""

    key: str
    label: str
    text: str

    def stands_in(self, wording):
        """Whether these words are there, whatever their capitals and spaces."""
        words = r"\s+".join(re.escape(word) for word in self.text.split())
        return re.search(rf"(?<!\w){words}(?!\w)", wording, re.IGNORECASE) is not None


def details(*texts):
    """Each ``Detail`` of these texts once, in order."""
    found = {}
    for text in texts:
        for one in personal.findings(text):
            detail = _detail(one)
            found.setdefault(detail.key, detail)
    return list(found.values())


def marked(text):
    """The text as safe HTML with its details marked, each mark with what it is, in paragraphs and lines."""
    parts, at = [], 0
    for one in personal.findings(text):
        detail = _detail(one)
        parts += [_lines(text[at : one.start]), _mark(detail)]
        at = one.end
    return mark_safe("".join([*parts, _lines(text[at:])]))


def without_details(text):
    """The text with a word in brackets in the place of each detail: where a moderator begins."""
    return personal.without(text, personal.findings(text))


def _detail(one):
    same = " ".join(one.text.casefold().split())
    return Detail(hashlib.sha256(same.encode()).hexdigest()[:16], str(personal.Sort(one.sort).label), one.text)


def _mark(detail):
    return format_html(
        '<mark class="detail">{}<span class="detail-label"> ({})</span></mark>', detail.text, detail.label
    )


def _lines(text):
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in text.split("\n")))
