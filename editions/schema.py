"""schema.org: what a page says, for machines. It says nothing that the page does not show.

Properties of https://schema.org/MedicalWebPage; the values are those that were frozen at submission and sign-off.
"""

import json

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import mark_safe

from markup import outline, sources

_HARMLESS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def script(data):
    """JSON that can stand within a script element."""
    given = {"@context": "https://schema.org", **data}
    return mark_safe(json.dumps(given, ensure_ascii=False).translate(_HARMLESS))


def address(path):
    return settings.SITE_URL + path


def without_empty(data):
    return {name: value for name, value in data.items() if value not in ("", None, [], {})}


def medical_web_page(edition, topics):
    """A page that a clinician reviewed. ``author_profile`` and ``reviewer_profile`` are annotations (paths)."""
    return without_empty(
        {
            "@type": "MedicalWebPage",
            "url": address(edition.page.path),
            "name": edition.title,
            "description": edition.summary,
            "inLanguage": edition.page.language,
            "version": edition.number,
            "lastReviewed": timezone.localdate(edition.reviewed_at).isoformat(),
            "reviewedBy": reviewer(edition),
            "author": person(edition.author_name, edition.author_profile),
            "about": [{"@type": "Thing", "name": topic.name, "url": address(topic.path)} for topic in topics],
        }
    )


def cited(edition):
    """The sources of a kind that has them, as readers count them."""
    listed, _problems = sources.parse(edition.sources)
    found = (listed[key] for key in outline.sources_in_order(edition.html) if key in listed)
    works = [{"@type": "CreativeWork", "name": one.reference, "url": one.address} for one in found]
    return without_empty({"citation": [without_empty(work) for work in works]})


def person(name, profile=None, **more):
    url = address(profile) if profile else ""
    return without_empty({"@type": "Person", "name": name, "url": url, **more})


def reviewer(edition):
    organisation = {"@type": "Organization", "name": edition.reviewer_organisation}
    return person(
        edition.reviewer_name,
        edition.reviewer_profile,
        honorificSuffix=edition.reviewer_letters,
        jobTitle=edition.reviewer_role,
        affiliation=organisation if edition.reviewer_organisation else None,
    )
