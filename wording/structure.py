"""Headings, links and pictures: what people who listen to a page, or skip through it, rely on."""

import re

from django.utils.translation import gettext as _

from markup.pictures import placeholder
from wording.findings import ERROR
from wording.lists import word_list

_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+|\S+@\S+\.\w+", re.IGNORECASE)


def skipped_headings(document):
    """A heading two levels below the one before it; page titles are level 1, so that texts begin with level 2."""
    before = 1
    for passage in document.passages:
        if passage.kind == "heading":
            if passage.level > before + 1:
                message = _("This heading skips a level. Begin it with {marks}.").format(marks="#" * (before + 1))
                yield document.finding("heading-skips", message, passage, 0, len(passage.text))
            before = passage.level


def links(document):
    """Links without words, links that say "here", and bare addresses."""
    said_nothing = word_list("links")
    for _passage, link in document.links:
        words = " ".join(link.words.lower().strip(" .,:;!?…»›→>").split())
        if not words:
            message = _("A link has no words. Say where it leads.")
            yield document.finding_at("link-empty", message, link.line, link.address, level=ERROR)
        elif words in said_nothing.entries and words not in said_nothing.exceptions:
            message = _("“{words}” does not say where the link leads. Use words that make sense when read alone.")
            excerpt = f"{link.words} ({link.address})"
            yield document.finding_at("link-words", message.format(words=link.words), link.line, excerpt)
        elif _ADDRESS.fullmatch(words):
            message = _("A web address is hard to read and to listen to. Write [where it leads](address).")
            yield document.finding_at("link-bare", message, link.line, link.address)


def wordless_pictures(document):
    """Pictures without words, or with those that stand in for them (``markup.pictures.wordless_pictures``)."""
    for picture in document.pictures:
        if picture.words in {"", placeholder()}:
            message = _("A picture has no words. Say what it shows, for those who cannot see it.")
            yield document.finding_at("picture-wordless", message, picture.line, picture.address, level=ERROR)
