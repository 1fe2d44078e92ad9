"""Places where somebody is cared for, named without a word such as "hospital": "chemo at Weston Park"."""

import re
from bisect import bisect_left

from questions.personal.wordlists import GIVEN, ORGANISATIONS, PLAIN, REGIONS
from search.words import listed

_CARE = re.compile(
    r"\b(?:chemo\w*|radio\w+|rads|scan\w*|mri|ct|pet|x-?rays?|ultrasound|mammogram|biops\w+|surgery|operat\w+|op|"
    r"treat\w*|"
    r"infusions?|bloods?|blood tests?|wards?|clinics?|appointments?|appts?|onc|onco|oncolog\w+|consultants?|nurses?|"
    r"teams?|"
    r"patients?|admitted|discharged|referr\w+|referal|transferred|seen|seeing|a&e|a and e|er|emergency|herceptin|"
    r"phesgo|"
    r"taxol|enhertu|faslodex|fulvestrant|zometa|denosumab|xgeva|trodelvy|kadcyla|paclitaxel|docetaxel|capecitabine|"
    r"immunotherapy|"
    r"port|picc|trials?|mastectomy|lumpectomy|hospitals?|hospice|gamma knife|cyberknife|sabr|staff|doctors?|dr|"
    r"parking|"
    r"units?|dept|department|second opinion|2nd opinion|care|looked after|under|transfusions?|drips?|injections?|stay|"
    r"results|treating|symptom control|palliative|physio|lymphoedema|genetics|pharmacy|tests?|cycles?|booked|"
    r"attend\w*|line|"
    r"surgeons?|specialists?|sepsis|slides|records|notes|letters?|waiting list|hormone|rang|cancelled|mdt|discharge|"
    r"inpatient|outpatients?)\b",
    re.IGNORECASE,
)
_WHERE = (
    r"(?P<where>(?:at|@)|in|under|"
    r"(?:referr\w+|referal|admitted|sent|rushed|transferred|taken|going|goes|go|went|travel\w*|driv\w+|"
    r"switched hospitals?|"
    r"moved (?:hospitals?|care|my care)|back|over|refer (?:me|us|her)|send (?:me|us|her)|sending (?:me|us|her)|"
    r"transfer|"
    r"sent (?:me|us|her)|referred (?:me|us|her)|moved (?:me|us|her)|attend|attending|get) to|out of|"
    r"(?:discharged|transferred|letters?|results|appointment|opinion|rang|call|back|slides|team|nurse|doctor|home|"
    r"consultant) from|"
    r"attend|attending|attended)"
)
_NEXT = r"(?: (?:of|and|&|the|de|on|upon) [A-ZÀ-Þ][\w'’.\-]{0,30}| [A-ZÀ-Þ][\w'’.\-]{0,30})"
_PLACE = re.compile(rf"\b{_WHERE} (?P<the>the )?(?P<place>[A-ZÀ-Þ][\w'’\-]{{1,30}}{_NEXT}{{0,3}})")
# "Weston Park cancelled my scan".
_ACTS = re.compile(
    r"(?P<place>(?<![\w'’\-])[A-ZÀ-Þ][\w'’\-]{1,30}(?: [A-ZÀ-Þ][\w'’\-]{1,30}){0,2}) (?:(?:have |has |just |"
    r"never )?(?:cancelled|canceled|lost|"
    r"rang|booked|postponed|referred|discharged|rescheduled|scanned|admitted|phoned|treat|treats|treated|closed) "
    r"(?:me|us|my|her|his|our|the)\b|A&E\b|A and E\b|ward\b|oncology\b|chemo unit\b|day unit\b|unit\b|(?:is|"
    r"was) where\b|radiotherapy\b)"
)
# Where somebody lives, works or was is no hospital.
_ELSEWHERE = re.compile(
    r"\b(?:live|lives|living|lived|born|work|works|working|worked|job|holiday|holidays|house|home|based|study|"
    r"studying|"
    r"presented|published|approved|licen[cs]ed|available|funded|shop|bought|buy|prescribed|paid|"
    r"costs?)\s?$",
    re.IGNORECASE,
)
_BEFORE, _AFTER, _NEAR = 60, 44, 34


def places(text):
    cares = [match.start() for match in _CARE.finditer(text)]
    for match in _PLACE.finditer(text) if cares else ():
        place = _named(match["place"], match["where"].lower())
        if place and _is_cared_for(text, cares, match, match.start("place") + len(place)):
            yield match.start("place"), match.start("place") + len(place)
    for match in _ACTS.finditer(text):
        place = _named(match["place"], "")
        if place == match["place"] and place.split()[0].lower() not in GIVEN:
            yield match.span("place")


def _is_cared_for(text, cares, match, end):
    """Whether words of treatment are near, one beginning at one of ``cares``: nearer for "in", said of towns, too."""
    inside = match["where"].lower() == "in" and not match["the"]
    first = max(0, match.start() - (_NEAR if inside else _BEFORE))
    if _ELSEWHERE.search(text[first : match.start()].rstrip()):
        return False
    goes_on = not inside or re.match(r" (?:for|having|getting|on|starts?|every)\b", text[end : end + _AFTER])
    return _any_between(cares, first, match.start("place")) or (goes_on and _any_between(cares, end, end + _AFTER))


def _any_between(places, first, last):
    """Whether one of these, in order, is between two places."""
    return bisect_left(places, first) < bisect_left(places, last)


def _named(said, where):
    """As much of it as can be the name of a hospital; None for a plain word, a town or a medicine."""
    words = said.split()
    while words and (_is_plain(words[-1]) or words[-1].islower()):
        words.pop()
    name = " ".join(words)
    if not words or ORGANISATIONS.match(said) or not any(_is_telling(word, where, len(words)) for word in words):
        return None
    return name if not _is_plain(words[0]) or words[0].lower() in _BEGINNINGS else None


def _is_plain(word):
    return _bare(word) in PLAIN and _bare(word) not in _BEGINNINGS


def _bare(word):
    return word.lower().rstrip(".").removesuffix("'s").removesuffix("’s")


_BEGINNINGS = listed(
    """north south east west park hill lake bridge church green white black stone mercy hope valley river road lane
    house castle mount mountain forest spring good holy sacred royal queen king prince princess lady cross wood general
    memorial community central city county district royals infirmary"""
)
# "At the Royal".
_ALONE = {"mercy", "royal", "general", "infirmary"}
# How medicines, departments and what is done end.
_MEDICINE = re.compile(
    r"(?:mab|nib|lib|sib|taxel|zole|platin|rubicin|citabine|parib|tide|relin|mide|fene|feron|"
    r"estrant|ology|ality|ment|ics|tion|ness|graphy|apy|ists?)$"
)


def _is_telling(word, where, several):
    """Whether a word is more than a plain one: for a town alone, only after "at"."""
    low = _bare(word)
    if low in _BEGINNINGS:
        return several > 1 or (where in ("at", "@") and low in _ALONE)
    if any(sign.isdigit() for sign in word) or _MEDICINE.search(low) or low in PLAIN:
        return False
    if word.isupper():
        return where in ("at", "@") and 2 <= len(word) <= 5
    if re.search(r"[A-Z]{2}", word) and not word.startswith(("Mc", "Mac")):
        return False
    return low not in REGIONS or where in ("at", "@")
