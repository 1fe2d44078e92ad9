"""How hard a text is to read: long sentences and paragraphs, reading age, passive voice.

The grade is that of Flesch and Kincaid (1975), ``0.39 words/sentence + 11.8 syllables/word − 15.59``; SMOG
(McLaughlin 1969), ``3.1291 + 1.0430 √(30 × long words / sentences)``, is only told from 30 sentences. A reading age
is the grade and 5. Without its technical terms a text keeps the length of its sentences, and the terms' syllables
are left out: a writer can shorten a sentence, but not the name of a medicine.
"""

import math
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wording.lists import word_list
from wording.medicines import technical_terms
from wording.sentences import words
from wording.syllables import syllables

MOST_WORDS = 20
MOST_SENTENCES = 3
OLDEST_READER = 11
# Of fewer words or sentences these numbers say nothing.
FEWEST_WORDS = 100
FEWEST_FOR_SMOG = 30
MOST_PASSIVE = 0.2
FEWEST_FOR_PASSIVE = 5
_BE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|being|isn['’]t|aren['’]t|wasn['’]t|weren['’]t)\s+"
    r"(?:(?:not|never|being|been|also|often|usually|always|still|only|then|now|sometimes|already|first|\w{2,20}ly)\s+){0,2}"
    r"(?P<word>[a-z]{3,25})\b"
)


@dataclass(frozen=True)
class Readability:
    """Reading ages in years; ``masked`` without technical terms, ``smog`` only from 30 sentences."""

    words: int
    sentences: int
    age: float
    masked: float
    smog: float | None


def long_sentences(document):
    """Sentences over 20 words."""
    for passage, sentence in document.sentences:
        count = len(sentence.words)
        if count > MOST_WORDS:
            message = _("This sentence has {count} words; {most} are easy to follow. Make two of it.")
            message = message.format(count=count, most=MOST_WORDS)
            yield document.finding("long-sentence", message, passage, sentence.start, sentence.end)


def long_paragraphs(document):
    """Paragraphs over 3 sentences."""
    for passage in document.prose:
        count = len(passage.sentences)
        if count > MOST_SENTENCES:
            message = _("This paragraph has {count} sentences; {most} are easy to take in. Make two of it.")
            message = message.format(count=count, most=MOST_SENTENCES)
            yield document.finding_at("long-paragraph", message, passage.line, passage.text)


def reading_age(document):
    """A text for readers older than 11, its technical terms left out."""
    found = readability(document)
    if found and round(found.masked, 1) > OLDEST_READER:
        # The excerpt is the age in years: an accepted 12 holds until the text has become one for 13.
        yield document.finding_at(
            "reading-age", _age(found), None, _("reading age {age}").format(age=round(found.masked))
        )


def readability(document):
    """The ``Readability`` of a document's prose, or ``None`` if it is too short to tell."""
    sentences = [sentence.text for _passage, sentence in document.sentences]
    counts = [syllables(word) for text in sentences for word in words(text)]
    if len(counts) < FEWEST_WORDS:
        return None
    lists = technical_terms()
    plain = [syllables(word) for text in sentences for word in words(_masked(text, lists))]
    length = len(counts) / len(sentences)
    long_words = sum(count >= 3 for count in counts)
    return Readability(
        words=len(counts),
        sentences=len(sentences),
        age=_flesch_kincaid(length, counts),
        masked=_flesch_kincaid(length, plain),
        smog=_smog(long_words, len(sentences)),
    )


def _flesch_kincaid(length, counts):
    return max(5.0, 0.39 * length + 11.8 * sum(counts) / max(1, len(counts)) - 15.59 + 5)


def _smog(long_words, sentences):
    return 3.1291 + 1.0430 * math.sqrt(30 * long_words / sentences) + 5 if sentences >= FEWEST_FOR_SMOG else None


def _masked(text, lists):
    for one in lists:
        for match in one.find(text):
            text = text[: match.start] + " " * (match.end - match.start) + text[match.end :]
    return text


def _age(found):
    message = _(
        "The reading age is {masked} years without technical terms, {age} with them; it should be at most {most}. "
        "Use shorter words and sentences."
    ).format(masked=f"{found.masked:.1f}", age=f"{found.age:.1f}", most=OLDEST_READER)
    return message if found.smog is None else message + " " + _("(SMOG: {age}.)").format(age=f"{found.smog:.1f}")


def passive(document):
    """Many sentences in the passive voice: readers do not learn who does what."""
    sentences = document.sentences
    lines = [sentence.line for _passage, sentence in sentences if is_passive(sentence.text)]
    if len(sentences) >= FEWEST_FOR_PASSIVE and len(lines) > MOST_PASSIVE * len(sentences):
        share = len(lines) / len(sentences)
        message = _(
            "{share} in 10 sentences are passive, so that readers do not learn who does what. Say who does it. "
            "The first are in the lines {lines}."
        ).format(share=round(10 * share), lines=", ".join(str(line) for line in list(dict.fromkeys(lines))[:5]))
        excerpt = _("passive sentences: {share} in 10").format(share=round(10 * share))
        yield document.finding_at("passive", message, None, excerpt)


def is_passive(sentence):
    participles = word_list("passive")
    return any(
        word not in participles.exceptions and (word in participles.entries or (word.endswith("ed") and len(word) > 4))
        for word in (match["word"] for match in _BE.finditer(sentence.lower()))
    )
