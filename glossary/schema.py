"""schema.org's DefinedTerm and Drug; what each says is visible on the page."""

from django.utils import timezone

from editions import schema
from glossary.names import HIDDEN


def term_schema(edition):
    """The template's ``schema``."""
    others = [other.name for other in edition.other_names if other.kind not in HIDDEN]
    data = {
        "@type": ["DefinedTerm", "Drug"] if edition.is_drug else "DefinedTerm",
        "url": schema.address(edition.page.path),
        "name": edition.title,
        "alternateName": others,
        "description": edition.summary,
        "inLanguage": edition.page.language,
        "termCode": edition.atc,
    }
    drug = {"nonProprietaryName": edition.title, "drugClass": edition.drug_class, "administrationRoute": edition.given}
    page = {
        "@type": "MedicalWebPage",
        "url": schema.address(edition.page.path),
        "lastReviewed": timezone.localdate(edition.reviewed_at).isoformat(),
        "reviewedBy": schema.reviewer(edition),
    }
    data |= {"subjectOf": page} | (drug if edition.is_drug else {})
    return schema.script(schema.without_empty(data))
