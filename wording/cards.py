"""Care cards that were added, removed or changed."""

from collections import Counter
from dataclasses import dataclass

from markup.cards import LEVELS, level_in_words
from markup.render import parse

MOST_CARDS = 200


@dataclass(frozen=True)
class Card:
    level: str
    title: str
    lines: tuple[str, ...]

    def __str__(self):
        words = level_in_words(self.level)
        return f"{words}: {self.title}" if self.title else words


def cards(text):
    """The care cards of a Markdown text, in order."""
    if text.form != "markdown":
        return []
    found, open_ = [], []
    for token in parse(text.source):
        name = token.type.removeprefix("container_").removesuffix("_open").removesuffix("_close")
        if token.type.startswith("container_") and name in LEVELS:
            if token.nesting == 1:
                open_.append((name, " ".join(token.info.split()[1:]), []))
            else:
                level, title, lines = open_.pop()
                found.append(Card(level, title, tuple(lines)))
        elif open_ and token.type == "inline":
            for _level, _title, lines in open_:
                lines.append(_words(token))
    return found[:MOST_CARDS]


def _words(token):
    words = "".join(
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in token.children
        if child.type != "citation"
    )
    return " ".join(words.split())


def changes(was, now):
    """(removed, added, context) for each card that is not the same; a card that only moved is."""
    before, after = cards(was), cards(now)
    same = Counter(before) & Counter(after)
    before, after = _without(before, same.copy()), _without(after, same.copy())
    for is_like in (_same_but_level, _same_title, _same_lines, _alike):
        for card in list(before):
            other = next((one for one in after if is_like(card, one)), None)
            if other:
                before.remove(card)
                after.remove(other)
                yield _change(card, other)
    yield from ((str(card), "", " ".join(card.lines)) for card in before)
    yield from (("", str(card), " ".join(card.lines)) for card in after)


def _without(found, same):
    left = []
    for card in found:
        if same[card] > 0:
            same[card] -= 1
        else:
            left.append(card)
    return left


def _same_but_level(card, other):
    return card.title == other.title and card.lines == other.lines


def _same_title(card, other):
    return bool(card.title) and card.title == other.title and card.level == other.level


def _same_lines(card, other):
    return bool(card.lines) and card.lines == other.lines


def _alike(card, other):
    shared = len(set(card.lines) & set(other.lines))
    return (bool(card.title) and card.title == other.title) or 2 * shared >= max(len(card.lines), len(other.lines), 1)


def _change(card, other):
    """Another level or title, or the lines that went and came."""
    if str(card) != str(other):
        return str(card), str(other), " ".join(other.lines)
    gone = Counter(card.lines) - Counter(other.lines)
    come = Counter(other.lines) - Counter(card.lines)
    return " / ".join(gone), " / ".join(come), str(other)
