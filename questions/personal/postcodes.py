"""Postcodes of the United Kingdom, Ireland, the United States, Canada and Australia; others after their label."""

import re

from search.words import listed

_AREAS = listed(
    """AB AL B BA BB BD BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX
    FK FY
    G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR
    NW OL
    OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD
    WF WN
    WR WS WV YO ZE"""
)
_GB = re.compile(
    r"(?<![\w/.+\-])([A-Z]{1,2})(?:(?-i: (?=\d[A-Z\d]? \d[A-Z])))?(\d[A-Z\d]?)"
    r"(?:[ \u00a0]{0,2}|[\-.])(\d[ABD-HJLNP-UW-Z]{2})(?![\w])",
    re.IGNORECASE,
)
_STAGING = re.compile(r"[TNMGLSCDER]\d{1,2}", re.IGNORECASE)
_ORDINAL = re.compile(r"1st|2nd|3rd|\dth", re.IGNORECASE)
_IE = re.compile(
    r"(?<![\w/.+\-])(?:[AC-FHKNPRTV-Y]\d\d|D6W) ?(?=[A-Z0-9]{0,3}\d)(?=\d{0,3}[A-Z])(?!\d\d?(?:mg|ml|mm|cm|kg)|"
    r"\dmcg)[A-Z0-9]{4}(?!\w)",
    re.IGNORECASE,
)
_CA = re.compile(
    r"(?<![\w/.+\-])(?!T\dN\d|H\dN\d)[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ \-]?\d[ABCEGHJ-NPRSTV-Z]\d(?!\w)",
    re.IGNORECASE,
)
# The code of a medicine.
_ATC = re.compile(r"[A-Z]\d\d[A-Z]{2}\d\d", re.IGNORECASE)
# In small letters, those that are words only after a comma.
_STATES_OF_WORDS = r"AL|CO|CT(?=[ ,]{1,2}06)|DE|HI|ID|IN|LA|MA|MD|ME|MI|MO|MS|OH|OK|OR|PA"
_STATES = r"AK|AZ|AR|CA|FL|GA|IL|IA|KS|KY|MN|MT|NE|NV|NH|NJ|NM|NY|NC|ND|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|PR"
_STATE_NAMES = (
    r"Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|"
    r"Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|"
    r"Montana|"
    r"Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|"
    r"Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    r"West Virginia|Wisconsin|Wyoming"
)
_US = re.compile(
    rf"(?:(?<=[A-Za-z] )|(?<=[A-Za-z], )|^|(?<=\n))(?P<state>(?i:{_STATES})|(?:{_STATES_OF_WORDS})|"
    rf"(?i:{_STATE_NAMES}))"
    r"(?:, ?|\. ?| |-)(?P<code>\d{5}(?:-\d{4})?)(?![\w\-]| ?(?:mg|steps|dollars|people|women|patients))"
)
_US_AFTER_COMMA = re.compile(rf"(?<=[A-Za-z], )(?i:{_STATES_OF_WORDS}),? \d{{5}}(?:-\d{{4}})?(?![\w\-])")
_LIVED_IN = re.compile(
    r"\b(?:live|lives|living|located|based|reside|resident|i'?m) (?:in|at|near|around) "
    r"(?P<code>\d{5})(?![\w\-,.]\d| [a-z]{3,}s\b|\w)",
    re.IGNORECASE,
)
_AU = re.compile(
    r"(?:\b(?i:vic|nsw|qld|tas|victoria|new south wales|queensland|tasmania|south australia|western australia|"
    r"northern territory)|\b(?:WA|SA|NT|ACT|act(?= 26)))"
    r"\.?,? (?P<code>\d{4})(?![\w\-.,]\d|\w)"
)
_PROVINCE = re.compile(
    r"\b(?:ON|QC|BC|AB|MB|SK|NS|NB|NL|PE|PEI|YT|NU|Ontario|Quebec|Alberta|Manitoba),? $", re.IGNORECASE
)
_LABELLED_CODE = re.compile(
    r"\b(?:post\s?codes?|postal\s?code|zip(?:\s?code)?|eircode|plz|code postal|codice postale|código postal|"
    r"postleitzahl|kod pocztowy|codigo postal|post no|post number|area code)"
    r"(?:['’]?s)?(?:\s{0,2}(?:is|:|=|of|my|was|area|the|in|"
    r"\-)){0,3}\s{0,2}(?P<code>(?=[\w]{0,6}\d)[A-Z0-9]{2,8}"
    r"(?:[ \-.](?:[A-Z0-9]{0,3}\d[A-Z0-9]{0,4}|(?-i:[A-Z]{2}\b)))?|"
    r"(?=[A-Z ]{1,6}\d)[A-Z0-9](?: [A-Z0-9]){4,6})(?!\w)",
    re.IGNORECASE,
)


def labelled(text):
    for match in _LABELLED_CODE.finditer(text):
        yield match.span("code")


def postcodes(text):
    for match in _GB.finditer(text):
        area, district, inward = match.groups()
        staged = _STAGING.fullmatch(area + district) and _ORDINAL.fullmatch(inward)
        if area.upper() in _AREAS and not staged:
            yield match.span()
    yield from (match.span() for match in _IE.finditer(text) if not _ATC.fullmatch(match[0]))
    yield from _canadian(text)
    yield from _american(text)
    for match in _AU.finditer(text):
        if not (match["code"].startswith("20") and match[0][:3] == "act"):
            yield match.span()


def _canadian(text):
    """With the province before it."""
    for match in _CA.finditer(text):
        if not _ATC.fullmatch(match[0]):
            province = _PROVINCE.search(text, max(0, match.start() - 12), match.start())
            yield (province or match).start(), match.end()


def _american(text):
    """With the state before it."""
    for pattern in (_US, _US_AFTER_COMMA):
        yield from (match.span() for match in pattern.finditer(text))
    yield from (match.span("code") for match in _LIVED_IN.finditer(text))
