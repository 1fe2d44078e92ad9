"""The passage of a page that says most of what was asked, with those words marked. All of it is signed words."""

import re
from html import escape

from django.utils.safestring import mark_safe

from markup.blocks import blocks, without_corrected
from search import words

# Characters: of a passage, and of one sentence that stands alone.
LONGEST, LONGEST_SENTENCE = 240, 360
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[^a-z])|(?<=\S) (?=· )")
_TOO_SHORT = 90


def best(edition, asked):
    """Safe HTML: the summary, unless sentences of the text say more of what is not said by the page's own name."""
    language, wanted = edition.page.language, _wanted(asked)
    names = " ".join(name for name, shown in edition.names_to_find() if shown)
    unsaid = set(range(len(asked.groups))) - _numbers_in(names, wanted, language)
    text, most = edition.summary, len(_numbers_in(edition.summary, wanted, language) & unsaid)
    for block in _joined(blocks(without_corrected(edition.html))):
        if most == len(unsaid):
            break
        if len(_numbers_in(block, wanted, language) & unsaid) > most:
            part = block if len(block) <= LONGEST else _shortened(block, wanted, language)
            held = len(_numbers_in(part, wanted, language) & unsaid)
            text, most = (part, held) if held > most else (text, most)
    return _marked(text, wanted, language)


def _wanted(asked):
    """{stem: the numbers of the groups that look for it}."""
    wanted = {}
    for number, group in enumerate(asked.groups):
        for stem in {stem for alternative in group.every for stem in alternative}:
            wanted.setdefault(stem, set()).add(number)
    return wanted


def _numbers_in(text, wanted, language):
    """The numbers of the groups of which a text has a word. Compounds are found by their parts."""
    return {number for word in words.split(text) for number in wanted.get(words.stem(word, language), ())}


def _joined(parts):
    """Blocks, short ones such as headings and points with what follows."""
    waiting = ""
    for part in parts:
        waiting = f"{waiting}{' ' if waiting[-1] in '.?!:' else ' · '}{part}" if waiting else part
        if len(waiting) >= _TOO_SHORT:
            yield waiting
            waiting = ""
    if waiting:
        yield waiting


def _marked(text, wanted, language):
    hits = [word for word in words.placed(text, language) if word.stem in wanted]
    out, place = [], 0
    for hit in sorted(hits, key=lambda word: (word.start, -word.end)):
        if hit.start >= place:
            out += [escape(text[place : hit.start]), f"<mark>{escape(text[hit.start : hit.end])}</mark>"]
            place = hit.end
    return mark_safe("".join([*out, escape(text[place:])]))


def _shortened(text, wanted, language):
    """Whole sentences of a block, those that say the most; "" when one of them alone is too long.

    A sentence is never cut: what stands at its beginning or its end may turn it round.
    """
    sentences = _SENTENCE.split(text)
    held = [_numbers_in(sentence, wanted, language) for sentence in sentences]
    best, most = "", 0
    for first in range(len(sentences)):
        last = first + 1
        while last < len(sentences) and len(" ".join(sentences[first : last + 1])) <= LONGEST:
            last += 1
        part = " ".join(sentences[first:last])
        numbers = len(set().union(*held[first:last]))
        if held[first] and numbers > most and len(part) <= LONGEST_SENTENCE:
            before, after = "… " if first else "", " …" if last < len(sentences) else ""
            best, most = f"{before}{part}{after}", numbers
    return best
