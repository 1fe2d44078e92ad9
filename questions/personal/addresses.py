"""E-mail and web addresses, and names on social media. Each pattern has bounds, so that none takes long."""

import re

from questions.personal.spoken import NUMBER
from questions.personal.wordlists import NETWORKS, PLAIN, PROVIDERS
from search.words import listed

# What an address ends with where a space or a comma stands in it.
_ENDS = r"(?:com|org|net|co|uk|ie|ca|au|nhs|edu|gov|de|fr|es|nl|nz|example)\b"
_AT = r"(?:@{1,2}|\s@\s|\s?(?:\(at\)|\[at\]|\{at\}|<at>|\((?:a|@|małpa|arroba|chiocciola|arobase)\))\s?)"
_DOT = r"(?:\s?\(dot\)|\s?\[dot\]|\s?\{dot\})\s?"
_EMAIL = re.compile(
    rf"(?<![\w.+%'-])(?:[\w+-]{{1,30}}(?:\(dot\)|\[dot\])){{0,3}}[\w.+%'-]{{1,64}}{_AT}(?=[\w-]*[a-z])"
    # After a full stop and a space there is another sentence, unless what an address ends with.
    rf"[\w-]{{1,63}}(?:(?:\s?\.(?:\s(?={_ENDS}))?|,(?={_ENDS})|{_DOT})[\w-]{{1,63}}){{1,5}}(?![\w@])",
    re.IGNORECASE,
)
# A space on one side of the sign: "dorisquaile@ example.net".
_SPACED = re.compile(
    rf"(?<![\w.+%'-])(?P<local>[\w.+%'-]{{2,64}})(?:@\s|\s@(?=[\w.\-]{{1,80}}\.{_ENDS}))"
    r"(?:[\w-]{1,63}\.){1,4}[a-z]{2,10}(?![\w@])",
    re.IGNORECASE,
)
_SAID_DOT = rf"(?:\s?\b(?:dot|period|full stop)\b\s?|{_DOT})"
_SAID_SIGN = r"(?:dot|period|full stop|underscore|under score|dash|hyphen|minus)"
_SAID_AT = r"(?:at(?:(?: the)? (?:sign|symbol))?|@|\(at\)|\[at\])"
# Neither "me at tess dot …", where the address begins later, nor "look at the dot".
_SPELT = re.compile(
    r"(?<![\w.+%'-])(?:(?:(?<=mail )|(?<=me at )|(?<=is )|(?<=to ))[a-z]{2,20}\s(?=[b-hj-z]\s))?"
    r"(?:(?<!\b[b-hj-z\d]\s)(?:[b-hj-z\d]\s){1,8})?"
    rf"(?:[\w+-]{{1,30}}\s{_SAID_SIGN}\s){{0,4}}(?P<local>[\w.+%'-]{{1,64}})"
    rf"(?:[ \-](?:{NUMBER})){{0,6}}\s{_SAID_AT}\s"
    rf"(?!(?:the|a|an|my|this|that|some|which|all|least|each|every|any|his|her|our|your|their|its)\b)[\w-]{{1,63}}"
    rf"(?:{_SAID_DOT}(?!dot\b)[\w-]{{1,63}}){{1,5}}(?!\w|\s(?:{_SAID_AT}|{_SAID_SIGN})\s\w)",
    re.IGNORECASE,
)
# Before a local part that is a plain word.
_LABEL = re.compile(r"(?:mail|address|is|to|:)\W{1,2}$", re.IGNORECASE)
# "petra99 at gmail", with no end.
_AT_A_PROVIDER = re.compile(
    rf"(?<![\w.+%'-])(?:(?P<label>\be-?mail|\bmail|\bis|\bto|:) )?"
    rf"(?P<local>(?:[\w+-]{{1,30}}\s{_SAID_SIGN}\s){{0,4}}[\w.+%'-]{{2,64}})"
    rf"(?:(?P<sign>\s?@\s?)|\sat\s|\s?[(\[]at[)\]]\s?)(?:{PROVIDERS})(?:\s(?:com|net|co uk|org)\b)?(?![\w@]|\.\w)",
    re.IGNORECASE,
)
# "email tess99 at example.co.uk".
_AT_A_HOST = re.compile(
    r"(?<![\w.+%'-])(?:(?P<label>\be-?mail|\bmail|\bis|\bto|:) )?(?P<local>[\w.+%'-]{2,64}) at "
    r"(?:[\w-]{1,40}\.){1,3}(?:com|org|net|co|uk|ie|ca|au|edu|gov|example)\b(?![\w@])",
    re.IGNORECASE,
)
# Without those that are words, too ("started.me"), unless an address goes on.
_ENDINGS = (
    r"com|org|net|edu|gov|info|blog|io|uk|ie|au|ca|de|fr|es|nl|pl|eu|nz|za|app|dev|page|site|online|tv|health|xyz|nhs|"
    r"wordpress|example|live|social|life|care|mil|biz|ch|se|dk|pt|cz"
)
_WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]{2,300}|"
    r"(?<![\w@.-])(?:[a-z0-9][\w-]{0,62}\.){1,4}"
    rf"(?:(?:{_ENDINGS})(?![\w-])(?:/[^\s<>\"]{{0,200}})?|[a-z]{{2,6}}/[^\s<>\"]{{1,200}})"
    r"(?: (?:forward )?slash [\w.\-]{1,40}){0,3}",
    re.IGNORECASE,
)
_NETWORK = re.compile(NETWORKS, re.IGNORECASE)
# With the name of the network before it, if that is all between: "tiktok @tess".
_HANDLE = re.compile(
    rf"(?:\b(?:{NETWORKS})[ :=\-]{{1,3}})?(?<![\w@./])@[A-Za-z_0-9](?:[\w.]{{1,29}})(?<!\.)|"
    r"(?<![\w/])/?u/[\w-]{3,20}",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?:{NETWORKS})"
    r"(?P<link>(?:\s{0,2}(?:account|handle|name|user|username|page|profile|channel|tag|feed|id|is|it's|its|as|"
    r"called|i['’]?m|i am|at|under|"
    r"[:=\-–])){1,4}|\s)"
    r"\s{0,2}@?(?P<name>[\w][\w.\-]{1,30}(?:#\d{3,5})?)(?P<more>(?: [A-Z][\w'’-]{1,20}){0,3})",
    re.IGNORECASE,
)
_ON_NETWORK = re.compile(
    rf"(?<![\w@./])(?P<name>[\w.]{{2,30}}[\w]),? (?:on|at|over on) (?:{NETWORKS})\b", re.IGNORECASE
)
# "Search Carys Bald Truth on youtube".
_LOOKED_FOR = re.compile(
    rf"\b(?i:search(?: for)?|look up|find|find me as|follow|called|as|named|i['’]?m|i am) "
    rf"(?P<name>[A-Z][\w'’]{{1,20}}(?: [A-Z][\w'’]{{1,20}}){{0,3}}) (?i:on|over on) (?i:{NETWORKS})\b"
)
_LAST_SIGNS = ".,;:!?)]}'\"’”"
_NO_NAMES = listed(
    """the a an and is it for full of on in to that not my me her his group groups page pages account so very said says
    good bad great useful private support as at by with about where when who what has have had or but i we they you
    which because all some any there are was were video videos post posts forum"""
)


def emails(text):
    for match in _EMAIL.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip(".-'"))
    for match in _SPELT.finditer(text):
        said = _LABEL.search(text, max(0, match.start() - 12), match.start())
        if said or match.start("local") > match.start() or match["local"].lower() not in PLAIN:
            yield match.span()
    for match in _SPACED.finditer(text):
        if match["local"].lower() not in PLAIN and not _NETWORK.fullmatch(match["local"]):
            yield match.span()
    for match in _AT_A_PROVIDER.finditer(text):
        if match["sign"] or _is_local(match):
            yield match.start("local"), match.end()
    for match in _AT_A_HOST.finditer(text):
        if _is_local(match):
            yield match.start("local"), match.end()


def _is_local(match):
    """Whether what stands before "at" begins an address: it looks so, or is said to be one."""
    sure = re.search(r"[\d_.+ ]", match["local"])
    return sure or (match["label"] and match["local"].lower() not in PLAIN)


def web_addresses(text):
    for match in _WEB.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip(_LAST_SIGNS))
    for match in _HANDLE.finditer(text):
        yield match.span()
    for match in _ON_NETWORK.finditer(text):
        if re.search(r"[a-z].*[\d_.]|_", match["name"], re.IGNORECASE):
            yield match.span("name")
    yield from (match.span("name") for match in _LOOKED_FOR.finditer(text))
    for match in _NAMED.finditer(text):
        if span := _account(match):
            yield span


def _account(match):
    """The name of an account after the name of its network: one that looks so, or one that is said to be."""
    name, link = match["name"].rstrip("."), match["link"].lower()
    end = match.start("name") + len(name)
    more = match["more"]
    if name.lower() in _NO_NAMES or (name.lower() in PLAIN and not more[:2].strip().isupper()):
        return None
    if more and name[0].isupper() and any(word in link for word in ("as", "under", "is", ":", "m")):
        capitals = re.match(r"(?: [A-Z][\w'’-]+)*", more)
        return match.start("name"), end + len(capitals[0])
    said = ":" in link or "=" in link or re.search(r"\b(?:is|as|under|i['’]?m|am)\b", link)
    looks = re.search(r"[\d_.]|[a-z][A-Z]", name)
    return (match.start("name"), end) if said or looks else None
