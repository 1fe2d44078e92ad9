"""The live terms of a language, read once for a generation: names and definitions, whose every word was signed."""

from dataclasses import dataclass, field

from editions import everywhere
from glossary import names
from glossary.linking import Linker
from glossary.lookup import Lookup
from glossary.models import TermEdition
from glossary.names import OtherName


@dataclass(frozen=True, eq=False)
class Entry:
    """What other pages show of a term."""

    page_id: int
    language: str
    path: str
    name: str
    definition: str
    say: str
    is_drug: bool
    drug_class: str
    endings: str
    others: tuple[OtherName, ...] = ()
    look_alikes: tuple = field(default=(), repr=False)

    def shown_names(self):
        return names.shown(self.name, self.others)


@dataclass(frozen=True, eq=False)
class Glossary:
    """All entries of a language, by name; ``linker`` finds them in texts, ``lookup`` by whatever somebody typed."""

    entries: tuple[Entry, ...]
    linker: Linker
    lookup: Lookup


def glossary(request, language):
    """The glossary of a language, kept until anything public changes."""
    return everywhere.kept(request, language)[TermEdition.kind]


def compiled(editions):
    """What is kept of the live terms; their longer texts are not."""
    entries = tuple(sorted((_entry(edition) for edition in editions), key=lambda one: one.name.lower()))
    return Glossary(entries, Linker(entries), Lookup(entries))


def _entry(row):
    return Entry(
        page_id=row.page_id,
        language=row.page.language,
        path=row.path,
        name=row.title,
        definition=row.summary,
        say=row.say,
        is_drug=row.is_drug,
        drug_class=row.drug_class,
        endings=row.endings,
        others=row.other_names,
        look_alikes=tuple(row.look_alikes),
    )
