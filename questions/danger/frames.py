"""Whether words of danger are said of somebody now, or asked about in general, of others, of long ago, or denied.

What is said of somebody now always interrupts. Only a sentence that says nothing of that kind is let go, and in doubt
it interrupts. A word of today anywhere in the text ("since", "worse", "can it wait") takes the doubt away. The words
that tell are in ``frames.txt``.
"""

from functools import cached_property

from questions.danger import over
from questions.danger.listed import begins, has, sequences, words

_LONGEST = 3
_BETWEEN = 2
# Words back to an "if", or to a "no".
_FARTHEST = 10


class Telling:
    """The words of a text, and which of its sentences say something of somebody now."""

    def __init__(self, text_words):
        self.words = text_words
        sentences, parts = {}, {}
        for word in text_words:
            sentences.setdefault(word.sentence, []).append(word.word)
            parts.setdefault(word.part, []).append(word.word)
        self.sentences = {number: tuple(said) for number, said in sentences.items()}
        self.parts = {number: tuple(said) for number, said in parts.items()}

    @cached_property
    def _today(self):
        """The numbers of the words of today."""
        return {number for number, word in enumerate(self.words) if word.word in words("today")}

    @cached_property
    def _now(self):
        return bool(self._today) or any(word.word in words("perhaps") for word in self.words)

    def of_now(self, parts):
        """Whether phrases that stand there, (first, last) each, are to interrupt."""
        first, last = min(part[0] for part in parts), max(part[1] for part in parts)
        inside = {number for part in parts for number in range(part[0], part[1] + 1)}
        if any(self._denied(part[0], inside) for part in parts) or self._of_the_household(first):
            return False
        before = tuple(self._before(first, 3))
        told = over.Told(self._said(first, last), self._later(first), tuple(self._rest(first)), before)
        if over.is_over(told, *self._following(last)):
            return False
        if any(self._may_come(part[0]) for part in parts) or self._to_know(first, last):
            return bool(self._today - inside)
        return self._now or not self._in_general(first, last, parts)

    def was_long_ago(self, parts):
        """Whether phrases that interrupt however the sentence is built tell of what was over long ago."""
        first, last = min(part[0] for part in parts), max(part[1] for part in parts)
        return over.was_long_ago(self._said(first, last), self._later(first))

    def _said(self, first, last):
        """The words of the parts of the sentence in which they stand."""
        between = range(self.words[first].part, self.words[last].part + 1)
        return tuple(word for part in between for word in self.parts[part])

    def _later(self, first):
        """The sentence, and those after it."""
        return [said for number, said in self.sentences.items() if number >= self.words[first].sentence]

    def _following(self, last):
        """The words after, in the same part of the sentence, and those of the next part."""
        here = self.words[last]
        after = tuple(word.word for word in self.words[last + 1 : last + 6] if word.part == here.part)
        return after, self.parts.get(here.part + 1, ())

    def _before(self, first, most):
        """The words before, in the same part of the sentence."""
        part = self.words[first].part
        return [word.word for word in self.words[max(0, first - most) : first] if word.part == part]

    # Denied -------------------------------------------------------------------------------------------

    def _denied(self, first, inside):
        """ "No fever", "no sign of a fever", "no cough, fever or chills": nothing but such words back to the "no"."""
        here, listing, allowed = self.words[first], self._goes_on(first), words("of nothing")
        if here.word in words("today"):
            return False
        for number in range(first - 1, max(-1, first - _FARTHEST), -1):
            word = self.words[number]
            if word.sentence != here.sentence or (word.part != here.part and not listing):
                return False
            if word.word in words("denies") and number not in inside:
                return not self._likened(first, word.word)
            listing = listing or word.word in ("or", "nor")
            if word.word not in allowed and not (listing and word.word in words("things")):
                return False
        return False

    def _goes_on(self, first):
        """Whether an "or" comes after, with such words only in between: the list is all denied."""
        sentence = self.words[first].sentence
        for word in self.words[first : first + _FARTHEST]:
            if word.sentence != sentence or word.word in ("or", "nor"):
                return word.sentence == sentence
            if word.word not in words("things") and word.word not in words("of nothing"):
                return False
        return False

    def _likened(self, first, denial):
        """ "Not had a fever like this" denies nothing, nor does "never had a fit before"."""
        after = tuple(word.word for word in self.words[first : first + 7])
        return has(after, "likened") or (denial in ("never", "not") and "before" in after)

    # Of others, or of what may come ---------------------------------------------------------------------

    def _of_the_household(self, first):
        """ "My toddler has a fever"; not "my little girl says you are boiling"."""
        sentence = self.words[first].sentence
        before = [word.word for word in self.words[max(0, first - 7) : first] if word.sentence == sentence]
        at = max((at for at, word in enumerate(before) if word in words("household")), default=len(before))
        after = tuple(before[at:])
        ours = has(after, "says") or has(after, "one of us") or has(tuple(self._rest(first)), "us too")
        return bool(after) and not ours

    def _rest(self, first):
        """The words from there to the end of the sentence."""
        sentence = self.words[first].sentence
        return [word.word for word in self.words[first:] if word.sentence == sentence]

    def _may_come(self, first):
        """ "The risk of a fit", "if I ever did get a fever", "told to ring if I shiver"."""
        return self._stands_before(first, "to come") or self._if_it_came(first)

    def _if_it_came(self, first):
        sentence = self.words[first].sentence
        for number in range(first - 1, max(-1, first - _FARTHEST), -1):
            word = self.words[number]
            if word.sentence != sentence:
                return False
            if word.word == "if":
                return self._is_hypothesis(number)
            if word.word not in words("if between") | words("if who") | words("things"):
                return False
        return False

    def _is_hypothesis(self, number):
        """ "If she ever", "if you"; or, before it, "told me to ring": of nothing that is there."""
        before = [word.word for word in self.words[max(0, number - 2) : number]]
        after = [word.word for word in self.words[number + 1 : number + 3]]
        told = len(before) == 2 and before[1] in words("told to") and before[0] in words("tells")
        of_all = after[:1] and after[0] in ("you", "someone", "somebody", "anyone", "one", "patients")
        return bool(told or of_all or (after[1:] and after[1] in words("if may")))

    def _to_know(self, first, last):
        """ "What are the signs of …?": what there is to know, and nothing of somebody who has it."""
        sentence = self.sentences[self.words[first].sentence]
        asked = begins(sentence, "knowledge") or has(sentence, "told of")
        ours = words("body of") & ({*self._before(first, 2)} | {word.word for word in self.words[first:last]})
        return asked and not ours and not has(self._said(first, last), "if it is so")

    def _in_general(self, first, last, parts):
        """A question, or words of side effects or of what may come, that says of nobody that they have it."""
        said = [self.sentences[number] for number in {self.words[part[0]].sentence for part in parts}]
        asked = all(_asks(one) or has(one, "effects") for one in said)
        general = asked or any(self._stands_before(part[0], "spoken of") for part in parts)
        return general and not any(self._personal(first, last, one) for one in said)

    def _personal(self, first, last, said):
        """ "My" close before the words of danger or among them; "I feel", "she is" in the sentence."""
        if words("body of") & ({*self._before(first, 3)} | {word.word for word in self.words[first:last]}):
            return True
        if begins(said, "asks for help") or said[0] in ("anyone", "anybody") or "else" in said:
            return True
        return any(_says_of_somebody(said, number) for number, word in enumerate(said) if word in words("people"))

    def _stands_before(self, first, name):
        """Whether an entry of the list ends right before, or two words before."""
        before = self._before(first, _LONGEST + _BETWEEN)
        ends = range(max(0, len(before) - _BETWEEN), len(before) + 1)
        return any(
            tuple(before[max(0, end - length) : end]) in sequences(name)
            for end in ends
            for length in range(1, _LONGEST + 1)
        )


def _asks(said):
    """A question; not "when I walk …"."""
    return said[0] in words("asks") and not (said[0] == "when" and said[1:2] and said[1] in words("people"))


def _says_of_somebody(said, number):
    """ "I feel …", "she is …", at the number of its "I"; not "do I …", "if she …", nor "I am on …"."""
    before, after = said[number - 1] if number else "", said[number + 1 : number + 4]
    if not after or after[0] == "will" or (before in words("hypothesis") and (before, after[0]) != ("when", "cannot")):
        return False
    following = after[1:] if after[0] in ("am", "is", "have", "has") else after
    return not (following and following[0] in words("standing"))
