from django.utils import timezone

from editions import schema


def profile_schema(edition):
    """The template's context: what this person wrote and reviewed, and the ``schema`` of a profile."""
    person = schema.person(
        edition.title,
        edition.page.path,
        honorificSuffix=edition.credentials,
        jobTitle=edition.role,
        affiliation={"@type": "Organization", "name": edition.organisation} if edition.organisation else None,
        description=edition.summary,
    )
    reviewed = timezone.localdate(edition.reviewed_at).isoformat()
    page = {"@type": "ProfilePage", "url": schema.address(edition.page.path), "mainEntity": person}
    data = page | {"lastReviewed": reviewed, "inLanguage": edition.page.language}
    return {"schema": schema.script(data), "written": edition.written(), "reviewed": edition.reviewed()}
