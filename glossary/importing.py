"""Begins a draft for each line of a spreadsheet: for all of them, or for none.

An *error* is what could not be saved, or would be ambiguous: an address that is wrong or taken, a name that two terms
would share. What only keeps a draft from being submitted is a *warning*: a draft may be unfinished.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from editions.models import Address
from glossary import names
from glossary.models import Term, TermEdition
from glossary.names import fold
from glossary.spreadsheet import WORDS, Remark
from markup.sources import Problem
from people.refused import Refused

LANGUAGE = "en"
_COLUMN_OF = {word: column for column, word in WORDS.items()}


@dataclass(frozen=True)
class Plan:
    """The records to begin, those to leave out, and what is to be said of them."""

    begins: list
    skipped: list
    remarks: list


def check(records, *, skip_existing=False, progress=lambda done, total: None):
    """Look at every record before anything is written; ``progress`` is told how many are done."""
    addresses, taken_names = _Addresses(), _Names()
    plan = Plan([], [], [])
    for done, record in enumerate(records, start=1):
        if not addresses.has(record.slug):
            plan.begins.append(record)
            plan.remarks.extend([*addresses.remarks(record), *_of_words(record, taken_names)])
        elif skip_existing:
            plan.skipped.append(record)
        else:  # nothing of its words: the page that is there has its names already
            plan.remarks.append(addresses.exists(record))
        progress(done, len(records))
    return plan


@transaction.atomic
def begin(records, *, by, progress=lambda done, total: None):
    """A draft by this person for each record; raises Refused with the line, and then nothing was written."""
    for done, record in enumerate(records, start=1):
        try:
            Term.objects.begin(by=by, slug=record.slug, language=LANGUAGE, **record.words)
        except Refused as refused:
            raise Refused(str(Remark(record.line, "", str(refused))), refused.code) from refused
        progress(done, len(records))


def _of_words(record, taken_names):
    if nul := [column for column, cell in record.cells.items() if "\x00" in cell]:
        return [Remark(record.line, column, "It holds a NUL character. Type it anew.") for column in nul]
    # Of no language, so that the model itself looks for its names in no live term: _Names does, once for all lines.
    draft = TermEdition(page=Term(language=""), **record.words)
    draft.normalise()
    errors = list(_not_savable(draft))
    warnings = [problem for problem in draft.problems() if problem not in errors]
    return [
        *(_remark(record, problem) for problem in errors),
        *taken_names.remarks(record, draft),
        *(_remark(record, problem, is_error=False) for problem in warnings),
    ]


def _not_savable(draft):
    """As the model's ``problems`` begin: what its columns do not take."""
    try:
        draft.clean_fields()
    except ValidationError as error:
        yield from (Problem(name, None, " ".join(messages)) for name, messages in error.message_dict.items())


def _remark(record, problem, *, is_error=True):
    column = _COLUMN_OF.get(problem.field, problem.field)
    return Remark(record.line, column, problem.message, problem.line, is_error)


class _Addresses:
    """Addresses of pages, former ones too, and those of the lines before."""

    def __init__(self):
        paths = Address.objects.filter(path__startswith=_path("")[:-1]).values_list("path", flat=True)
        self._taken = set(paths)
        self._lines = {}

    def has(self, slug):
        return _path(slug) in self._taken

    def exists(self, record):
        message = (
            f"There is a page at {_path(record.slug)} already, and an import only begins new ones. "
            "Leave this line out, or let --skip-existing do it."
        )
        return Remark(record.line, "slug", message)

    def remarks(self, record):
        if message := self._what_is_wrong(record.slug):
            yield Remark(record.line, "slug", message)
        self._lines.setdefault(record.slug, record.line)

    def _what_is_wrong(self, slug):
        if not slug:
            return "Write the last part of the page's address, such as letrozole."
        if slug in self._lines:
            return f"“{slug}” is the address in line {self._lines[slug]} already."
        try:
            Address(path=Term.refuse_address(slug, Term())).clean_fields(exclude={"page"})
        except Refused as refused:
            return str(refused)
        except ValidationError as error:
            return " ".join(error.messages)
        return None


def _path(slug):
    return f"/{Term.prefix}/{slug}/"


class _Names:
    """Who has a name: a live term, as in ``TermEdition.problems``, or one of the lines before.

    Of several lines with the same name all but one have to say what tells them apart.
    """

    def __init__(self):
        self._live, self._lines = {}, {}
        live = TermEdition.objects.live().filter(page__language=LANGUAGE).values_list("title", "names")
        for title, others in live:
            for name in (title, *(other.name for other in names.parse(others)[0])):
                self._live.setdefault(fold(name), title)

    def remarks(self, record, draft):
        if draft.title and (owner := self._owner(draft.title, record)):
            message = f"“{draft.title}” is a name of {owner} already. Give this term another name."
            yield Remark(record.line, "title", message)
        for other in draft.other_names:
            if not other.apart and (owner := self._owner(other.name, record)):
                message = (
                    f"“{other.name}” is a name of {owner} already. Say in a fourth part what tells the two apart "
                    "(kind | name | note | what tells them apart), or take it out."
                )
                yield Remark(record.line, "names", message, other.line)

    def _owner(self, name, record):
        """Which other term has this name, in words; from now on this record has it, if none does."""
        name = fold(name)
        if name in self._live:
            return f"the live term “{self._live[name]}”"
        line = self._lines.setdefault(name, record.line)
        return f"the term in line {line}" if line != record.line else None
