"""Hospitals, clinics and practices by name; "my local hospital" is none."""

import re

from questions.personal import cared
from questions.personal.wordlists import KNOWN_HOSPITALS, LETTERS_OF_HOSPITALS, ORGANISATIONS, PLAIN, SURNAMES
from search.words import listed

_HEAD = re.compile(
    r"\b(?:hospitals?|infirmary|clinic|hospice|(?:medical|cancer|health|care|treatment|oncology|breast|"
    r"hospital) (?:cent(?:re|er))|"
    r"(?:breast|oncology|cancer|chemo|haematology|day) unit|nhs (?:foundation )?trust|foundation trust|"
    r"health system|healthcare|"
    r"medical (?:practice|group)|health board|group practice|institute|klinikum|krankenhaus|ziekenhuis|"
    r"h[oô]pital|clinique|cl[ií]nica|ospedale|ospid[ée]al|sjukhus|szpital|ysbyty|uniklinik|policlinico|cancer care|"
    r"cancer services|breast care(?! nurse| team| cns)|day ward|"
    r"surgery|practice|polyclinic|sanatorium|oncology|health|hsc trust|general)\b",
    re.IGNORECASE,
)
# Named only with a capital letter: "my surgery", "in practice", "my health" are none.
_WITH_A_CAPITAL = {
    "surgery",
    "practice",
    "institute",
    "oncology",
    "health",
    "healthcare",
    "clinic",
    "general",
    "cancer care",
    "breast care",
}
_WORD = re.compile(r"[^\W\d_]+(?:['’\-.][^\W\d_]+)*['’]?")
# A kind of hospital, no name of one.
_GENERIC = listed(
    """local private nearest general big small new old cancer breast childrens children's womens women's men's
    university
    teaching day eye main different another this that each every same oncology community public nhs national royal
    district county city regional memorial central health medical care walk gp pain fertility skin which our my your
    her his their the a an at in to from of and or with by near is was went go going back into out hospital hospitals
    clinic chemo radiotherapy surgical surgery after before brain liver lung bone hip spine private-sector acute trust
    specialist mental military base state local big-city university's first second third foundation family dental heart
    follow-up follow outpatient screening lymphoedema menopause genetics genetic psychology home best good bad
    international research centre center unit for on no any all some plastic reconstructive vascular liver-surgery women
    mums mum's dads dad's wifes wife's husbands husband's mothers mother's sisters sister's friends friend's
    men district-general nearby closest rural urban free busy"""
)
_INNER = listed("of the and & for de la le du des st saint san santa")
_LINKS = frozenset({"of", "the", "and", "for", "&"})
_TYPES = listed(
    """general royal university district county city regional memorial national childrens children's womens women's
    women community central private teaching cancer breast oncology health medical care nhs day foundation victoria
    research international trust hospital hospitals of the and &"""
)
_AFTER = re.compile(
    r" (?:of|for)(?: the)?(?: (?:[A-ZÀ-Þ][\w'’\-]+)){1,4}|(?: (?!(?:I|My|The|She|He|We|They|It|And|But|Is|"
    r"Can)\b)[A-ZÀ-Þ][\w'’\-]+){1,3}"
)
_GOES_ON = {
    "hospital", "klinikum", "krankenhaus", "ziekenhuis", "hôpital", "hopital", "clinique", "institute", "infirmary",
    "clínica", "clinica", "ospedale", "ospidéal", "szpital", "ysbyty", "uniklinik", "policlinico",
}  # fmt: skip
_SAINT = re.compile(r"\b(?:[Ss]t|[Ss]aint)\b\.? [A-Z][\w\-]+(?: of God| of the Cross)?(?:['’]s?)?(?![\w'’])")
_ROYAL = re.compile(
    r"\b[Rr]oyal (?!Mail|College|Family|Bank|Society|Marines|Navy)[A-Z][\w'’\-]+(?: [A-Z][\w'’\-]+){0,2}"
)
_SAINT_IN_SMALL = re.compile(
    r"\b(?:at|in|to|from|under|the) (?P<name>(?:st|saint)\.? (?!louis|albans|ives|helens|andrews|lucia|kitts|paul|"
    r"gallen)"
    r"[a-z][a-z]{2,20}(?:['’]?s)?)(?![\w'’])"
)
_LIKE_SAINTS = re.compile(
    r"\b(?:Our Lady (?:of|['’]s) [A-Z][\w]+|Our Lady['’]s|(?:Mount|Mt\.?) (?:Sinai|Carmel|Vernon|Zion|Alvernia)|"
    r"Sacred Heart|Holy (?:Cross|Family|Spirit|Name|Redeemer|Trinity)|Good Shepherd|Bon Secours|"
    r"(?:Queen|King)['’]s(?= in [A-Z])|(?<=\bat )Guy['’]?s(?= |$|[,.?])|"
    r"(?:Queen|Prince|Princess|King|Lady|Duchess) (?:of )?[A-Z][a-z]{2,15}['’]?s?(?= (?:and|said|says|in|for|"
    r"cancelled|lost|on)\b))"
)
_MOST_BEFORE = 5


def hospitals(text):
    for match in _HEAD.finditer(text):
        if span := _named(text, match):
            yield span
    for match in KNOWN_HOSPITALS.finditer(text):
        yield match.start(), _with_its_town(text, match.end())
    for match in _SAINT.finditer(text):
        if not ORGANISATIONS.match(text, match.start()):
            yield match.start(), _with_its_town(text, match.end())
    for pattern in (LETTERS_OF_HOSPITALS, _ROYAL, _LIKE_SAINTS):
        yield from (match.span() for match in pattern.finditer(text) if not ORGANISATIONS.match(text, match.start()))
    yield from (match.span("name") for match in _SAINT_IN_SMALL.finditer(text))
    yield from cared.places(text)


def _with_its_town(text, end):
    """ "Elland" after "Spire"."""
    town = re.match(r" ([A-Z][a-z'’\-]{2,20})(?: [A-Z][a-z'’\-]{2,20})?(?![\w'’])", text[end : end + 44])
    if not town or town[1].lower() in PLAIN:
        return end
    last = town[0].split()[-1].lower()
    return end + (town.end() if last not in PLAIN or last in _NAMING else town.end(1))


def _named(text, head):
    """The whole name around a word such as "Hospital", or None for one without a name."""
    start = _before(text, head)
    end = head.end()
    capital = head[0][0].isupper()
    if head[0].lower() in _WITH_A_CAPITAL and not capital:
        named = start is not None and head[0].lower() in ("clinic", "general")
        return (start, end) if named else None
    after = _AFTER.match(text, end) if capital else None
    goes_on = after and (head[0].lower() in _GOES_ON or after[0].startswith((" of", " for")))
    if goes_on:
        end = after.end()
    if start is not None:
        return start, _further(text, end)
    if goes_on and not _is_generic(after[0]):
        return _types_before(text, head.start()), end
    return None


def _further(text, end):
    """ "Trust" and the like after "Hospital" belong to the name."""
    more = re.match(
        r"s?(?: (?:NHS|Foundation|Trust|Hospital|Centre|Center|Clinic|Institute)\b){1,4}", text[end : end + 60]
    )
    return end + more.end() if more else end


def _is_generic(words):
    return all(_is_common(word.lower()) for word in _WORD.findall(words))


def _is_common(low):
    return low in _GENERIC or (low in PLAIN and low not in _NAMING)


def _words_before(text, start):
    """Words right before, the nearest first: (start, word), on the same line."""
    first = max(0, start - 70)
    words = [*_WORD.finditer(text, first, start)]
    if first and words:
        words = words[1:]
    place = start
    for match in reversed(words[-_MOST_BEFORE:]):
        if not re.fullmatch(r"\.? ?(?:& )?", text[match.end() : place]):
            return
        yield match.start(), match[0]
        place = match.start()


def _before(text, head):
    """Where the name begins that stands before the word; None without one."""
    capital = head[0][0].isupper()
    found = None
    for start, word in _words_before(text, head.start()):
        low = word.lower().rstrip("'’")
        if _names(word, low, capital, goes_on=found is not None):
            found = start
        elif found is not None and word == "The":
            return start
        elif (not capital and low in _LINKS) or (low not in _INNER and low not in _TYPES):
            break
    return found


def _names(word, low, capital, goes_on):
    """Whether a word is a part of a name: "Eastmoor", or "Royal" before it; "eastmoor" before "hospital"."""
    if word[0].isupper() and low not in _GENERIC:
        return low not in PLAIN or (capital and low in _NAMING)
    if not capital and low in _NAMING_IN_SMALL:
        return True
    if goes_on and (low in _INNER - _LINKS or (word[0].isupper() and low in _TYPES - _LINKS)):
        return True
    return not capital and word[0].islower() and low not in _GENERIC and low not in PLAIN and low not in _INNER


# Plain words that name places when they have a capital.
_NAMING = SURNAMES | listed(
    """north south east west park hill lake side bridge church green white black stone well mercy hope grace valley
    river road lane house view saint good wood field red queen king prince princess norwood cross street high close
    lady lord duke duchess countess sister brothers spring summer sunny holy trinity sacred heart castle forest mount
    mountain mountains oak tree trees beach ocean sea bay port village garden gardens gate bell rose rock rocky harbour
    harbor coast star stars sun moon golden silver crown royal court hall manor station mill central cedar maple pine
    peace mercy faith providence victory liberty union sunshine blue orange"""
)
_NAMING_IN_SMALL = listed("""park hill bridge cross stone field valley river wood queen king holy trinity norwood""")


def _types_before(text, start):
    """ "University" before "Hospital Westerby"."""
    begins = start
    for place, word in _words_before(text, start):
        if not (word[0].isupper() and word.lower() in _TYPES):
            break
        begins = place
    return begins
