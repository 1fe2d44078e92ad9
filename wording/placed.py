"""Sentences with what stands above and beside them: a dose that moved to another medicine is another sentence."""

from dataclasses import dataclass, replace

from wording.items import CITATION, MEDICINE, NEGATION, NUMBER, TIME, WORD_OF_A_KIND, Item
from wording.sentences import CITED, plain

RISKY = (NUMBER, TIME, NEGATION, MEDICINE, WORD_OF_A_KIND)
# "Do not take it" and "take it" have the same content.
HELPERS = {"do", "does", "did"}
_LIGHT = HELPERS | {"not", "no", "never"}


@dataclass(frozen=True)
class Sentence:
    """``key`` is what is compared: the words, and what it is risky to leave out, ``place``. ``above`` is as written."""

    text: str
    items: tuple[Item, ...]
    place: tuple[str, ...]
    above: tuple[str, ...]
    beside: tuple[str, ...]
    key: tuple
    content: frozenset


def sentences(was, now, reader):
    """The sentences of both documents. A heading that only one of them has is a new name, and no other place."""
    names = [
        {part.casefold() for passage in document.passages for part in (*passage.place, *passage.row)}
        for document in (was, now)
    ]
    both, risky = names[0] & names[1], {}
    return [list(_sentences(document, reader, both, risky)) for document in (was, now)]


def _sentences(document, reader, both, risky):
    for passage in document.passages:
        for part in set(passage.place) - risky.keys():
            risky[part] = _is_risky(reader.items(part))
        place = tuple(part for part in map(str.casefold, (*passage.place, *passage.row)) if part in both)
        above = any(risky[part] for part in passage.place)
        cited = _citations(passage)
        for sentence in passage.sentences:
            items = tuple(_items(passage, sentence, cited, reader))
            words = tuple(item.key for item in items)
            key = ("|".join(("", *place)), *words) if place and (above or _is_risky(items)) else words
            content = frozenset(item.key for item in items if item.kind != CITATION and item.key not in _LIGHT)
            content = content or frozenset(words)
            yield Sentence(sentence.text, items, place, passage.place, passage.row, key, content)


def _is_risky(items):
    return any(item.kind in RISKY for item in items)


def _citations(passage):
    places = (place for place, letter in enumerate(passage.text) if letter == CITED)
    return dict(zip(places, passage.citations, strict=False))


def _items(passage, sentence, cited, reader):
    if not cited or CITED not in passage.text[sentence.start : sentence.end]:
        yield from reader.items(sentence.text)
        return
    begun, place = sentence.start, 0
    for piece in passage.text[sentence.start : sentence.end].split(CITED):
        words = plain(piece)
        yield from (replace(item, start=place + item.start, end=place + item.end) for item in reader.items(words))
        begun, place = begun + len(piece) + 1, place + len(words) + bool(words)
        if begun - 1 in cited and begun - 1 < sentence.end:
            shown = f"[{'; '.join(f'@{key}' for key in sorted(cited[begun - 1]))}]"
            yield Item(shown, CITATION, shown, place, place)
