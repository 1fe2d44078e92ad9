"""The smallest blocks of words, their sentences, links and pictures, each with its line in the source."""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from wording import sentences
from wording.findings import LONGEST_EXCERPT


@dataclass(frozen=True)
class Link:
    """``start`` is where its words begin in the passage."""

    words: str
    address: str
    line: int
    start: int


@dataclass(frozen=True)
class Picture:
    words: str
    address: str
    line: int


@dataclass(frozen=True)
class Sentence:
    """``text`` is one line without citations; ``start`` and ``end`` are its place in the passage."""

    text: str
    start: int
    end: int
    line: int

    @cached_property
    def words(self):
        return sentences.words(self.text)

    @property
    def asks(self):
        return self.text.rstrip("\"'”’»)] ").endswith("?")


@dataclass
class Passage:
    """The smallest block: heading, paragraph, item, header, cell, term, definition, note, title, picture, point, line.

    ``text`` is plain, with a line break for each in the source and ``CITED`` for each citation; ``starts``
    has (offset, line) in order. Passages that share one of their ``scopes`` share their citations: those of
    one paragraph, list item, row, card, and those of the paragraph that leads to a list or a table.
    ``place`` has the headings, titles and terms above it, from the outermost, ``row`` the header of its column and
    the other cells of its row, ``citations`` the keys behind each ``CITED``.
    """

    kind: str
    starts: list
    text: str = ""
    level: int = 0
    card: str = ""
    scopes: set = field(default_factory=set)
    links: list = field(default_factory=list)
    pictures: list = field(default_factory=list)
    place: tuple = ()
    row: tuple = ()
    citations: list = field(default_factory=list)

    @property
    def line(self):
        return self.starts[0][1]

    def line_at(self, offset):
        return self.starts[max(0, bisect_right(self.starts, (offset, float("inf"))) - 1)][1]

    @cached_property
    def sentences(self):
        return [Sentence(sentences.plain(self.text[a:b]), a, b, self.line_at(a)) for a, b in sentences.spans(self.text)]

    def sentence_at(self, offset):
        place = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1
        return self.sentences[place] if place >= 0 else None

    def excerpt(self, start, end):
        """The sentence around a place; of a long one, the words near it."""
        around = self.sentence_at(start)
        first, last = (around.start, max(around.end, end)) if around else (start, end)
        if last - first > LONGEST_EXCERPT:
            first = max(first, min(start - LONGEST_EXCERPT // 2, last - LONGEST_EXCERPT))
        return sentences.plain(self.text[first:last])[:LONGEST_EXCERPT].strip()
