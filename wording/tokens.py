"""From the tokens of the renderer to passages: Markdown's marks are no words, code and addresses are left out."""

import re
from dataclasses import dataclass

from markup.cards import LEVELS
from markup.render import is_renderable, parse
from wording.passages import Link, Passage, Picture
from wording.places import Places, title_of
from wording.sentences import CITED, plain

_BULLET = re.compile(r"^[-*](?:\s+|$)")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\ue000]*[^\s\ue000.,;:!?)\]\"'”’]")
_LISTS = {"bullet_list_open", "ordered_list_open", "dl_open"}
# What is cited in one part of these is not cited for the whole.
_UNSHARED = {"blockquote_open", "tbody_open", "thead_open", "footnote_block_open"}
_NAMES = {"heading_open": "heading", "dt_open": "term", "th_open": "header", "td_open": "cell"}
_PARAGRAPHS = {"list_item_open": "item", "dd_open": "definition", "footnote_open": "note"}


def passages(text, whole):
    """The passages of a text; ``whole``: with code and addresses, and with the lines of what cannot be rendered."""
    source = text.source.replace("\r\n", "\n").replace("\r", "\n")
    if text.form == "line":
        yield _line(source, 1)
        return
    lines = list(enumerate(source.split("\n"), start=1))
    if not is_renderable(source):
        yield from (_line(line, number) for number, line in lines if whole)
    elif text.form == "markdown":
        yield from _Reader(whole, 1).read(parse(source))
    else:
        for number, line in lines:
            yield from _Reader(whole, number, "point").read(parse(_BULLET.sub("", line.strip())))


def _line(text, number):
    return Passage("line", [(0, number)], text.replace(CITED, " "))


@dataclass(frozen=True)
class _Block:
    type: str
    level: int
    scope: object
    card: str
    title: str = ""


class _Reader:
    """Walks through the blocks; ``first`` is the line (from 1) where the tokens begin."""

    def __init__(self, whole, first, kind="paragraph"):
        self.whole = whole
        self.first = first
        self.kind = kind
        self.open = []
        self.lead = None
        self.places = Places()

    def read(self, tokens):
        line = self.first
        for number, token in enumerate(tokens):
            line = token.map[0] + self.first if token.map else line
            if token.nesting == 1:
                yield from self._begin(token, number, line)
            elif token.nesting == -1:
                self.open.pop()
                self.places.end(token.type)
            elif token.type == "inline":
                passage = self._inline(token, line)
                yield passage
                yield from (
                    Passage("picture", [(0, one.line)], one.words)
                    for one in passage.pictures
                    if one.words not in passage.text
                )
            elif self.whole and token.type in {"fence", "code_block"}:
                yield self._placed(Passage("code", [(0, line)], token.content))

    def _begin(self, token, number, line):
        card = ""
        if token.type.startswith("container_"):
            name, *title = token.info.split()
            card = name if name in LEVELS else ""
            if title:
                yield self._placed(Passage("title", [(0, line)], " ".join(title), card=card))
        level = int(token.tag[1]) if token.type == "heading_open" else 0
        scope, title = self._scope(token, number), title_of(token) or self._lead_of(token)
        self.open.append(_Block(token.type, level, scope, card, title))

    def _lead_of(self, token):
        """The words of the paragraph that leads to a list."""
        leads = token.type in _LISTS and self._scope_of_lead(token) is not None
        return plain(self.lead[0].text) if leads else ""

    def _placed(self, passage):
        self.places.put(passage, [(block.type, block.title) for block in self.open])
        return passage

    def _scope(self, token, number):
        if token.type == "footnote_open":
            return "note", token.meta["id"]
        if token.type in _LISTS or token.type == "table_open":
            return self._scope_of_lead(token)
        return None if token.type in _UNSHARED else (self.first, number)

    def _scope_of_lead(self, token):
        """Of the paragraph before a table, or before a list if it ends with a colon."""
        passage, depth, scope = self.lead or (None, -1, None)
        if passage is None or depth != len(self.open):
            return None
        leads = token.type == "table_open" or passage.text.rstrip(f" \n{CITED}").endswith(":")
        return scope if leads else None

    def _inline(self, token, line):
        last = self.open[-1] if self.open else _Block("", 0, None, "")
        passage = Passage(self._kind(last.type), [(0, line)], level=last.level)
        passage.scopes = {block.scope for block in self.open if block.scope is not None}
        passage.card = next((block.card for block in reversed(self.open) if block.card), "")
        _Words(passage, self.whole).read(token.children or (), line)
        self.lead = (passage, len(self.open) - 1, last.scope)
        return self._placed(passage)

    def _kind(self, last):
        inner = [block.type for block in self.open if block.type in _PARAGRAPHS]
        return _NAMES.get(last) or (_PARAGRAPHS[inner[-1]] if inner else self.kind)


class _Words:
    """Fills a passage with the words of its inline tokens."""

    def __init__(self, passage, whole):
        self.passage = passage
        self.whole = whole
        self.links = []

    def read(self, children, first):
        line = first
        for child in children:
            if child.type in {"softbreak", "hardbreak"}:
                line += 1
                self._add("\n", line)
            elif child.type == "citation":
                self.passage.citations.append(tuple(child.meta["keys"]))
                line = first + child.meta["line"]
                self._add(CITED, line)
                line += child.content.count("\n")
            else:
                self._read_one(child, line)
            for link in self.links:
                link[-1] += child.content or " "

    def _read_one(self, child, line):
        content = child.content.replace(CITED, " ")
        if child.type == "text":
            self._text(content, line)
        elif child.type == "code_inline":
            self._add(content if self.whole else "", line)
        elif child.type == "link_open":
            self.links.append([str(child.attrs.get("href", "")), line, len(self.passage.text), ""])
        elif child.type == "link_close":
            address, line, start, words = self.links.pop()
            self.passage.links.append(Link(words.strip(), address, line, start))
        elif child.type == "image":
            self._picture(child, content, line)
        elif child.type == "footnote_ref":
            self.passage.scopes.add(("note", child.meta["id"]))

    def _text(self, text, line):
        if not self.links:
            for match in _ADDRESS.finditer(text):
                self.passage.links.append(Link(match[0], match[0], line, len(self.passage.text) + match.start()))
        self._add(text if self.whole else _ADDRESS.sub("", text), line)

    def _picture(self, child, content, line):
        self.passage.pictures.append(Picture(content.strip(), str(child.attrs.get("src", "")), line))
        self._add(content if self.links else "", line)

    def _add(self, text, line):
        if text:
            self.passage.starts.append((len(self.passage.text), line))
            self.passage.text += text
