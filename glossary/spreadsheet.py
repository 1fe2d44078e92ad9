"""Terms as a spreadsheet: CSV, a line for each term, a column for its address and each of its words.

A cell that a spreadsheet program would take for a formula is written with an apostrophe in front, and read without it.
So is a cell that has such an apostrophe of its own: what was written is read again letter by letter.
"""

import csv
import io
import re
from dataclasses import dataclass

from people.refused import Refused

# The columns that hold words, and what a TermEdition calls them.
WORDS = {
    "title": "title", "definition": "summary", "sort": "sort", "say": "say", "names": "names", "class": "drug_class",
    "given": "given", "used_for": "used_for", "side_effects": "side_effects", "call_team": "call_team",
    "not_the_same_as": "not_the_same_as", "atc": "atc", "ncit": "ncit", "rxnorm": "rxnorm", "endings": "endings",
    "text": "body", "sources": "sources", "unexplained": "unexplained", "sought_as": "sought_as",
}  # fmt: skip
COLUMNS = ("slug", *WORDS)
_MAY_BE_LEFT_OUT = {"unexplained", "sought_as"}
_DELIMITERS = ",;"
# What spreadsheet programs begin a formula with, wide forms too: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = "[=+@\t\r＝＋－＠-]"


@dataclass(frozen=True)
class Remark:
    """What is wrong with a line of the file (from 1: where its record begins), and in which line of which cell."""

    line: int
    column: str
    message: str
    within: int | None = None
    is_error: bool = True

    def __str__(self):
        within = f", line {self.within} of the cell" if self.within else ""
        column = f", {self.column}" if self.column else ""
        return f"line {self.line}{column}{within}: {self.message}"


@dataclass(frozen=True)
class Record:
    """A line of the file, which may go on over several: where it begins, and its cells by their columns."""

    line: int
    cells: dict

    @property
    def slug(self):
        return self.cells["slug"].strip()

    @property
    def words(self):
        """The cells, called as a TermEdition calls them."""
        return {word: self.cells[column] for column, word in WORDS.items() if column in self.cells}


class _Broken(Refused):
    """From this line on nothing can be read."""

    def __init__(self, line, message):
        super().__init__(message, "broken")
        self.line = line


def harmless(text):
    return f"'{text}" if re.match(f"'*{_FORMULA}", text) else text


def as_written(cell):
    """A cell without the apostrophe that ``harmless`` put in front."""
    return cell[1:] if re.match(f"'+{_FORMULA}", cell) else cell


def write(stream, rows):
    """Rows are (slug, TermEdition). The stream must leave line ends alone (``newline=""``)."""
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for slug, edition in rows:
        writer.writerow([slug, *(harmless(getattr(edition, word)) for word in WORDS.values())])


def read(data):
    """The records of a file's bytes, and a Remark for each line that is none; Refused when no line can be read."""
    text = _decoded(data)
    lines = _lines(text, _delimiter(text))
    columns = _columns(lines)
    records, remarks = [], []
    try:
        for begins, cells in lines:
            if len(cells) == len(columns):
                texts = map(as_written, cells)
                records.append(Record(begins, dict(zip(columns, texts, strict=True))))
            else:
                remarks.append(Remark(begins, "", f"It has {len(cells)} cells, and there are {len(columns)} columns."))
    except _Broken as broken:
        remarks.append(Remark(broken.line, "", f"{broken} What follows was not read."))
    if not (records or remarks):
        raise Refused("The file has no line below the names of its columns.", "empty")
    return records, remarks


def _decoded(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = f"The file is not in UTF-8 (line {line}). Save it as “CSV UTF-8”."
        raise Refused(message, "encoding") from error


def _lines(text, delimiter):
    """(the line where it begins, its cells) of each record; those without a word are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise _Broken(begins, _why(str(error))) from error
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield begins, cells


def _why(error):
    if "field limit" in error:
        return f"A cell is longer than {csv.field_size_limit()} characters; or a quotation mark is never closed."
    return f"A quotation mark is not closed, or one within a cell is not written twice ({error})."


def _delimiter(text):
    """The one with which the first line names the most columns."""

    def known(delimiter):
        try:
            _line, cells = next(_lines(text, delimiter), (1, []))
        except _Broken:
            return 0
        return len({_named(cell) for cell in cells} & {*COLUMNS})

    return max(_DELIMITERS, key=known)


def _columns(lines):
    """The names in the first line; raises Refused with everything that is wrong with them."""
    try:
        _line, cells = next(lines, (1, []))
    except _Broken as broken:
        raise Refused(f"The names of the columns cannot be read. {broken}", "columns") from broken
    if not cells:
        raise Refused("The file is empty.", "empty")
    names = [_named(cell) for cell in cells]
    if wrong := list(_wrong_columns(names)):
        expected = ", ".join(COLUMNS)
        message = f"The columns are not right: {'; '.join(wrong)}. Expected, in any order: {expected}."
        raise Refused(message, "columns")
    return names


def _named(cell):
    return cell.strip().lower()


def _wrong_columns(names):
    for place, name in enumerate(names, start=1):
        if not name:
            yield f"column {place} has no name"
        elif name not in COLUMNS:
            yield f"“{name}” is unknown"
        elif name in names[: place - 1]:
            yield f"“{name}” is there twice"
    yield from (f"“{name}” is missing" for name in COLUMNS if name not in {*names, *_MAY_BE_LEFT_OUT})
