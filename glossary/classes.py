"""Classes of medicines, as the medicines name them. A class has a page while a live medicine belongs to it."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from glossary.names import slug_of


@dataclass(frozen=True)
class DrugClass:
    name: str
    count: int

    @property
    def slug(self):
        return slug_of(self.name)


def class_path(name):
    """The address of a class's page; "" for a name that gives none."""
    slug = slug_of(name)
    return reverse("glossary:class", args=[slug]) if slug else ""


def classes(entries):
    """The classes of these entries, by name."""
    counts = Counter(entry.drug_class for entry in entries if slug_of(entry.drug_class))
    return [DrugClass(name, counts[name]) for name in sorted(counts, key=str.lower)]


def drugs_of(entries, slug):
    return [entry for entry in entries if slug and slug_of(entry.drug_class) == slug]
