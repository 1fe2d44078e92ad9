"""Names that somebody signs with, and those that greet with one: at the end, alone on a line, "… here" at the start."""

import re

from questions.personal.wordlists import GIVEN, PLAIN, SURNAMES, VALEDICTIONS
from questions.personal.words import is_like_a_word

_POLITE = re.compile(r"(?:mr (?:and|&) mrs|mr|mrs|ms|miss|mx|(?-i:Big|Wee|Auld))\b\.? ?", re.IGNORECASE)
_VALEDICTION = re.compile(
    rf"(?<![\w'’])(?:{VALEDICTIONS}|yours(?: [a-z]{{2,14}}ly)?|(?<=\n)from|xx+|xo+)[ ,.!\-–—:;x~*]{{0,6}}\n{{0,2}}"
    r"[ \-–—~*]{0,3}(?:from )?(?=\w)",
    re.IGNORECASE,
)
_GOODBYE = re.compile(r"\b(?:thank|thanks|regards|wishes|love|cheers|yours|best|advance)\b", re.IGNORECASE)
# A name and nothing else after the last sentence, or after a dash.
_LAST = re.compile(
    r"(?:(?<=[a-z]{3})(?<!prof)(?<!Prof)(?<!mrs)[.!?]+|(?<=\w)[?!.]? {1,2}[\-–—~]) {0,2}"
    r"(?=(?:\w\. ?){0,3}\w[^.!?\n]{0,50}[.!x)❤♥💕 ]{0,8}$)"
)
# "What can I do Tansy x".
_KISSED = re.compile(r"(?<=[\w?!.,]) (?=[^\W\d_][\w'’\-]{1,20}(?: [^\W\d_][\w'’\-]{1,20})? x{1,5}[ .!]{0,3}$)")
# "Sorchax".
_GLUED = re.compile(r"(?<![\w'’\-])(?P<name>[^\W\d_]{2,20}?)x{1,5}[ .!]{0,3}$", re.MULTILINE)
# What may follow a signature on its line: age, where from, kisses.
_ORIGIN = r"(?:,? \(?(?:from|in) |, | \()(?:[A-Z][\w'’.]{1,20}[ ,]{0,2}){1,3}\)?"
_AGE = r"[ ,(]{1,2}(?:aged? |age )?\d\d\)?"
_TAIL = re.compile(
    rf"(?:{_AGE})?(?:{_ORIGIN})?(?:{_AGE})?(?: \([^()\n]{{1,40}}\))?[ .,!x\-–—~*()0-9❤♥💕🙏😊💗💖💜🌸]{{0,14}}(?:\n|$)"
)
_LINE = re.compile(r"^[ \-–—~*]{0,4}(?P<name>[^\n]{2,40}?)[ .,x!]{0,6}$", re.MULTILINE)
_HERE = re.compile(r",? (?:here|speaking|writing)(?!\w)", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:^|hello|hi|hey|hiya|morning|evening|afternoon|all|ladies|everyone|folks|there|again|guys|it['’]?s|this is|"
    r"only|just|me)[,!. ]{1,3}$|^\W{0,2}$|[.!?\n] ?$",
    re.IGNORECASE,
)
# Who begins with a name: "Suze from Hull", "Suze, 52".
_FIRST = re.compile(
    r"(?:^|\n)(?:(?:hello|hi|hey|hiya|good (?:morning|evening|afternoon))(?: all| there)?[,!. ]{1,3})?(?=\w)", re.I
)
_PRESENTS = (
    r",? (?:from|in) [A-Z][\w'’]+(?: here| again|,| asking| writing)|"
    r",? \(?(?:aged? |age )?[2-9]\d\b(?![\d.]| ?(?:mg|ml|mcg|mm|cm|%|kg|gy|days|weeks))|,? again\b"
)


def signatures(words):
    """After "kind regards" and the like, and alone on a line; each with a second one after "and"."""
    for name in _signed(words):
        yield name
        if second := and_another(words, name[1]) or _and_last(words, name[1]):
            yield second


def greetings(words):
    """ "Fatima here", "Suze from Hull"."""
    for match in _HERE.finditer(words.text):
        name = words.ending(match.start()) or _in_small_before(words, match.start())
        if name and _greets(words, name):
            yield name
    for match in _FIRST.finditer(words.text):
        name = words.taken(match.end(), unlike_words=True, even_plain=True)
        if name and re.match(_PRESENTS, words.text[name[1] : name[1] + 24]):
            yield name


def and_another(words, end):
    """ "Ella and Max": a given name after another, though it be a word as well."""
    more = re.match(r" (?:and|&) |, ", words.text[end : end + 5])
    second = words.word_at(end + more.end()) if more else None
    if not (second and second.is_capital and second.bare in GIVEN):
        return None
    return words.taken(second.start, even_plain=more[0] != ", ")


def _and_last(words, end):
    """Any name after another at the end: "Ottoline & Fitz"."""
    more = re.match(r" (?:and|&|\+|n) ", words.text[end : end + 5])
    second = words.taken(end + more.end(), unlike_words=True) if more else None
    return second if second and _TAIL.match(words.text, second[1]) else None


def _signed(words):
    yield from filter(None, (_after_valediction(words, match) for match in _VALEDICTION.finditer(words.text)))
    for match in _LAST.finditer(words.text):
        name = _last(words, match.end())
        if name and _TAIL.match(words.text, name[1]):
            yield name
    for match in _KISSED.finditer(words.text):
        if name := _kissed(words, match.end()):
            yield name
    for match in _GLUED.finditer(words.text):
        if match["name"].lower() in GIVEN and match[0].rstrip(" .!").lower() not in GIVEN | PLAIN:
            yield match.span("name")
    for match in _LINE.finditer(words.text) if "\n" in words.text else ():
        if name := _alone_on(words, match):
            yield name


def _after_valediction(words, match):
    title = _POLITE.match(words.text, match.end())
    name = words.taken(title.end() if title else match.end(), lower=True, even_plain=True)
    stop = name and len(words.text[slice(*name)].split()[-1]) == 1
    if not name or not (
        _TAIL.match(words.text, name[1] + (stop and words.text[name[1] : name[1] + 1] == "."))
        or and_another(words, name[1])
        or _and_last(words, name[1])
    ):
        return None
    return (match.end() if title else name[0]), name[1]


def _last(words, start):
    """A name with a capital, or after a dash or before kisses one in small letters."""
    name = words.taken(start, even_plain=True)
    if name:
        return None if _is_plain(words, name) else name
    dashed = words.text[:start].rstrip()[-1:] in "-–—~"
    kissed = re.search(r"x[ .!]*$|[❤♥💕]", words.text[start:])
    return words.in_small_letters(start, even_plain=True) if dashed or kissed else None


def _kissed(words, start):
    """A given name before kisses; after a sign, any."""
    word = words.word_at(start)
    if word and word.low in GIVEN and word.low not in PLAIN:
        return words.taken(start, lower=True, even_plain=True, most=2)
    after_a_sign = words.text[:start].rstrip()[-1:] in ".,!?"
    return words.in_small_letters(start, even_plain=True) if after_a_sign else None


def _is_plain(words, name):
    first = words.word_at(name[0])
    return is_like_a_word(first, alone=not words.several(name)) or (first.low in PLAIN and first.low not in GIVEN)


def _alone_on(words, line):
    """A name that is all of a line: a given name, after a dash, after thanks, or on the last line."""
    start, end = line.span("name")
    first, name = words.word_at(start), words.taken(start, even_plain=True)
    if name is None or words.text[name[1] : end] not in ("", "."):
        return None
    initial = len(words.text[slice(*name)].split()[-1]) == 1
    if first.low in GIVEN or words.text[line.start() : start].strip():
        return start, name[1] + (initial and words.text[name[1] : name[1] + 1] == ".")
    last = end >= len(words.text.rstrip(" .!x\n"))
    signs = last or _GOODBYE.search(words.text[: line.start()].rstrip()[-60:].rpartition("\n")[2])
    return name if signs and not is_like_a_word(first, alone=True) else None


def _in_small_before(words, end):
    name = words.ending(end, lower=True)
    return name if name and not words.word_at(name[0]).is_capital else None


def _greets(words, name):
    first = words.word_at(name[0])
    told = first.is_capital and (first.low in GIVEN or first.low in SURNAMES)
    return told or _GREETING.search(words.text[max(0, name[0] - 12) : name[0]])
