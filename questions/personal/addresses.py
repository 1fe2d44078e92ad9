"""E-mail and web addresses, and names on social media. Each pattern has bounds, so that none takes long."""

import re

from questions.personal.wordlists import PLAIN

_EMAIL = re.compile(
    r"(?<![\w.+%'-])(?:[\w+-]{1,30}(?:\(dot\)|\[dot\])){0,3}[\w.+%'-]{1,64}(?:@|\s@\s|\s?(?:\(at\)|\[at\]|\{at\})\s?)"
    # After a full stop and a space there is another sentence, unless what an address ends with.
    r"[\w-]{1,63}(?:(?:\s?\.(?:\s(?=(?:com|org|net|co|uk|ie|ca|au|nhs|edu|gov)\b))?|"
    r"\s?(?:\(dot\)|\[dot\]|\{dot\})\s?)[\w-]{1,63}){1,5}(?![\w@])",
    re.IGNORECASE,
)
_SPELT = re.compile(
    r"(?<![\w.+%'-])(?:[\w+-]{1,30}\sdot\s){0,3}[\w.+%'-]{1,64}\s(?:at|@|\(at\)|\[at\])\s[\w-]{1,63}"
    r"(?:\s?(?:\bdot\b|\[dot\]|\(dot\))\s?[\w-]{1,63}){1,4}",
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
    rf"(?:(?:{_ENDINGS})(?![\w-])(?:/[^\s<>\"]{{0,200}})?|[a-z]{{2,6}}/[^\s<>\"]{{1,200}})",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z_0-9](?:[\w.]{1,29})(?<!\.)|(?<![\w/])/?u/[\w-]{3,20}")
_NETWORK = (
    r"instagram|insta|ig|twitter|tiktok|tik tok|snapchat|snap|facebook|fb|youtube|telegram|whatsapp|signal|skype|"
    r"reddit|"
    r"discord|linkedin|bluesky|mastodon|threads|pinterest|messenger|tumblr|twitch|wechat|username|user name|handle"
)
_NAMED = re.compile(
    rf"\b(?:{_NETWORK})"
    r"(?P<link>(?:\s{0,2}(?:account|handle|name|user|username|page|profile|id|is|it's|as|i['’]?m|i am|at|under|"
    r"[:=\-–])){1,4}|\s)"
    r"\s{0,2}@?(?P<name>[\w][\w.\-]{1,30}(?:#\d{3,5})?)(?P<more>(?: [A-Z][\w'’-]{1,20}){0,3})",
    re.IGNORECASE,
)
_ON_NETWORK = re.compile(
    rf"(?<![\w@./])(?P<name>[\w.]{{2,30}}[\w]),? (?:on|at|over on) (?:{_NETWORK})\b", re.IGNORECASE
)
_LAST_SIGNS = ".,;:!?)]}'\"’”"
_NO_NAMES = frozenset(
    """the a an and is it for full of on in to that not my me her his group groups page pages account so very said says
    good bad great useful private support as at by with about where when who what has have had or but i we they you
    which because all some any there are was were video videos post posts forum""".split()  # noqa: SIM905
)


def emails(text):
    for pattern in (_EMAIL, _SPELT):
        for match in pattern.finditer(text):
            yield match.start(), match.start() + len(match[0].rstrip(".-'"))
    for match in _AT_A_HOST.finditer(text):
        if re.search(r"[\d_.+]", match["local"]) or (match["label"] and match["local"].lower() not in PLAIN):
            yield match.start("local"), match.end()


def web_addresses(text):
    for match in _WEB.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip(_LAST_SIGNS))
    for match in _HANDLE.finditer(text):
        yield match.span()
    for match in _ON_NETWORK.finditer(text):
        if re.search(r"[a-z].*[\d_.]|_", match["name"], re.IGNORECASE):
            yield match.span("name")
    for match in _NAMED.finditer(text):
        if span := _account(match):
            yield span


def _account(match):
    """The name of an account after the name of its network: one that looks so, or one that is said to be."""
    name, link = match["name"].rstrip("."), match["link"].lower()
    end = match.start("name") + len(name)
    if name.lower() in _NO_NAMES:
        return None
    more = match["more"]
    if more and name[0].isupper() and any(word in link for word in ("as", "under", "is", ":", "m")):
        capitals = re.match(r"(?: [A-Z][\w'’-]+)*", more)
        return match.start("name"), end + len(capitals[0])
    said = ":" in link or "=" in link or re.search(r"\b(?:is|as|under|i['’]?m|am)\b", link)
    looks = any(sign.isdecimal() or sign in "_." for sign in name)
    return (match.start("name"), end) if said or looks else None
