"""Whether words of danger are said of somebody now, or asked about in general, of others, of long ago, or denied.

What is said of somebody now always interrupts. Only a sentence that says nothing of that kind is let go, and in doubt
it interrupts. A word of today anywhere in the text ("since", "worse", "can it wait") takes the doubt away.
"""

from itertools import pairwise


def _words(listed):
    return frozenset(listed.split())


# What comes after "I", "I am" or "I have" and tells of nothing that happens now: "I am on Ibrance", "I have bone mets".
_STANDING = _words(
    """on taking take start starting started due having diagnosed told read heard wonder wondering curious stage er
    her2 hr
    triple allowed supposed going not asking bone lung liver brain mets secondaries metastatic secondary a the an just
    also about years old hoping planning"""
)
# Before "I" they make a question, or a thing to come.
_HYPOTHESIS = _words("if when whenever should would could will can do did may might am is are has get gets")
_ASKS = _words(
    """is are was does do did can could will would should how what why when which who where has have may might shall any
    anyone anybody"""
)
_BODY_OF = _words("my her his our")
# It happens now, or something has to be done about it.
_NOW = _words(
    """today tonight now yesterday since morning afternoon evening overnight hours hour ago suddenly wait waiting
    worried worry worrying scared panic panicking frightened urgent urgently ambulance 999 911 112 help please still
    keeps worse woke started again call ring wont normal serious dangerous bad safe weekend minutes ok okay
    monday tuesday wednesday thursday friday saturday sunday"""
)
# The same beside a thing of long ago: it happens again.
_AGAIN = _words(
    "today tonight now yesterday morning afternoon evening overnight suddenly hours worse urgent ambulance 999 911 112"
)
_PERIODS = _words("years year childhood teenager twenties thirties pregnancy pregnant months")
_SEASONS = _words("year winter summer spring autumn christmas")
_PAST = _words(
    "had was were got died did used suffered went took happened felt lost developed passed been after gave caused"
)
_STILL = _words("am cannot keep keeps feel feels")
_OTHERS = _words(
    """friend friends aunt uncle cousin neighbour neighbor colleague someone somebody people woman women lady patients
    patient others everyone grandmother grandfather gran nan"""
)
_DENIES = _words("no without never not nor neither")
_OF_NOTHING = _words(
    """sign signs hint of a an any had have has got get getting real actual new more been having experienced running
    the or"""
)


def _sequences(listed):
    return frozenset(tuple(words.split()) for words in listed.split(","))


# Before the words of danger: one that may come, whoever says it …
_TO_COME = _sequences(
    "risk of,risks of,chance of,chances of,watch for,watching for,look for,look out,watch out,history of,prevent,"
    "preventing,prevents,avoid,avoiding,in case,if i get,if i got,if i develop,if i ever,if you get,if you develop,"
    "if you have,if she gets,if he gets,if she develops,if there is,warned,leaflet,leaflets,reduce,reduces"
)
# … or one that is spoken of, where nobody says that they have it.
_SPOKEN_OF = _sequences(
    "signs of,sign of,symptoms of,fear of,afraid of,such as,effects like,lead to,leads to,cause,causes,get,develop,"
    "mentions,lists,called,about,meant by,against,describe,between,word,treat,treats,treating"
)
# Questions of somebody who has it: so has "anyone else …?".
_ASKS_FOR_HELP = _sequences(
    "what should i,what do i,what can i,what do we,is it normal,is this normal,how do i,how can i,how do we,how to stop"
)
_PEOPLE = _words("i we she he")
_LONGEST = 3
_BETWEEN = 2


class Telling:
    """The words of a text, and which of its sentences say something of somebody now."""

    def __init__(self, text_words):
        self.words = text_words
        self.now = any(word.word in _NOW for word in text_words)
        self.sentences, self.parts = {}, {}
        for word in text_words:
            self.sentences.setdefault(word.sentence, []).append(word.word)
            self.parts.setdefault(word.part, []).append(word.word)

    def of_now(self, parts):
        """Whether phrases that stand there, (first, last) each, are to interrupt."""
        first, last = min(part[0] for part in parts), max(part[1] for part in parts)
        if self._denied(first):
            return False
        if self._past(first, last):
            return self._again(first)
        return self.now or not self._in_general(first, last)

    def _again(self, first):
        """Whether this sentence, or one after it, tells of today."""
        sentence = self.words[first].sentence
        return any(_AGAIN & {*said} for number, said in self.sentences.items() if number >= sentence)

    def _before(self, first, most):
        """The words before, in the same part of the sentence."""
        part = self.words[first].part
        return [word.word for word in self.words[max(0, first - most) : first] if word.part == part]

    def _denied(self, first):
        """ "No fever", "never had a fit", "no sign of a fever or chills": nothing but such words in between."""
        for word in reversed(self._before(first, 6)):
            if word in _DENIES:
                return not self._likened(first)
            if word not in _OF_NOTHING:
                return False
        return False

    def _likened(self, first):
        """ "Not had a fever like this before" denies nothing."""
        after = [word.word for word in self.words[first : first + 7]]
        return bool(
            {("like", "this"), ("like", "that"), ("like", "it"), ("this", "bad"), ("so", "bad")} & {*pairwise(after)}
        )

    def _past(self, first, last):
        """Of long ago, or of another: "a friend had a fever last year", "she died of a fit"."""
        between = range(self.words[first].part, self.words[last].part + 1)
        said = [word for part in between for word in self.parts[part]]
        pairs = {*pairwise(said)}
        if {("died", "of"), ("died", "from")} & pairs:
            return True
        happened = bool(_PAST & {*said}) and not _STILL & {*said}
        for_years = ("for", "years") in pairs and not _STILL & {*said}
        return for_years or (happened and (_long_ago(said, pairs) or _of_another(said, pairs)))

    def _in_general(self, first, last):
        """A question, or words of side effects or of what may come, that says of nobody that they have it."""
        if self._stands_before(first, _TO_COME):
            return True
        said = self.sentences[self.words[first].sentence]
        effects = {("side", "effect"), ("side", "effects")} & {*pairwise(said)}
        told = said[0] == "when" and said[1:2] and said[1] in _PEOPLE
        general = (said[0] in _ASKS and not told) or effects or self._stands_before(first, _SPOKEN_OF)
        return bool(general) and not self._personal(first, last, said)

    def _personal(self, first, last, said):
        """ "My" close before the words of danger or among them; "I feel", "she is" in the sentence."""
        if _BODY_OF & ({*self._before(first, 3)} | {word.word for word in self.words[first:last]}):
            return True
        if tuple(said[:3]) in _ASKS_FOR_HELP or said[0] in ("anyone", "anybody") or "else" in said:
            return True
        return any(_says_of_somebody(said, number) for number, word in enumerate(said) if word in _PEOPLE)

    def _stands_before(self, first, sequences):
        """Whether one of the sequences ends right before, or two words before."""
        before = self._before(first, _LONGEST + _BETWEEN)
        ends = range(max(0, len(before) - _BETWEEN), len(before) + 1)
        return any(
            tuple(before[max(0, end - length) : end]) in sequences for end in ends for length in range(1, _LONGEST + 1)
        )


def _long_ago(said, pairs):
    """ "Last winter", "ten years ago", "in 2015", "all my life"."""
    ago = any(first in _PERIODS and second in ("ago", "before", "earlier", "later") for first, second in pairs)
    last = any(first == "last" and second in _SEASONS for first, second in pairs)
    year = any(word.isdecimal() and 1950 <= int(word) <= 2100 for word in said)
    return ago or last or year or bool({("used", "to"), ("my", "life"), ("her", "life"), ("his", "life")} & pairs)


def _of_another(said, pairs):
    """A friend, an aunt: nobody whom the asker looks after now, as far as these words go."""
    present = {"is", "are", "have", "has"} & {*said}
    return (bool(_OTHERS & {*said}) or ("in", "law") in pairs) and not present


def _says_of_somebody(said, number):
    """ "I feel …", "she is …", at the number of its "I"; not "do I …", "if she …", nor "I am on …"."""
    before, after = said[number - 1] if number else "", said[number + 1 : number + 4]
    if not after or before in _HYPOTHESIS or after[0] == "will":
        return False
    following = after[1:] if after[0] in ("am", "is", "have", "has") else after
    return not (following and following[0] in _STANDING)
