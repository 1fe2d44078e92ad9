"""Numbers and claims of effect need a source nearby; and numbers that readers can picture."""

import re

from django.utils.translation import gettext as _

from wording.findings import ERROR, SOURCES
from wording.fractions import in_people
from wording.lists import word_list
from wording.sentences import CITED

# Numbers that claim nothing: names, dates, places in a row, telephone numbers, opening hours.
_NO_CLAIM = re.compile(
    r"""
    \b(?:stage|grade|phase|type|step|part|chapter|page|section|edition|table|figure|version|score|level|line|option|
        question|room|day|days|cycle|week|ward|number|no\.|ECOG|vitamin)\s++\d++[a-d]?+(?:\s?(?:or|and|to|-|–|/)\s?\d++)?\b
    | \b[^\W\d_]+[-–]?\d[\w/.-]*          # HER2, CDK4/6, BRCA1/2, Ki-67, PIK3CA
    | \b5-(?:FU|HT\d?|fluorouracil)\b
    | \bCA\s(?:15-3|27\.29|125)\b
    | \b\d{1,2}(?:st|nd|rd|th)\b
    | \b(?:\d{1,2}\s)?(?:Jan|Febr?|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d{1,4}(?:,\s\d{4})?\b
    | \b\d{1,2}\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\b
    | \b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b
    | \b(?:in|since|until|from|by|before|after|between)\s(?:19|20)\d\d\b
    | \b(?:19|20)\d\d(?:s\b|\b(?!\s(?:people|women|men|patients|mg|ml|adults)))
    | \b(?:999|112|911|111|000|116\s?117)\b
    | \+?\b\d(?:[ ()-]?\d){6,}\b
    | \b[^\W\d_]+,\s(?:aged\s)?\d\d(?=[\s.,;:!?"”’)]*(?:$|[.,;:!?"”’)]))   # Anna, 52
    | \b24[-/\s]?(?:7|hours?)\b | \b7\sdays\sa\sweek\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:aged?|under|over|above|below)\s(?:the\sage\sof\s)?\d+\b(?:\s(?:or|and)\s(?:over|under|older|younger|\d+))?"
    r"|\b\d+[\s-]years?[\s-]old\b|\b\d+\s(?:or|and)\s(?:over|under|older|younger)\b",
    re.IGNORECASE,
)
_UNIT = (
    r"(?:%|percent|per\scent|°\s?C?|[µμ]?[gl]\b|mg|ml|mcg|micrograms?|milligrams?|grams?|kg|mm|cm|hours?|minutes?|days?|"
    r"weeks?|months?|years?|times|people|patients|women|men|adults|tablets?|capsules?|doses|cycles|units|out\sof|in\s\d|of\s\d)"
)
_NUMBER = re.compile(
    rf"(?<![\w.])(?:(?P<figure>\d+(?:[.,]\d+)*)(?:\s?(?:-|–|to|or|and)\s?\d+(?:[.,]\d+)*)?|(?P<part>[½¼¾⅓⅔]))"
    rf"(?:[\s-]?(?P<unit>{_UNIT})(?:\d*))?",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"(?<![\w.,])(?:(?P<low>\d{1,3}(?:[.,]\d{1,3})?)\s?%?\s?(?:-|–|to|and)\s?)?(?P<high>\d{1,3}(?:[.,]\d{1,3})?)\s?"
    r"(?:%|per\s?cent\b|pct\b)(?!\s?(?:CI|confidence|oxygen|saline|glucose|alcohol|cream|gel|solution)\b)",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\bby\s(?:about\s|around\s|up\sto\s|nearly\s|almost\s|over\s|more\sthan\s|some\s)?\Z", re.IGNORECASE
)
_UNCLAIMED = {"heading", "header", "title", "line", "term", "picture"}


def no_sources(document):
    """An empty list of sources. Articles have a rule of their own for it (``ArticleEdition.problems``)."""
    if document.field == SOURCES and not document.text.source.strip():
        message = _("There are no sources. Name at least one, and cite it in the text.")
        yield document.finding_at("no-sources", message, None, "", level=ERROR)


def uncited(document):
    """A number or a claim of effect with no source in its paragraph, list item, row, card or lead."""
    claims = word_list("claims")
    for passage in document.passages:
        if passage.kind in _UNCLAIMED or CITED in passage.text or passage.scopes & document.cited_scopes:
            continue
        for start, words in _first_of_each_sentence(passage, claims):
            yield document.finding("uncited", _uncited(words), passage, start, start + len(words))


def _first_of_each_sentence(passage, claims):
    claimed = {match.start: match.words for match in claims.find(passage.text)}
    told = None
    for start, words in sorted((_numbers(passage, claims) | claimed).items()):
        sentence = passage.sentence_at(start)
        if sentence and not sentence.asks and sentence is not told:
            told = sentence
            yield start, words


def _uncited(words):
    message = _("No source is cited for “{words}”. Cite one in this paragraph as [@its-key], or leave the claim out.")
    return message.format(words=" ".join(words.split()))


def _numbers(passage, claims):
    text = _NO_CLAIM.sub(_blank, claims.without_exceptions(passage.text))
    if passage.card:
        text = _AGE.sub(_blank, text)
    return {match.start(): match[0] for match in _NUMBER.finditer(text) if _says_how_much(match)}


def _says_how_much(match):
    """A small whole number without a unit ("3 things to ask") claims nothing."""
    return bool(match["unit"] or match["part"] or len(match["figure"]) > 1)


def _blank(match):
    return " " * len(match[0])


def percentages(document):
    """Percentages, which many people misread, with the number of people that says the same."""
    for passage in document.passages:
        for match in _PERCENT.finditer(passage.text):
            message = _percentage(match, passage.text)
            if message:
                yield document.finding("percentage", message, passage, match.start(), match.end())


def _percentage(match, text):
    low, high = (float(match[name].replace(",", ".")) if match[name] else None for name in ("low", "high"))
    if not 0 < high < 100:
        return None
    words = " ".join(match[0].split())
    if _CHANGE.search(text, max(0, match.start() - 20), match.start()):
        message = _("“by {words}” does not say of how many. Say how many people out of 100, with and without it.")
        return message.format(words=words)
    people = in_people(high)
    if low and low < high:
        people = _("between {low} and {high}").format(low=in_people(low), high=people)
    return _("Numbers of people are easier to picture than “{words}”. Write “{people}”.").format(
        words=words, people=people
    )
