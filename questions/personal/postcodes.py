"""Postcodes of the United Kingdom, Ireland, the United States, Canada and Australia; others after their label."""

import re

_AREAS = frozenset(
    """AB AL B BA BB BD BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX
    FK FY
    G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR
    NW OL
    OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD
    WF WN
    WR WS WV YO ZE""".split()  # noqa: SIM905
)
_GB = re.compile(r"(?<![\w/.+\-])([A-Z]{1,2})(\d[A-Z\d]?) ?(\d[ABD-HJLNP-UW-Z]{2})(?![\w])", re.IGNORECASE)
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
_STATES = (
    r"AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|"
    r"OR|PA|"
    r"RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|PR"
)
_US = re.compile(
    rf"(?:\b[A-Za-z]{{2,20}},? (?:{_STATES})|\b(?:Alabama|Alaska|Arizona|California|Colorado|Florida|Georgia|"
    rf"Illinois|Indiana|Iowa|"
    r"Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Nevada|New York|"
    r"North Carolina|Ohio|Oklahoma|Oregon|Pennsylvania|Tennessee|Texas|Utah|Virginia|Washington|Wisconsin))"
    r",? (?P<code>\d{5}(?:-\d{4})?)(?![\w\-]| ?(?:mg|steps|dollars))"
)
_AU = re.compile(
    r"(?:\b(?i:vic|nsw|qld|tas|act|victoria|new south wales|queensland|tasmania|south australia|western australia)|"
    r"\b(?:WA|SA|NT|ACT))"
    r",? (?P<code>\d{4})(?![\w\-.,]\d|\w)"
)
_LABELLED_CODE = re.compile(
    r"\b(?:post\s?codes?|postal\s?code|zip(?:\s?code)?|eircode|plz|code postal|codice postale|código postal|"
    r"postleitzahl)"
    r"(?:['’]?s)?(?:\s{0,2}(?:is|:|=|of|my|was|area|the|in|"
    r"\-)){0,3}\s{0,2}(?P<code>(?=[\w]{0,6}\d)[A-Z0-9]{2,8}(?:[ \-][A-Z0-9]{0,3}\d[A-Z0-9]{0,4})?)(?!\w)",
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
    for pattern in (_IE, _CA):
        yield from (match.span() for match in pattern.finditer(text) if not _ATC.fullmatch(match[0]))
    for pattern in (_US, _AU):
        for match in pattern.finditer(text):
            if not (pattern is _AU and match["code"].startswith("20") and match[0][:3] == "act"):
                yield match.span("code")
