"""What the checks of language learn from the glossary: right names, brands alone, words that nothing explains."""

from django.utils.translation import gettext as _

from glossary.known import known
from glossary.names import fold
from wording.lists import word_list

# Where readers get prose; a brand in a list of names or sources is no prose.
_PROSE = {"in_short", "body", "biography"}


def every_name():
    """Technical terms, when the reading age is told."""
    return known().every_name


def medicine_words():
    return known().medicine_words


def medicine_names():
    return known().medicines


def brands_alone(document):
    """A brand in a text that does not name the medicine itself: brands differ between countries."""
    if document.field not in _PROSE:
        return
    text = fold(" ".join(passage.text for passage in document.passages))
    message = _("“{brand}” is a brand of {name}. Name the medicine too: brands differ between countries.")
    for term, linker in known().brand_linkers:
        place = None if fold(term.title) in text else _first(document, linker)
        if place:
            passage, start, end = place
            yield document.finding("brand", message.format(brand=passage.text[start:end], name=term.title), *place)


def unexplained(document):
    """A word that readers do not know, and that the glossary does not explain: once in a text."""
    if document.field not in _PROSE:
        return
    message = _("“{word}” has no entry in the glossary. Explain it in the text, or ask for an entry.")
    seen = set()
    for passage in document.passages:
        for match in word_list("to-explain").find(passage.text):
            word = fold(match.words)
            if word not in seen and not {word, word.removesuffix("s"), fold(match.phrase)} & known().explained:
                seen.add(word)
                found = message.format(word=match.words)
                yield document.finding("unexplained", found, passage, match.start, match.end)


def _first(document, linker):
    """The first place where the linker finds one of its names: (passage, start, end), or None."""
    places = ((passage, *place) for passage in document.passages for place in linker.places(passage.text))
    return next(places, None)
