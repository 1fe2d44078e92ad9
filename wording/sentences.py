"""Where sentences begin and end, and what a word is.

A citation is one character in plain text, ``CITED``. After a full stop it belongs to the sentence before it.
"""

import re

CITED = "\ue000"
WORD = re.compile(r"[^\W_]+(?:['’./–-][^\W_]+)*")
_STOP = re.compile(rf"[.!?…]++[\"'”’»)\]]*+(?=(?P<after>[\s{CITED}]*+)(?P<next>.?))", re.DOTALL)
_BEFORE_MARK = re.compile(r" (?=[.,;:!?])")
_LAST_WORD = re.compile(r"[^\s(\ue000]{1,20}\Z")
# After these a sentence goes on, whatever comes next; after the second ones if it is a number.
_NEVER_LAST = {"dr", "mr", "mrs", "ms", "prof", "st", "vs", "e.g", "i.e", "eg", "ie", "cf", "approx", "ca"}
_BEFORE_NUMBERS = {"no", "nos", "fig", "vol", "p", "pp", "ch", "sec"}
# "Vitamin D." ends a sentence; "J." in a name does not.
_NAMED_BY_LETTER = {"vitamin", "hepatitis", "type", "plan", "stage", "group", "class", "grade", "score", "part"}


def spans(text):
    """(start, end) of each sentence in plain text, with the citations after it; spaces around are left out."""
    start = 0
    for stop in _STOP.finditer(text):
        if _ends(text, start, stop):
            after = stop["after"]
            end = stop.end() + after.rfind(CITED) + 1
            yield from _span(text, start, end)
            start = end
    yield from _span(text, start, len(text))


def words(text):
    return WORD.findall(text)


def plain(text):
    """One line, without citations."""
    return _BEFORE_MARK.sub("", " ".join(text.replace(CITED, " ").split()))


def _span(text, start, end):
    inner = text[start:end]
    if WORD.search(inner):
        yield start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())


def _ends(text, start, stop):
    following = stop["next"]
    if following and (not stop["after"] or following.islower()):
        return False
    return not following or stop[0][0] != "." or not _is_abbreviation(text, start, stop.start(), following)


def _is_abbreviation(text, start, place, following):
    last = _LAST_WORD.search(text, max(start, place - 20), place)
    word = last[0] if last else ""
    if word.lower() in _NEVER_LAST or (word.lower() in _BEFORE_NUMBERS and following.isdigit()):
        return True
    if len(word) != 1 or not word.isupper():
        return False
    before = WORD.findall(text, max(start, last.start() - 20), last.start())
    return not before or before[-1].lower() not in _NAMED_BY_LETTER
