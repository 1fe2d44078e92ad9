"""Two renderings side by side, with the words that differ marked: ``<del>`` in the old, ``<ins>`` in the new.

Works on the safe HTML of our own renderer. Blocks are compared first, then words within blocks that differ, as
in ``markup.difference``. Only text is wrapped: the marks change no tag, and taking them out gives back what came in.
"""

import re
from difflib import SequenceMatcher

_TAG = re.compile(r"""(<(?:[^<>"]|"[^"]*")*>)""")
_WORD = re.compile(r"&#?\w+;|\w+|\s+|.", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|img|mark|span|strong|sub|sup|br)\b")
# Beyond this, texts are shown unmarked: the differences by field say it anyway.
_MANY_BLOCKS, _MANY_WORDS = 3_000, 6_000


class _Side:
    """One rendering as pieces (tags and text in turn), and its words by block."""

    def __init__(self, html):
        self.pieces = _TAG.split(html)
        self.blocks, words = [], []
        for place, piece in enumerate(self.pieces):
            if place % 2 == 0:
                words += [(place, word) for word in _WORD.findall(piece)]
            elif not _INLINE.match(piece):
                self._add(words)
                words = []
        self._add(words)
        self.texts = ["".join(word for _place, word in block).strip() for block in self.blocks]

    def _add(self, words):
        if any(not word.isspace() for _place, word in words):
            self.blocks.append(words)

    def words(self, first, last):
        return [word for block in self.blocks[first:last] for word in block]

    def marked(self, changed, tag):
        """The HTML again; ``changed`` are the words to mark, counted over all blocks."""
        out, at, flags = list(self.pieces), 0, {}
        for block in self.blocks:
            for place, word in block:
                flags.setdefault(place, []).append((word, at in changed))
                at += 1
        for place, words in flags.items():
            out[place] = _wrapped(words, tag)
        return "".join(out)

    def offset(self, block):
        return sum(map(len, self.blocks[:block]))


def marked(old, new):
    """The old and the new HTML, with what was removed and what was added marked."""
    was, now = _Side(old), _Side(new)
    if len(was.blocks) + len(now.blocks) > _MANY_BLOCKS:
        return old, new
    removed, added = set(), set()
    for a1, a2, b1, b2 in _changed_blocks(was.texts, now.texts):
        for first, last, start, end in _changed_words(was.words(a1, a2), now.words(b1, b2)):
            removed.update(range(was.offset(a1) + first, was.offset(a1) + last))
            added.update(range(now.offset(b1) + start, now.offset(b1) + end))
    return was.marked(removed, "del"), now.marked(added, "ins")


def _changed_blocks(was, now):
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, was, now).get_opcodes():
        if tag == "replace" and a2 - a1 == b2 - b1:
            yield from ((a1 + n, a1 + n + 1, b1 + n, b1 + n + 1) for n in range(a2 - a1))
        elif tag != "equal":
            yield a1, a2, b1, b2


def _changed_words(gone, come):
    if not gone or not come or len(gone) + len(come) > _MANY_WORDS:
        return [(0, len(gone), 0, len(come))]
    matcher = SequenceMatcher(None, [word for _place, word in gone], [word for _place, word in come])
    return [(a1, a2, b1, b2) for tag, a1, a2, b1, b2 in matcher.get_opcodes() if tag != "equal"]


def _wrapped(words, tag):
    """Text with each run of changed words in a mark; white space alone is not marked."""
    out, run = [], []
    for word, is_changed in [*words, ("", False)]:
        if is_changed:
            run.append(word)
            continue
        if run:
            text = "".join(run)
            out.append(f"<{tag}>{text}</{tag}>" if text.strip() else text)
            run = []
        out.append(word)
    return "".join(out)
