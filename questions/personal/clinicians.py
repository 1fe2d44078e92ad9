"""Names of doctors and nurses: after a title, after what somebody is, and where patients are said to be under them."""

import re

from questions.personal.wordlists import GIVEN, PLAIN, SURNAMES
from questions.personal.words import SAYS
from search.words import listed

_TITLE = re.compile(
    r"(?<![\w'’])(?:(?:prof|professor|dr)\.? (?=(?:sir|dame|dr)\b))?(?:drs?|docs?|doctors?|doctora|dottoressa|prof|"
    r"profs|professor|mr|mrs|ms|miss|mx|nurse|sister|matron|sr|"
    r"consultant|surgeon|oncologist|registrar|practitioner|sir|dame|rev|father|fr)(?![\w'’])\.? ?",
    re.IGNORECASE,
)
# Titles that are words as well: in small letters, only a given name or one that speaks follows them.
_TITLES_TOO = listed(
    """miss ms sister sr consultant surgeon oncologist registrar sir dame nurse doctors father fr rev docs practitioner
    matron"""
)
_KIN_BEFORE = re.compile(r"\b(?:my|her|his|our|your|a|the|little|big|older|younger|twin|elder|in)\s$", re.IGNORECASE)
_WHAT_THEY_ARE = (
    r"oncologists?|consultants?|surgeons?|gps?|doctors?|docs?|nurses?|onco?|onc|bcns?|cns|navigator|physio|"
    r"physiotherapist|"
    r"therapist|radiologist|dieti[ct]ian|pharmacist|specialist|counsell?or|ha?ematologist|psychologist|radiographer|"
    r"registrar|midwife|psychiatrist|practitioner|radiotherapist|neurosurgeon|neurologist|cardiologist|gyna?ecologist|"
    r"dermatologist|geneticist|physician|secretary|phlebotomist|anaesthetist|social worker|case manager|coordinator|"
    r"key worker"
)
_ROLE = re.compile(
    rf"\b(?:{_WHAT_THEY_ARE})(?:['’]s)?(?:,|:| -| –)? (?:(?:is|was) )?(?:called |named |a |\()?(?=\w)", re.IGNORECASE
)
_UNDER = re.compile(
    r"\b(?:under(?: the care of)?|care of|(?:seen|treated|told|referred|operated on|looked after|advised|examined|"
    r"reviewed|led|run|headed) by|saw|seeing|(?:[Ii]|[Ww]e) see|patient of) (?=[A-ZÀ-Þ])",
)
_THEIRS = re.compile(
    r"(?<=['’]s) (?:clinic|secretary|team|registrar|list|nurse|rooms|sec|office|letter|patient|waiting list)\b"
)
_APPOSED = re.compile(
    rf"(?: \((?=[a-z])|(?:, | \(|,? (?:is|was) )(?:my|our|her|his|the|mum['’]?s|mom['’]?s) (?:[a-z]+ ){{0,2}})"
    rf"(?:{_WHAT_THEY_ARE})\b"
)

_SAINT = re.compile(r"(?:St|Saint)\b")
# "Dr K".
_LETTER = re.compile(rf"[A-Z]\b(?! [A-Z])|[b-hj-z](?={SAYS})")


def clinicians(words):
    """After a title with it, "Dr Patel"; after what somebody is without it, "my oncologist, Sarah Weston"."""
    yield from _titled(words)
    yield from filter(None, (_after_role(words, match.end()) for match in _ROLE.finditer(words.text)))
    yield from filter(None, (_after_under(words, match.end()) for match in _UNDER.finditer(words.text)))
    for pattern in (_THEIRS, _APPOSED):
        yield from filter(None, (_before(words, match.start()) for match in pattern.finditer(words.text)))


def _titled(words):
    for match in _TITLE.finditer(words.text):
        title = match[0].rstrip(" .").lower()
        kin = title in ("sister", "father") and (match[0][0].islower() or _is_kin(words.text, match.start()))
        name = None if kin or match[0][-1] not in " ." else _after_title(words, match.end(), title)
        if name:
            yield match.start(), _second_of_two(words, name[1], title)


def _is_kin(text, start):
    return _KIN_BEFORE.search(text[max(0, start - 12) : start])


def _second_of_two(words, end, title):
    """Where "Drs Adams and Boyd" ends."""
    more = re.match(r" (?:and|&) ", words.text[end : end + 6]) if title in ("drs", "doctors", "docs") else None
    other = words.taken(end + more.end(), unlike_words=True) if more else None
    return other[1] if other else end


def _after_title(words, start, title):
    """With a capital; in small letters, when a plain word follows, a sign or nothing."""
    start += words.text[start : start + 1] == " "
    if name := words.taken(start) or _plain_surname(words, start):
        shouted = words.word_at(name[0]).is_shouted and title in ("ms", "miss", "mr")
        return None if shouted and words.text[: name[0]].rstrip(" .")[-1:].islower() else name
    if title in ("dr", "doctor", "prof") and (letter := _LETTER.match(words.text, start)):
        return letter.span()
    if title in _TITLES_TOO:
        return _in_small(words, start)
    return words.in_small_letters(start)


def _plain_surname(words, start):
    """ "White" after "Dr"."""
    word = words.word_at(start)
    if word is None or not word.is_capital or word.is_shouted or word.bare not in SURNAMES:
        return None
    return word.start, word.end - (len(word.text) - len(word.bare))


def _in_small(words, start):
    """A name in small letters after a word that is no sure title: a given name, or somebody who says something."""
    name = words.taken(start, lower=True, most=1)
    if name and words.text[slice(*name)].lower() in GIVEN:
        return name
    name = words.in_small_letters(start)
    return name if name and words.follows(name[1], SAYS) else None


def _after_role(words, start):
    return words.taken(start, unlike_words=True) or _in_small(words, start)


def _after_under(words, start):
    """Somebody, or so it seems: no medicine, and no place such as "Kings College"."""
    name = None if _SAINT.match(words.text, start) else words.taken(start, unlike_words=True)
    return name if name and not re.match(r" [A-Z]", words.text[name[1] : name[1] + 2]) else None


def _before(words, end):
    name = words.ending(end)
    return name if name and words.text[slice(*name)].lower() not in PLAIN else None
