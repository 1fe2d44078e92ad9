"""Names of people: told, signed, of relatives, of doctors and nurses after their titles."""

import re

from questions.personal.wordlists import ALSO_WORDS, GIVEN, PLAIN
from questions.personal.words import is_like_a_word, is_surely_given

_TITLE = re.compile(
    r"(?<![\w'’])(?:drs?|doctors?|prof|professor|mr|mrs|ms|miss|mx|nurse|sister|matron|sr|consultant|surgeon|"
    r"oncologist|registrar|sir|dame|rev|father|fr)(?![\w'’])\.? ?",
    re.IGNORECASE,
)
_POLITE = re.compile(r"(?:mr|mrs|ms|miss|mx)\b\.? ?", re.IGNORECASE)
# Titles that are words as well: in small letters, only a given name follows them.
_TITLES_TOO = frozenset(
    """miss ms sister sr consultant surgeon oncologist registrar sir dame nurse doctors father fr rev
    matron""".split()  # noqa: SIM905
)
_KIN_BEFORE = re.compile(r"\b(?:my|her|his|our|your|a|the|little|big|older|younger|twin|elder|in)\s$", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:oncologists?|consultant|surgeon|gp|doctor|nurse|onc|bcn|cns|navigator|physio|physiotherapist|therapist|"
    r"radiologist|dieti[ct]ian|pharmacist|specialist|counsell?or|ha?ematologist|psychologist|radiographer|registrar|"
    r"midwife|psychiatrist),? (?:(?:is|was) )?(?:called |named )?(?=\w)",
    re.IGNORECASE,
)
# Where a name is told, and where it may be.
_TOLD = re.compile(
    r"(?<![\w'’])(?:name['’]s|names?(?: is| was|:| =|-)|call me|calls me|signed,?|ich hei(?:ß|ss)e|mein name ist|"
    r"je m['’]appelle|me llamo|mi chiamo|ik heet|mijn naam is|mam na imię|nazywam się|jag heter|jeg hedder|"
    r"chamo[- ]me)[ :]{1,2}",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?<![\w'’])(?:named|called|the patient is|patient:|behalf of|known as|goes by|go by|sent from)[ :]{1,2}",
    re.IGNORECASE,
)
_AM = re.compile(r"(?<![\w'’])(?:i['’]?m|i am|this is|it['’]?s|it is)[ :]{1,2}", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:husband|wife|partner|mum|mom|mam|mummy|mother|dad|father|sister|brother|daughters?|sons?|friend|best friend|"
    r"aunt|auntie|uncle|gran|granny|grandma|grandad|grandpa|nan|boyfriend|girlfriend|fianc[ée]e?|carer|boss|neighbou?r|"
    r"niece|nephew|cousin|granddaughter|grandson|stepson|stepdaughter|(?:sister|brother|mother)[- ]in[- ]law|twins?|ex|"
    r"manager|dog|colleague|mate|pal|kids|children|boys|girls)(?:,| is| was)?(?: called| named)?,? (?=\w)",
    re.IGNORECASE,
)
_HERE = re.compile(r" (?:here|speaking|writing)(?!\w)", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:^|hello|hi|hey|hiya|morning|evening|all|ladies|everyone)[,! ]{1,3}$|^$|[.!?\n] ?$", re.IGNORECASE
)
_VALEDICTION = re.compile(
    r"(?<![\w'’])(?:thanks|thank you|thankyou|thx|many thanks|kind regards|best regards|warm regards|regards|"
    r"best wishes|warm wishes|wishes|with love|much love|lots of love|love from|love|cheers|yours(?: [a-z]{2,14}ly)?|"
    r"sincerely|best|warmly|warmest|take care|hugs|xx+|xo|ta(?: muchly)?|god bless|gratefully|in hope|"
    r"(?:many )?thanks in advance|so much|very much|(?<=\n)from|take care all|bless you|blessings|love and hugs|"
    r"respectfully|cordially|grüße|liebe grüße|viele grüße|mit freundlichen grüßen|merci|cordialement|gracias|grazie|"
    r"saludos|groetjes)[ ,.!\-–—:x~*]{0,6}\n{0,2}[ \-–—~*]{0,3}",
    re.IGNORECASE,
)
_GOODBYE = re.compile(r"\b(?:thank|thanks|regards|wishes|love|cheers|yours|best|advance)\b", re.IGNORECASE)
# A name and nothing else after the last sentence.
_LAST = re.compile(r"(?<=[a-z]{3})(?<!prof)(?<!Prof)(?<!mrs)[.!?] {1,2}(?=\w[^.!?\n]{0,30}[.!x ]{0,4}$)")
# What may follow a signature on its line.
_TAIL = re.compile(r"[ .,!x\-–—~*()0-9❤♥💕🙏😊💗💖💜]{0,12}(?:\n|$)", re.IGNORECASE)
_LINE = re.compile(r"^[ \-–—~*]{0,4}(?P<name>[^\n]{2,40}?)[ .,x!]{0,6}$", re.MULTILINE)


def clinicians(words):
    """After a title with it, "Dr Patel"; after what somebody is without it, "my oncologist, Sarah Weston"."""
    text = words.text
    for match in _TITLE.finditer(text):
        title = match[0].rstrip(" .").lower()
        kin = title in ("sister", "father") and (match[0][0].islower() or _is_kin(text, match.start()))
        name = None if kin or match[0][-1] not in " ." else _after_title(words, match.end(), title)
        if name:
            yield match.start(), _second_of_two(words, name[1], title)
    for match in _ROLE.finditer(text):
        if name := words.taken(match.end(), unlike_words=True):
            yield name


def signatures(words):
    """After "kind regards" and the like, and alone on a line; each with a second one after "and"."""
    for name in _signed(words):
        yield name
        if second := _and_another(words, name[1]):
            yield second


def _signed(words):
    text = words.text
    for match in _VALEDICTION.finditer(text):
        title = _POLITE.match(text, match.end())
        name = words.taken(title.end() if title else match.end(), lower=True, even_plain=True)
        if name and (_TAIL.match(text, name[1]) or _and_another(words, name[1])):
            yield (match.end() if title else name[0]), name[1]
    for match in _LAST.finditer(text):
        name = words.taken(match.end(), even_plain=True)
        if name and _TAIL.match(text, name[1]) and not _is_plain(words, name):
            yield name
    for match in _LINE.finditer(text) if "\n" in text else ():
        if name := _alone_on(words, match):
            yield name


def names(words):
    """Names that somebody tells of themselves or of others, and given names that are no other words."""
    for name in _told_of(words):
        yield name
        if second := _and_another(words, name[1]):
            yield second


def _and_another(words, end):
    """ "Ella and Max": a given name after another, though it be a word as well."""
    more = re.match(r" (?:and|&) |, ", words.text[end : end + 5])
    second = words.word_at(end + more.end()) if more else None
    return words.taken(second.start) if second and second.is_capital and second.bare in GIVEN else None


def _is_plain(words, name):
    first = words.word_at(name[0])
    return is_like_a_word(first, alone=not words.several(name)) or (first.low in PLAIN and first.low not in GIVEN)


def _told_of(words):
    text = words.text
    yield from filter(None, (_told(words, match.end()) for match in _TOLD.finditer(text)))
    yield from filter(None, (_called(words, match.end()) for match in _CALLED.finditer(text)))
    for match in _AM.finditer(text):
        of_self = match[0][0] in "iI" and match[0][1] not in "tT"
        if name := _introduced(words, match.end(), of_self):
            yield name
    yield from filter(None, (words.taken(match.end(), unlike_words=True) for match in _RELATIVE.finditer(text)))
    yield from _here(words)
    yield from _standing(words)


def _is_kin(text, start):
    return _KIN_BEFORE.search(text[max(0, start - 12) : start])


def _second_of_two(words, end, title):
    """Where "Drs Adams and Boyd" ends."""
    more = re.match(r" (?:and|&) ", words.text[end : end + 6]) if title in ("drs", "doctors") else None
    other = words.taken(end + more.end()) if more else None
    return other[1] if other else end


def _after_title(words, start, title):
    """With a capital; in small letters, when a plain word follows, a sign or nothing."""
    start += words.text[start : start + 1] == " "
    if name := words.taken(start):
        shouted = words.word_at(name[0]).is_shouted and title in ("ms", "miss", "mr")
        return None if shouted and words.text[: name[0]].rstrip(" .")[-1:].islower() else name
    if title in _TITLES_TOO:
        name = words.taken(start, lower=True, most=1)
        return name if name and words.text[slice(*name)].lower() in GIVEN else None
    return words.in_small_letters(start)


def _told(words, start):
    """After "my name is": whatever stands there, unless it is a plain word."""
    return words.taken(start, even_plain=True) or words.in_small_letters(start, even_plain=True)


def _called(words, start):
    """After "called", which is said of things as well."""
    word = words.word_at(start)
    if word is None:
        return None
    if not word.is_capital:
        return (word.start, word.end) if is_surely_given(word) else None
    name = words.taken(start, even_plain=True)
    return None if name is None or is_like_a_word(word, alone=not words.several(name)) else name


def _introduced(words, start, of_self):
    """After "I'm" or "this is": a given name, or what can be nothing else."""
    word = words.word_at(start)
    if word is None:
        return None
    if not word.is_capital:
        return _introduced_in_small(words, word, of_self)
    name = words.taken(start, unlike_words=True, even_plain=True)
    if name is None:
        return None
    several = words.several(name)
    given = word.low in GIVEN and (of_self or word.low not in ALSO_WORDS or several)
    whole = several and (of_self or words.follows(name[1], r" (?:here|writing|speaking)"))
    alone = of_self and words.follows(name[1], r",|\.|!|\n|$| and i\b| from\b| \(")
    return name if given or whole or alone else None


def _introduced_in_small(words, word, of_self):
    goes_on = r",? (?:from|and i|\d\d)\b|[,.!\n]|$" if of_self else r" (?:again|here|from)\b|[,.!]|$"
    follows = words.follows(word.end, goes_on)
    sure = is_surely_given(word) and (of_self or follows)
    told = of_self and follows and word.low in GIVEN and word.low not in PLAIN
    return (word.start, word.end) if sure or told else None


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


def _here(words):
    """ "Fatima here"."""
    ends = {word.end: word for word in words.words}
    for match in _HERE.finditer(words.text):
        word = ends.get(match.start())
        if word is None or not word.is_capital or word.low in PLAIN:
            continue
        if word.low in GIVEN or _GREETING.search(words.text[max(0, word.start - 12) : word.start]):
            yield word.start, word.end


def _standing(words):
    """A given name with a capital that is no other word, and the surname after it."""
    for word in words.words:
        if word.is_capital and not word.is_shouted and word.bare in GIVEN and word.bare not in PLAIN:
            name = words.taken(word.start, even_plain=True)
            if name and (word.bare not in ALSO_WORDS or words.several(name)):
                yield name
