"""schema.org of an answer: QAPage, with one question and one answer, in the words that stand on the page."""

import re

from django.utils import timezone

from editions import schema
from editions.views import topics_of
from markup.sanitise import plain_text

# The parts of the words area, whose class names and order are a contract (templates/questions/words.html).
_PARTS = {
    "question": re.compile(r'<section class="asked".*?</h2>(.*?)</section>', re.DOTALL),
    "short": re.compile(r'<section class="in-short".*?</h2>(.*?)</section>', re.DOTALL),
    "body": re.compile(r'<div class="body">(.*)</div>\s*(?:<section class="sources"|\Z)', re.DOTALL),
}


def question_schema(edition):
    """The template's ``schema``. https://schema.org/QAPage"""
    page = schema.medical_web_page(edition, topics_of(edition)) | {"@type": ["MedicalWebPage", "QAPage"]}
    return {"schema": schema.script({**page, "mainEntity": _question(edition), **schema.cited(edition)})}


def _question(edition):
    return {
        "@type": "Question",
        "name": edition.title,
        "text": part(edition, "question"),
        "answerCount": 1,
        "acceptedAnswer": schema.without_empty(
            {
                "@type": "Answer",
                "text": "\n".join(filter(None, [part(edition, "short"), part(edition, "body")])),
                "author": schema.person(edition.author_name, edition.author_profile),
                "dateModified": timezone.localdate(edition.reviewed_at).isoformat(),
                "url": schema.address(edition.page.path),
            }
        ),
    }


def part(edition, name):
    """The text of one part of the frozen words area; "" when it is not there."""
    found = _PARTS[name].search(edition.html)
    return plain_text(found.group(1)) if found else ""
