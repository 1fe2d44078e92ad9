"""Names that somebody tells of themselves or of others, and given names that are no other words."""

import re

from questions.personal.signatures import and_another, greetings
from questions.personal.wordlists import ALSO_WORDS, GIVEN, PLAIN, SURNAMES
from questions.personal.words import SAYS, is_like_a_word, is_no_name, is_surely_given

# Where a name is told, and where it may be.
_TOLD = re.compile(
    r"(?<![\w'’])(?:name['’]s|names?(?: is| was| be|:| =| -| –)|(?:my|full|first|last|maiden|patient|patient['’]s|"
    r"given|"
    r"family|real|pet) name(?! (?:is|was|be|=|-|–) |:)|surname(?: is|:)?|forename(?: is|:)?|nickname(?: is|:)?|"
    r"call me|calls me|signed,?|"
    r"ich hei(?:ß|ss)e|mein name ist|je m['’]appelle|me llamo|mi nombre es|mi chiamo|ik heet|mijn naam is|mam na imię|"
    r"nazywam się|jag heter|jeg hedder|chamo[- ]me|meu nome é|fy enw i yw|is mise)[ :]{1,2}",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?<![\w'’])(?:named|called|the patient is|patient:|behalf of|known as|goes by|go by|sent from|sent by)[ :]{1,2}",
    re.IGNORECASE,
)
_AM = re.compile(r"(?<![\w'’])(?:i['’]?m|i am|this is|it['’]?s|it is)[ :]{1,2}", re.IGNORECASE)
_KIN = (
    r"(?:sister|brother|mother|father|daughter|son)[- ]in[- ]law|stepfather|stepmother|mann|frau|tochter|sohn|mari|"
    r"femme|"
    r"fille|fils|marido|esposa|hija|hijo|marito|moglie|husband|hubby|wife|partner|spouse|other half|missus|mum|mom|"
    r"mam|mummy|mommy|mammy|mother|dad|daddy|father|sister|"
    r"sis|brother|bro|daughters?|sons?|friend|best friend|bestie|aunt|auntie|aunty|uncle|gran|granny|grandma|nana|"
    r"nanna|"
    r"grandmother|grandfather|grandad|granddad|grandpa|nan|boyfriend|girlfriend|bf|gf|dh|fianc[ée]e?|carer|boss|"
    r"neighbou?r|niece|nephew|cousin|granddaughter|grandson|grandchild|grandchildren|grandkids|wee ones|little ones|"
    r"bairns|nephews|nieces|lads|grandsons|"
    r"granddaughters|stepson|stepdaughter|stepmum|stepmom|stepdad|godmother|goddaughter|godson|"
    r"(?:sister|brother|mother|father|daughter|son)[- ]in[- ]law|twins?|ex|manager|dog|colleague|mate|pal|kids?|child|"
    r"children|boys?|girls?|baby|toddler|little one|wee one|eldest|oldest|youngest|middle one|lad|lass|lassie|"
    r"fella|wee man|little man|wee girl|little girl|year old|yr old|flatmate|housemate|roommate|caregiver"
)
_RELATIVE = re.compile(
    rf"\b(?P<kin>{_KIN})(?P<link>(?:,| -| –| is| was|['’]s name is)?(?: called| named)?,?) \(?(?=\w)", re.IGNORECASE
)
_DOES = (
    rf"{SAYS}|,? (?:had|lives|takes|can|keeps|died|works|drives|helps|goes|got|who|needs|gets|loves|worries|comes|does|"
    r"should|must|could)\b"
)
_KIN_AS_TITLE = re.compile(r"\b(?:Aunt(?:ie|y)?|Uncle|Nan(?:na|a|ny)?|Gran(?:ny|dma|dad|pa|ma)?|[Ww]ee|Auld) $")
# "Our Olly is 4".
_OUR = re.compile(r"(?<![\w'’])[Oo]ur (?=[A-ZÀ-Þ])")
_APPOSED = re.compile(rf"(?:, | \(|,? (?:is|was) )(?:my|our|her|his) (?:[a-z]+ )?(?:{_KIN})\b")
_THEIRS = re.compile(rf"(?<=['’]s) (?:{_KIN})\b", re.IGNORECASE)
_OF_A_PERSON = rf",? (?:aged? )?\d\d\b(?! ?(?:mg|weeks|days|months|hours))|, (?:the )?(?:{_KIN})\b"
_AS_SPEAKER = r",? (?:again|here|writing|speaking|calling|asking|posting|messaging|ringing|phoning|from|\d\d)\b"


def names(words):
    """Each told name with a second one after "and"."""
    for start, end in _told_of(words):
        title = _KIN_AS_TITLE.search(words.text, max(0, start - 12), start)
        name = (title.start() if title else start), end
        yield name
        if second := and_another(words, name[1]):
            yield second


def _told_of(words):
    text = words.text
    yield from filter(None, (_told(words, match.end()) for match in _TOLD.finditer(text)))
    yield from filter(None, (_called(words, match.end()) for match in _CALLED.finditer(text)))
    for match in _AM.finditer(text):
        of_self = match[0][0] in "iI" and match[0][1] not in "tT"
        if name := _introduced(words, match.end(), of_self):
            yield name
    for match in _RELATIVE.finditer(text):
        yield from _of_relatives(words, match)
    for match in _OUR.finditer(text):
        name = words.taken(match.end(), unlike_words=True, most=1)
        known = name and is_surely_given(words.word_at(name[0]))
        if known or (name and words.follows(name[1], rf"{SAYS}|['’]s\b")):
            yield name
    for pattern in (_APPOSED, _THEIRS):
        yield from filter(None, (words.ending(match.start()) for match in pattern.finditer(text)))
    yield from greetings(words)
    yield from _standing(words)


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
    name = words.taken(start, even_plain=True)
    if name is None or (word.low in PLAIN and word.low not in GIVEN):
        return None
    if words.follows(name[1], f"{_AS_SPEAKER}|{_OF_A_PERSON}") and not word.is_shouted:
        return name
    return _introduced_with_a_capital(words, word, of_self)


def _introduced_with_a_capital(words, word, of_self):
    name = words.taken(word.start, unlike_words=True, even_plain=True)
    if name is None:
        return None
    several = words.several(name)
    given = word.is_given and (of_self or word.low not in ALSO_WORDS or several)
    alone = of_self and words.follows(name[1], r",|\.|!|\n|$| and i\b| from\b| \(")
    return name if given or (several and of_self) or alone else None


def _introduced_in_small(words, word, of_self):
    """Given names; others with an age or where from after them: "im featherly, 49"."""
    goes_on = r",? (?:from|and i|\d\d)\b|[,.!\n]|$" if of_self else r" (?:again|here|from)\b|[,.!]|$"
    follows = words.follows(word.end, goes_on)
    sure = is_surely_given(word) and (of_self or follows)
    told = of_self and follows and word.low in GIVEN and word.low not in PLAIN
    if sure or told:
        return word.start, word.end
    name = words.taken(word.start, lower=True, unlike_words=True) if of_self else None
    return name if name and words.follows(name[1], _OF_A_PERSON) else None


def _of_relatives(words, match):
    """After "my husband": a name with a capital, a given name without, any name between commas; and those after it."""
    start = match.end()
    word = words.word_at(start)
    name = words.taken(start, unlike_words=True)
    if name is None and word and not word.is_capital:
        name = _relative_in_small(words, word, match["link"])
    if name is None and word and word.is_capital and _is_relative_called_like_a_word(words, word):
        name = word.start, word.start + len(word.bare)
    while name:
        yield name
        more = re.match(r" (?:and|&) |, (?:and )?", words.text[name[1] : name[1] + 7])
        name = words.taken(name[1] + more.end(), unlike_words=True) if more else None


def _is_relative_called_like_a_word(words, word):
    """ "My partner Will wants", no "My Partner Will Not"."""
    named = word.bare in GIVEN or word.bare in SURNAMES
    return (
        named
        and not word.is_shouted
        and words.follows(word.end, rf"['’]s\b|{_DOES}|,| \(| and (?:[A-Z]|me\b|i\b)|[.?!]|$")
    )


def _relative_in_small(words, word, link):
    named = "named" in link or "called" in link or "name" in link
    between = link == "," and words.text[word.end : word.end + 1] == ","
    does = words.follows(word.end, rf"{SAYS}|,? aged? \d") and not words.follows(word.end, ",")
    told = named or ((between or does) and not is_no_name(word))
    return (word.start, word.end) if is_surely_given(word) or (told and word.low not in PLAIN) else None


def _standing(words):
    """A given name with a capital that is no other word, and the surname after it."""
    for word in words.words:
        if word.is_capital and not word.is_shouted and word.is_given and word.bare not in PLAIN:
            name = words.taken(word.start, even_plain=True)
            if name and (word.bare not in ALSO_WORDS or words.several(name)):
                yield name
