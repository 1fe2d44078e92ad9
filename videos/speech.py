"""How captions read: words a minute, characters a second, lines. What is too fast or too long is a warning.

Bounds: over 20 characters a second most people cannot follow, and two lines are what captions have (the guidance of
broadcasters gives 17 to 20 characters a second, two lines of 37 to 42 characters).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from videos.times import written
from wording.findings import WARNING, Finding, Text
from wording.risks import risky_changes

FASTEST = 20  # characters a second
MOST_LINES = 2
LONGEST_LINE = 42  # characters
MOST_WORDS = 180  # a minute
_NAMED = 3


@dataclass(frozen=True)
class Speech:
    """``longest``: characters of the longest line; ``fastest``: characters a second of the fastest cue."""

    cues: int
    words_a_minute: int
    longest: int
    fastest: int

    @property
    def said(self):
        message = ngettext(
            "Captions: {cues} cue, {words} words a minute, at most {fastest} characters a second, longest line"
            " {longest} characters.",
            "Captions: {cues} cues, {words} words a minute, at most {fastest} characters a second, longest line"
            " {longest} characters.",
            self.cues,
        )
        return message.format(cues=self.cues, words=self.words_a_minute, fastest=self.fastest, longest=self.longest)


def measured(cues):
    """``Speech`` of captions; None when there are none."""
    timed = [cue for cue in cues if cue.end > cue.start]
    if not timed:
        return None
    minutes = sum(cue.end - cue.start for cue in timed) / 60
    words = sum(len(cue.words.split()) for cue in timed)
    longest = max((len(line) for cue in timed for line in cue.shown), default=0)
    return Speech(len(timed), round(words / minutes), longest, round(max(rate(cue) for cue in timed)))


def rate(cue):
    """Characters a second, spaces among them."""
    return len(cue.words) / (cue.end - cue.start)


def findings(cues):
    """A warning for each sort of what is hard to read; it names the first places."""
    timed = [cue for cue in cues if cue.end > cue.start]
    for check, is_hard, message in _hard():
        if hard := [cue for cue in timed if is_hard(cue)]:
            yield _finding(check, hard, message)
    speech = measured(cues)
    if speech and speech.words_a_minute > MOST_WORDS:
        message = _("{count} words a minute is fast for tired people. Can it be said more slowly, or in fewer words?")
        yield Finding("speech-fast", WARNING, "captions", None, "", message.format(count=speech.words_a_minute))


def differences(cues, prose):
    """A warning for each number, “not”, time or medicine that a verbatim transcript and the captions do not share."""
    captions = "\n".join(cue.words for cue in cues)
    for risk in risky_changes([Text("captions", captions, "lines")], [Text("captions", prose, "lines")]):
        message = _("{what}: the captions have “{there}” where the word-for-word transcript has “{here}”. ({context})")
        there, here = risk.removed or "–", risk.added or "–"
        said = message.format(what=risk.label, there=there, here=here, context=risk.context)
        yield Finding("captions-differ", WARNING, "captions", None, risk.context[:200], said)


def _hard():
    """(name of the check, whether a cue is so, what to do)."""
    fast = _("Faster than {count} characters a second: shorten, or show it longer.").format(count=FASTEST)
    tall = _("More than {count} lines at once: make two cues of it.").format(count=MOST_LINES)
    wide = _("A line has more than {count} characters: break it.").format(count=LONGEST_LINE)
    return [
        ("captions-fast", lambda cue: rate(cue) > FASTEST, fast),
        ("captions-lines", lambda cue: sum(bool(line) for line in cue.shown) > MOST_LINES, tall),
        ("captions-wide", lambda cue: any(len(line) > LONGEST_LINE for line in cue.shown), wide),
    ]


def _finding(check, cues, message):
    """One finding for all cues of a sort: a reviewer answers it once. Its key changes when the first of them does."""
    places = ", ".join(written(cue.start) for cue in cues[:_NAMED])
    count = len(cues)
    where = ngettext("{count} cue, at {places}.", "{count} cues, first at {places}.", count)
    said = where.format(count=count, places=places)
    return Finding(check, WARNING, "captions", cues[0].line, f"{count}: {cues[0].words}"[:200], f"{message} ({said})")
