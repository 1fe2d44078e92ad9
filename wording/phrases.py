"""Words that do not belong into a text for readers: absolutes, words of battle, "drug". The words are in ``lists/``."""

import re

from django.utils.translation import gettext as _

from wording.lists import word_list
from wording.sentences import CITED, WORD

_DENIALS = {
    "not", "cannot", "no", "never", "none", "nobody", "nothing", "without", "neither", "nor", "rarely", "unlikely",
    "hardly", "few",
}  # fmt: skip
# "It is cured" and "a cure that …" are statements; these begin a plain question.
_ASKING = {
    "is", "are", "was", "were", "am", "can", "could", "do", "does", "did", "will", "would", "should", "may", "might",
    "has", "have",
}  # fmt: skip
_PART_ENDS = re.compile(rf"[,;:.!?()–—{CITED}]|\b(?:and|but)\b", re.IGNORECASE)
_FARTHEST = 5  # words between a denial and what it denies: "cannot, as a rule, be cured" is too far


def absolutes(document):
    """Words that promise too much: "cure", "no side effects", "always", "safe"."""
    for passage, match in _found("absolutes", document):
        if not _is_denied(passage.text, match.start) and not _is_asked(passage, match.start):
            message = _("“{words}” promises more than medicine can keep. Instead, {suggestion}.")
            suggestion = match.suggestion or _("say what is known, for how many people")
            yield document.finding(
                "absolute",
                message.format(words=_shown(match), suggestion=suggestion),
                passage,
                match.start,
                match.end,
            )


def battle(document):
    """Words of battle and pity: they make those who die losers."""
    for passage, match in _found("battle", document):
        message = _("“{words}” speaks of battle, blame or pity, and hurts people who get worse. Instead, {suggestion}.")
        suggestion = match.suggestion or _("say what happens, in plain words")
        yield document.finding(
            "battle", message.format(words=_shown(match), suggestion=suggestion), passage, match.start, match.end
        )


def drug(document):
    """ "Drug" for readers; the trade's own terms (drug class, drug name) are exceptions in the list."""
    for passage, match in _found("drug", document):
        message = _("To many readers “{words}” means an illegal one. Write “{suggestion}”.")
        suggestion = match.suggestion or _("medicine")
        yield document.finding(
            "drug", message.format(words=_shown(match), suggestion=suggestion), passage, match.start, match.end
        )


def _found(name, document):
    words = word_list(name)
    return ((passage, match) for passage in document.passages for match in words.find(passage.text))


def _shown(match):
    return " ".join(match.words.split())


def _is_denied(text, place):
    before = text[max(0, place - 100) : place]
    part = _PART_ENDS.split(before)[-1].lower().replace("’", "'")
    words = WORD.findall(part)[-_FARTHEST:]
    return any(
        (word in _DENIALS or word.endswith("n't")) and words[number + 1 : number + 2] not in (["only"], ["just"])
        for number, word in enumerate(words)
    )


def _is_asked(passage, place):
    sentence = passage.sentence_at(place)
    return bool(sentence and sentence.asks and sentence.words[0].lower() in _ASKING)
