"""Entries of a glossary without a database: invented ones, and those of the demonstration."""

import itertools
from functools import cache
from pathlib import Path

from django.conf import settings

from glossary import names
from glossary.entries import Entry
from stage4site.demo_pages import sections

DEMO = Path(settings.BASE_DIR) / "fixtures" / "demo" / "glossary"
_numbers = itertools.count(1)


def entry(name, *others, page_id=None, **details):
    """An entry; each other name is a line as writers write it, such as ``brand | Herceptin``."""
    page_id = page_id or next(_numbers)
    given = {"path": f"/glossary/{names.slug_of(name)}-{page_id}/", "definition": f"What {name} is.", "language": "en"}
    parsed, problems = names.parse("\n".join(others))
    assert not problems
    rest = {"say": "", "is_drug": False, "drug_class": "", "endings": "", **given, **details}
    return Entry(page_id=page_id, name=name, others=tuple(parsed), **rest)


@cache
def demo_entries():
    """Every entry of the demonstration, from its files."""
    return [_of_file(number, path) for number, path in enumerate(sorted(DEMO.glob("*.txt")), start=1)]


def _of_file(number, path):
    given = sections(path)
    return entry(
        given["title"],
        *given.get("names", "").splitlines(),
        page_id=number,
        path=f"/glossary/{path.stem}/",
        definition=given["definition"],
        is_drug=given["sort"] == "drug",
        drug_class=given.get("class", ""),
    )
