"""Danger phrases, one a line: words in a question that must bring the emergency card before it is sent.

    # a comment
    coughing up blood, spitting blood          any of these, in about these words
    leg + numb, weak, cannot feel              one of each side of a plus, near each other, in any order
    limb = leg, foot, arm                      a list by a name …
    <limb> + numb, weak                        … to be used in phrases
    =fits                                      just so, no other ending and no misspelling
    temperature + 38°                          38°: a number that may be a fever's; 38.0°: one that says so itself
    ! want to die at home                      an exception: words that lie within it do not count

Small words may stand between the words of a phrase. "Cannot" stands for can't, could not, unable to. How words are
compared is said in ``questions.danger``.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from markup.sources import Problem

LONGEST_LINE = 3_000
MOST_LINES = 400
_MOST_WORDS = 9
_NAMED = re.compile(r"<([^<>]*)>")
_NAME = re.compile(r"[a-z][a-z ]{0,30}")
# A word, or a number of degrees.
_WORD = re.compile(r"=?[^\W_]+(?:['’&][^\W_]+)*|3[58]°|38\.0°")


@dataclass(frozen=True)
class Phrase:
    """``said`` is the line; ``groups`` has for each side of a plus its alternatives, each a tuple of words."""

    said: str
    groups: tuple


@dataclass
class Phrases:
    """What a list of phrases says, and what is wrong with it: ``Problem`` with the number of its line."""

    phrases: list = field(default_factory=list)
    exceptions: list = field(default_factory=list)
    problems: list = field(default_factory=list)


class _Wrong(ValueError):
    """A line that cannot be read; says why."""


def parse(text, name="danger"):
    """``Phrases``: every line that can be read, and a problem for each that cannot."""
    found, named = Phrases(), {}
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        message = _("There are more than {count} lines. Write several phrases on one line.")
        found.problems.append(Problem(name, None, message.format(count=MOST_LINES)))
    for number, line in enumerate(lines[:MOST_LINES], start=1):
        try:
            _take(line.strip(), found, named)
        except _Wrong as wrong:
            found.problems.append(Problem(name, number, str(wrong)))
    return found


def _take(line, found, named):
    if not line or line.startswith("#"):
        return
    if len(line) > LONGEST_LINE:
        raise _Wrong(_("the line is longer than {count} characters.").format(count=LONGEST_LINE))
    name, equals, words = line.partition(" = ")
    if equals:
        if not _NAME.fullmatch(name.strip()):
            raise _Wrong(_("a list has a name of small letters, then “=”, then its words."))
        named[name.strip()] = _alternatives(words, named)
        return
    into = found.exceptions if line.startswith("!") else found.phrases
    groups = [_alternatives(part, named) for part in line.removeprefix("!").split("+")]
    if into is found.phrases and len(groups) == 1 and any(_too_small(words) for words in groups[0]):
        raise _Wrong(_("a word of one or two letters alone would interrupt nearly everybody. Add another word."))
    into.append(Phrase(line, tuple(groups)))


def _alternatives(part, named):
    found = []
    for words in part.split(","):
        listed = _NAMED.fullmatch(words.strip())
        found += _listed(listed[1].strip(), named) if listed else _spread(words.split(), named)
    return tuple(dict.fromkeys(found))


def _spread(words, named):
    """An alternative; with a named list within it, as many alternatives as the list has words."""
    made = [()]
    for word in words:
        listed = _NAMED.fullmatch(word)
        ends = _listed(listed[1], named) if listed else [(_one(word),)]
        made = [(*begun, *end) for begun in made for end in ends]
    if not words:
        raise _Wrong(_("there is a comma, a plus or a mark without words beside it."))
    if len(words) > _MOST_WORDS:
        raise _Wrong(_("a phrase has at most {count} words. Write the words that matter.").format(count=_MOST_WORDS))
    return made


def _one(word):
    if not _WORD.fullmatch(word):
        raise _Wrong(_("“{word}” is not a word. Write words, with commas or “+” between phrases.").format(word=word))
    return word.lower().replace("’", "'")


def _listed(name, named):
    if name not in named:
        raise _Wrong(_("there is no list <{name}> above this line. Write “{name} = …” first.").format(name=name))
    return named[name]


def _too_small(words):
    return sum(len(word) for word in words) < 3
