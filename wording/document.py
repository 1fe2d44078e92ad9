"""The words of a text as readers see them: what the checks read."""

from functools import cached_property

from wording import sentences, tokens
from wording.findings import LONGEST_EXCERPT, SOURCES, WARNING, Finding
from wording.sentences import CITED

# Passages of these kinds are made of sentences; in the others there are names, titles and cells.
PROSE = {"paragraph", "item", "definition", "note", "point", "line"}


class Document:
    """A text, read for the checks. ``whole`` keeps code and addresses, which readers see too.

    Sources are no prose, and a text beyond the renderer's limits is not read: neither has passages.
    """

    def __init__(self, text, *, whole=False):
        self.text = text
        self.field = text.field
        self.passages = list(tokens.passages(text, whole)) if text.field != SOURCES else []

    @cached_property
    def prose(self):
        return [passage for passage in self.passages if passage.kind in PROSE]

    @cached_property
    def sentences(self):
        """(passage, sentence) for each sentence of the prose."""
        return [(passage, sentence) for passage in self.prose for sentence in passage.sentences]

    @cached_property
    def cited_scopes(self):
        return set().union(*(passage.scopes for passage in self.passages if CITED in passage.text))

    @cached_property
    def links(self):
        return [(passage, link) for passage in self.passages for link in passage.links]

    @cached_property
    def pictures(self):
        return [picture for passage in self.passages for picture in passage.pictures]

    def finding(self, check, message, passage, start, end, level=WARNING):
        """A finding at a place (offsets) of a passage."""
        excerpt = passage.excerpt(start, end)
        return Finding(check, level, self.field, passage.line_at(start), excerpt, message)

    def finding_at(self, check, message, line, excerpt, level=WARNING):
        """A finding at a line, or (``None``) about the whole text."""
        return Finding(check, level, self.field, line, sentences.plain(excerpt)[:LONGEST_EXCERPT].strip(), message)
