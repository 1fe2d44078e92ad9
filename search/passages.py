"""The passage of a page that says most of what was asked, with those words marked. All of it is signed words."""

from html import escape

from django.utils.safestring import mark_safe

from markup.blocks import blocks
from search import words

LONGEST = 240  # characters
_TOO_SHORT = 90


def best(edition, asked):
    """Safe HTML: the summary, unless a block of the text says more of what is not said by the page's own name."""
    language, wanted = edition.page.language, _wanted(asked)
    names = " ".join(name for name, shown in edition.names_to_find() if shown)
    unsaid = set(range(len(asked.groups))) - _numbers_in(names, wanted, language)
    most, text = -1, ""
    for block in (edition.summary, *_joined(blocks(edition.html))):
        held = len(_numbers_in(block, wanted, language) & unsaid)
        if held > most:
            most, text = held, block
        if most == len(unsaid):
            break
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
    start, end = _cut(text, hits, wanted)
    out, place = [], start
    for hit in sorted(hits, key=lambda word: (word.start, -word.end)):
        if hit.start >= place and hit.end <= end:
            out += [escape(text[place : hit.start]), f"<mark>{escape(text[hit.start : hit.end])}</mark>"]
            place = hit.end
    whole = "".join([*out, escape(text[place:end])])
    return mark_safe(f"{'… ' if start else ''}{whole}{' …' if end < len(text) else ''}")


def _cut(text, hits, wanted):
    """(start, end) of at most ``LONGEST`` characters that hold the most of what was asked, by whole words."""
    if len(text) <= LONGEST:
        return 0, len(text)
    start = max((hit.start for hit in hits), key=lambda at: (_numbers(hits, wanted, at), -at), default=0)
    start = 0 if start < LONGEST // 2 and _fits(hits, start) else _before(text, start)
    end = text.rfind(" ", start, start + LONGEST) if start + LONGEST < len(text) else len(text)
    return start, end if end > start else start + LONGEST


def _numbers(hits, wanted, at):
    return len({number for hit in hits if at <= hit.start <= at + LONGEST - 60 for number in wanted[hit.stem]})


def _fits(hits, start):
    return all(hit.end < LONGEST for hit in hits if start <= hit.start < start + LONGEST // 2)


def _before(text, at):
    """Where to begin so that the sentence is read, or at least a few words before the hit."""
    sentence = max(text.rfind(sign, max(0, at - 80), at) for sign in (". ", "? ", "! "))
    if sentence >= 0:
        return sentence + 2
    return text.find(" ", max(0, at - 40)) + 1 if at > 40 else 0
