"""Whether words of danger are said of somebody now, or asked about in general, of others, of long ago, or denied.

What is said of somebody now always interrupts. Only a sentence that says nothing of that kind is let go, and in doubt
it interrupts; thoughts of suicide interrupt whatever the sentence is like, but for the exceptions in the list.
"""

_I = frozenset({"i", "we"})
# "I am on Ibrance", "I have bone mets" tell of nothing that happens now.
_STANDING = frozenset(
    """on taking start starting started due having diagnosed told read heard wonder wondering curious stage er her2 hr
    triple allowed supposed going not asking bone lung liver brain mets secondaries metastatic secondary a the an just
    also about years old hoping planning""".split()  # noqa: SIM905
)
_HYPOTHESIS = frozenset(
    {"if", "when", "whenever", "should", "would", "could", "will", "can", "do", "did", "may", "might"}
)
_ASKS = frozenset(
    """is are was does do did can could will would should how what why when which who where has have may might shall any
    anyone anybody whats hows""".split()  # noqa: SIM905
)
_BODY_OF = frozenset({"my", "her", "his", "our", "mums", "dads"})
# It happens now, or something has to be done about it: said anywhere in the text.
_NOW = frozenset(
    """today tonight now yesterday since morning afternoon evening overnight hours hour ago suddenly wait waiting
    worried worry worrying scared panic panicking frightened urgent urgently ambulance 999 911 112 help please still
    keeps worse woke started again call ring wont normal serious dangerous bad safe weekend minutes ok okay
    monday tuesday wednesday thursday friday saturday sunday""".split()  # noqa: SIM905
)
# Not so of a thing of long ago: it happens again.
_AGAIN = frozenset(
    """today tonight now yesterday morning afternoon evening overnight suddenly hours worse urgent ambulance 999 911
    112""".split()  # noqa: SIM905
)
_MEMORY = frozenset(
    {"years", "year", "childhood", "teenager", "twenties", "thirties", "pregnancy", "pregnant", "months"}
)
_LAST = frozenset({"year", "winter", "summer", "spring", "autumn", "christmas"})
_PAST = frozenset(
    "had was were got died did used suffered went took happened felt lost developed passed been after gave caused".split()  # noqa: SIM905
)
_OTHERS = frozenset(
    """friend friends aunt uncle cousin neighbour neighbor colleague someone somebody people woman women lady patients
    patient others everyone anyone anybody grandmother grandfather gran nan sister brother mother father mum mom dad
    law""".split()  # noqa: SIM905
)
_DENIES = frozenset({"no", "without", "never", "not", "nor", "neither"})
_OF_NOTHING = frozenset(
    """sign signs hint of a an any had have has got get getting real actual new more been having experienced running
    the or""".split()  # noqa: SIM905
)
# Before the words: a danger that may come.
_TO_COME = (
    ("risk", "of"), ("risks", "of"), ("chance", "of"), ("chances", "of"), ("signs", "of"), ("symptoms", "of"),
    ("sign", "of"), ("watch", "for"), ("look", "for"), ("watching", "for"), ("look", "out"), ("watch", "out"),
    ("fear", "of"), ("afraid", "of"), ("history", "of"), ("prevent",), ("preventing",), ("avoid",), ("avoiding",),
    ("in", "case"), ("prevents",), ("such", "as"), ("effects", "like"), ("lead", "to"), ("leads", "to"), ("cause",),
    ("causes",), ("if", "i", "get"), ("if", "i", "develop"), ("if", "i", "got"), ("if", "i", "ever"),
    ("if", "you", "get"), ("if", "you", "develop"), ("if", "you", "have"), ("if", "she", "gets"),
    ("if", "he", "gets"), ("if", "she", "develops"), ("if", "there", "is"), ("get",), ("develop",), ("warned",),
    ("mentions",), ("lists",), ("leaflet",), ("called",), ("about",), ("meant", "by"), ("against",), ("reduce",),
    ("leaflets",), ("describe",), ("between",), ("word",),
)  # fmt: skip
_FARTHEST = 4


class Telling:
    """The words of a text, and which of its sentences say something of somebody now."""

    def __init__(self, text_words):
        self.words = text_words
        self.now = any(word.word in _NOW for word in text_words)
        self.sentences = {}
        for number, word in enumerate(text_words):
            self.sentences.setdefault(word.sentence, []).append(number)

    def of_now(self, parts):
        """Whether phrases that stand there, (first, last) each, are to interrupt."""
        first, last = min(part[0] for part in parts), max(part[1] for part in parts)
        if self._denied(first):
            return False
        if self._past(first, last):
            return self.now_in(first)
        asked = self._asked_in_general(first, last) or self._to_come(first)
        return not asked or self.now

    def now_in(self, number):
        """Whether its sentence, or one after it, tells of now."""
        sentence = self.words[number].sentence
        return any(word.word in _AGAIN for word in self.words if word.sentence >= sentence)

    def _before(self, first, most):
        """The words before, in the same part of the sentence."""
        part = self.words[first].part
        return [word.word for word in self.words[max(0, first - most) : first] if word.part == part]

    def _denied(self, first):
        """ "No fever", "never had a fit", "no sign of a fever or chills": nothing but such words in between."""
        for word in reversed(self._before(first, 6)):
            if word in _DENIES:
                return True
            if word not in _OF_NOTHING:
                return False
        return False

    def _part(self, first, last):
        parts = {self.words[first].part, self.words[last].part}
        return [word.word for word in self.words if min(parts) <= word.part <= max(parts)]

    def _past(self, first, last):
        """Years ago, or of another: "a friend had a fever last year", "she died of a fit"."""
        said = self._part(first, last)
        pairs = set(zip(said, said[1:], strict=False))
        if ("died", "of") in pairs or ("died", "from") in pairs:
            return True
        present = {"am", "is", "are", "keep", "keeps", "feel", "feels", "cannot", "have", "has"} & {*said}
        long_ago = any((last_one, when) in pairs for last_one in ("last",) for when in _LAST)
        long_ago |= any((when, ago) in pairs for when in _MEMORY for ago in ("ago", "before", "earlier", "later"))
        long_ago |= any(word.isdigit() and 1950 <= int(word) <= 2100 for word in said)
        long_ago |= any(pair in pairs for pair in (("used", "to"), ("for", "years"), ("my", "life"), ("her", "life")))
        past = bool(_PAST & {*said})
        if long_ago and (past or ("for", "years") in pairs) and not present & {"am", "cannot", "keep", "keeps", "feel"}:
            return True
        others = _OTHERS - {"mum", "mom", "dad", "mother", "father", "sister", "brother", "law"}
        of_another = bool(others & {*said}) or ("in", "law") in pairs
        return of_another and bool(_PAST & {*said}) and not present

    def _asked_in_general(self, first, last):
        """A question, or words of side effects, that says of nobody that they have it."""
        sentence = self.sentences[self.words[first].sentence]
        said = [self.words[number].word for number in sentence]
        pairs = set(zip(said, said[1:], strict=False))
        general = said[0] in _ASKS or {("side", "effect"), ("side", "effects")} & pairs
        return bool(general) and not self._personal(first, last, said)

    def _personal(self, first, last, said):
        """ "I have", "I feel", "she is": or "my" close before the words themselves."""
        if _BODY_OF & {*self._before(first, 3)} or any(
            self.words[number].word in _BODY_OF for number in range(first, last)
        ):
            return True
        if said[:3] in (["what", "should", "i"], ["what", "do", "i"], ["what", "can", "i"], ["is", "it", "normal"]):
            return not self._to_come(first)
        for number, word in enumerate(said):
            before = said[number - 1] if number else ""
            after = said[number + 1 : number + 4]
            if word in _I | {"she", "he"} and before not in _HYPOTHESIS | {"am", "is", "are", "has"} and after:
                following = after[1:] if after[0] in ("am", "is", "have", "has") else after
                if after[0] not in ("get", "gets", "will") and not {*following[:1]} & _STANDING:
                    return True
        return False

    def _to_come(self, first):
        """ "Risk of", "watch for", "if I get", within a few words before."""
        before = self._before(first, _FARTHEST + 3)
        for words in _TO_COME:
            length = len(words)
            for start in range(max(0, len(before) - length - 2), len(before) - length + 1):
                if tuple(before[start : start + length]) == words:
                    return True
        return False
