"""Whether what is told is over: long ago, of another, or looked after and settled; and no word says that it is back."""

from dataclasses import dataclass
from itertools import pairwise

from questions.danger.listed import begins, has, last_of, sequences, words

_RIGHT_AFTER = 4
_NEAR = 3


@dataclass(frozen=True)
class Told:
    """Words around words of danger: of the part of the sentence, of the sentence and each one after.

    ``rest`` are those from there to the end of the sentence, ``before`` the three right before.
    """

    said: tuple
    later: list
    rest: tuple
    before: tuple


def is_over(told, after, next_part):
    """Whether it is told as over, with nothing of today in its sentence or after it.

    ``after`` are the words right after, to the end of the part, ``next_part`` those of the next part.
    """
    if {("died", "of"), ("died", "from")} & {*pairwise(told.said)}:
        return True
    if _again(told.later):
        return False
    if told.before in sequences("weeks after"):
        return any(has(one, "treated") for one in told.later[:_NEAR])
    if has(told.said, "still"):
        return False
    past = has(told.said, "past") and (_long_ago(told.said) or _of_another(told.said))
    return past or _for_years(told.said, after, next_part) or _looked_after(told)


def was_long_ago(said, later):
    """The same of what always interrupts: in the past, with its time, and nothing that says it of oneself."""
    past = has(said, "past") and _long_ago(said)
    return past and not any(has(one, "of oneself too") for one in later)


def _long_ago(said):
    """ "Last winter", "ten years ago", "in 2015", "all my life"."""
    pairs = {*pairwise(said)}
    ago = any(
        first in words("periods") and second in ("ago", "before", "earlier", "later", "back") for first, second in pairs
    )
    last = any(first == "last" and second in words("seasons") for first, second in pairs)
    year = any(word.isdecimal() and 1950 <= int(word) <= 2100 for word in said)
    return ago or last or year or has(said, "long ago")


def _of_another(said):
    """A friend, an aunt: nobody whom the asker looks after now, as far as these words go."""
    present = {"is", "are", "have", "has"} & {*said}
    return (has(said, "others") or ("in", "law") in pairwise(said)) and not present


def _for_years(said, after, next_part):
    """ "For ten years" right after the words of danger, or alone in the next part of the sentence: "six years now"."""
    right_after = words("for years") & {*after[:_RIGHT_AFTER]} and {"for", "since"} & {*after[:_RIGHT_AFTER]}
    alone = words("for years") & {*next_part} and all(
        word in words("years alone") or word.isdecimal() for word in next_part
    )
    return bool(right_after or alone or ("for", "years") in pairwise(said))


def _looked_after(told):
    """Somebody has seen to it, and what came of it; or it is known, and stands as it was."""
    sentence, *after = told.later
    near = [told.rest, *after[: _NEAR - 1]]
    every = tuple(word for one in [told.rest, *after] for word in one)
    if has(every[last_of(every, "outcome") :], "but"):
        return False
    if any(has(one, "known") for one in near):
        return True
    seen = has(sentence, "seen in") and has(told.rest, "found to be")
    came_of_it = any(has(one, "treated") for one in [sentence, *near]) and any(has(one, "outcome") for one in near)
    return has(sentence, "past") and (seen or came_of_it)


def _again(later):
    return any(_is_of_today(one, bool(number)) for number, one in enumerate(later))


def _is_of_today(said, is_after):
    """A word of today; "fine now", "on Keppra now" is none, nor a "now" in a question that comes after."""
    if has(said, "again"):
        return True
    if is_after and begins(said, "asks"):
        return False
    return any(word == "now" and not _is_settled(said[max(0, at - 2) : at]) for at, word in enumerate(said))


def _is_settled(before):
    return bool(before) and (before[-1] in words("settled before now") or before[0] == "on")
